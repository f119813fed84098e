"""The history that git keeps, asked in hooks, linked worktrees and folders of other users."""

import os

import pytest
from click.testing import CliRunner

from mission_archive.cli import main
from mission_archive.publishing.changes.history import HistoryFault, NoHistory, exported, published_commit
from tests.publishing.records import PAST, TEXT, Repository
from tests.support.toy import write_toy_vocabularies


@pytest.fixture
def repository(tmp_path):
    """A repository with a linked worktree, `linked`, in which a published record has changed."""
    repository = Repository(tmp_path / "main")
    write_toy_vocabularies(repository.folder)
    repository.write(PAST, TEXT)
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "proposal")
    file = tmp_path / "linked/content" / PAST
    file.write_text(TEXT.replace("lasted a day", "lasted two days"), "utf-8")
    return repository


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    (tmp_path / "main").mkdir()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


HOOK = {
    "GIT_DIR": "{main}/.git/worktrees/linked",
    "GIT_WORK_TREE": ".",
    "GIT_INDEX_FILE": "{main}/.git/worktrees/linked/index",
    "GIT_PREFIX": "",
    "GIT_COMMON_DIR": "{main}/.git",
}


@pytest.mark.parametrize("variables", [{}, HOOK, {"GIT_DIR": ".git"}, {"GIT_DIR": "/nowhere"}])
def test_changes_are_found_in_hooks_and_linked_worktrees_as_elsewhere(
    repository, tmp_path, monkeypatch, variables
):
    monkeypatch.chdir(tmp_path / "linked")
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(main=tmp_path / "main"))
    result = CliRunner().invoke(main, ["changes"])
    assert result.exit_code == 1
    assert "1 record changed since" in result.output
    assert "1 note missing" in result.output


def test_a_folder_of_another_user_is_told_as_git_tells_it_with_the_command_to_run(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(HistoryFault) as told:
        published_commit(repository.content)
    assert not isinstance(told.value, NoHistory)
    assert "dubious ownership" in str(told.value)
    assert f"git config --global --add safe.directory {repository.folder}" in str(told.value)
    result = CliRunner().invoke(main, ["changes", "--content", str(repository.content)])
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_a_setting_for_one_command_still_holds(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "*")
    assert published_commit(repository.content) == repository.git("rev-parse", "HEAD")


def test_a_broken_repository_is_told_as_broken(repository):
    (repository.folder / ".git/config").write_text("[core\n", "utf-8")
    with pytest.raises(HistoryFault, match=r"git cannot read the history of .*bad config line 1"):
        published_commit(repository.content)


def test_a_folder_without_repository_has_no_history(tmp_path):
    (tmp_path / "alone/content").mkdir(parents=True)
    with pytest.raises(NoHistory, match="is not in a repository of git"):
        published_commit(tmp_path / "alone/content")


@pytest.mark.parametrize(
    "attributes",
    [
        "* export-ignore",
        "* export-subst",
        "* text eol=crlf",
        "*.md filter=evil",
    ],
)
def test_attributes_and_filters_of_a_proposal_cannot_hide_or_change_the_past(
    repository, tmp_path, monkeypatch, attributes
):
    repository.git("config", "filter.evil.smudge", f"touch {tmp_path}/ran")
    linked = tmp_path / "linked"
    (linked / "content/.gitattributes").write_text(f"{attributes}\n", "utf-8")
    repository.write(".gitattributes", f"{attributes}\n")
    repository.commit()
    monkeypatch.chdir(linked)
    result = CliRunner().invoke(main, ["changes", "--since", repository.git("rev-parse", "main").strip()])
    assert result.exit_code == 1
    assert "1 record changed since" in result.output
    assert not (tmp_path / "ran").exists()


def test_the_past_is_read_byte_for_byte_with_names_of_any_letters(repository, tmp_path):
    names = {
        "Снимок №1 (a).txt": b"\x00\xff\r\n",
        "empty.txt": b"",
        "two lines\nin its name": b"x" * 2_000_000,
    }
    for name, data in names.items():
        (repository.content / "events/2010").mkdir(parents=True, exist_ok=True)
        (repository.content / "events/2010" / name).write_bytes(data)
    (repository.content / "events/2010/link.md").symlink_to("/etc/passwd")
    repository.commit()
    with exported(repository.content, repository.git("rev-parse", "HEAD").strip()) as old:
        assert old is not None
        found = {path.name: path.read_bytes() for path in (old / "events/2010").iterdir()}
    assert {name: found.get(name) for name in names} == names
    assert "link.md" not in found


def test_an_object_that_is_lost_is_reported_and_not_taken_for_a_file_that_was_not_there(repository):
    blob = repository.git("rev-parse", f"HEAD:content/{PAST}").strip()
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with (
        pytest.raises(HistoryFault, match="git could not give"),
        exported(repository.content, repository.git("rev-parse", "HEAD").strip()),
    ):
        pass
