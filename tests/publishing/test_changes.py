"""`archive changes`: what differs from the last published state, which notes are missing, and the summary."""

import re
import subprocess

import pytest
from click.testing import CliRunner

from mission_archive.cli import main
from mission_archive.publishing.changes.notes import TO_REPLACE
from tests.publishing.records import PAST, PAST_RUSSIAN, RUSSIAN, TEXT, Repository
from tests.support.pictures import picture
from tests.support.toy import write_toy_vocabularies

OTHER = TEXT.replace("energy", "water").replace("2010-04-15", "2010-05-20")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A published record with its translation, and another, on the main branch; a branch for a proposal."""
    repository = Repository(tmp_path)
    write_toy_vocabularies(tmp_path)
    repository.write(PAST, TEXT)
    repository.write(PAST_RUSSIAN, RUSSIAN)
    repository.write("events/2010/water.md", OTHER)
    repository.commit()
    repository.git("switch", "-q", "-c", "proposal")
    monkeypatch.chdir(tmp_path)
    return repository


def run(*arguments):
    return CliRunner().invoke(main, ["changes", *arguments])


def missing(*arguments):
    """The lines that ask for a note."""
    result = run(*arguments)
    lines = [line for line in result.stderr.splitlines() if "error:" in line]
    assert result.exit_code == (1 if lines else 0), result.output
    return lines


def section(heading):
    """The lines of the summary below a heading."""
    parts = re.split(r"^### (.*)\n\n", run().stdout, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return next((text.strip().splitlines() for name, text in found.items() if name.startswith(heading)), [])


# Which changes need a note


def test_a_command_that_is_run_in_another_folder_says_where_to_run_it(repository, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path / "content")
    result = run()
    assert result.exit_code == 1
    assert (
        result.output == "Error: There is no folder content here; run the command in the project's folder.\n"
    )


def test_nothing_changed_needs_nothing(repository):
    result = run()
    assert result.exit_code == 0
    assert "No record is added or changed." in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("title: Round table on energy", "title: Seminar on energy", 2, "the title differs"),
        ("They spoke about", "They quarrelled about", 4, "the summary differs"),
        ("lasted a day", "lasted two days", 7, "the text differs"),
        ("date: 2010-04-15", "date: 2010-04-16", 3, "the date differs"),
        ("format: round-table", "places: [khujand]", 5, "the format and the places differ"),
        ("date: 2010-04-15", "date: 2010-04-15\nparticipants: {number: 35}", 4, "the participants differ"),
        ("It was opened by the speaker.\n", "", 8, "the text differs"),
    ],
)
def test_words_and_facts_of_a_published_record_do_not_change_without_a_note(repository, old, new, line, what):
    repository.change(PAST, old, new)
    (told,) = missing()
    assert told.startswith(f"content/{PAST}:{line}:1: error: changes: {what} from what is published")
    assert re.search(r"; add the lines below after line \d+, with your own sentence", told)


def paste(repository, result, sentence="The number was 35, not 53: [see] #2"):
    """Put the lines below a message where it says, with a sentence that YAML would take for more than that."""
    message, *lines = result.stderr.splitlines()[:-1]
    after = int(re.findall(r"after line (\d+)", message)[0])
    text = "".join(f"{line}\n" for line in lines).replace(TO_REPLACE, sentence)
    written = (repository.content / PAST).read_text("utf-8").splitlines(keepends=True)
    (repository.content / PAST).write_text("".join([*written[:after], text, *written[after:]]), "utf-8")


def test_the_lines_that_the_message_offers_are_sound_and_enough(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    paste(repository, run())
    assert missing() == []
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert "The number was 35, not 53: [see] #2" in run().stdout.replace("\\", "")


def test_the_sentence_that_the_message_offers_is_not_a_note(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    paste(repository, run(), sentence=TO_REPLACE)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert f"changes.note: '{TO_REPLACE}' is what a message proposed for you to replace" in result.output
    assert "0 notes missing; not compared because of errors: 1 record" in run().stderr


def test_each_further_change_needs_a_note_of_its_own(repository):
    note = "changes:\n  - {date: 2019-01-01, kind: correction, note: It lasted two days.}\nformat:"
    repository.change(PAST, "format:", note)
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.change(PAST, "lasted a day", "lasted three days")
    paste(repository, run())
    assert missing() == []
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The round table lasted a day.", "The round\ntable   lasted a day."),
        ("format: round-table", "format: round-table\nthemes: [border-management]"),
        ("format: round-table", "format: round-table\nrelated: [events/2010/water]"),
        ("title: Round table on energy", 'title: "Round table on energy"'),
        ("They spoke about energy.", ">-\n  They spoke\n  about energy."),
    ],
)
def test_what_readers_have_not_relied_on_needs_no_note(repository, old, new):
    repository.change(PAST, old, new)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0, CliRunner().invoke(main, ["check"]).output
    assert missing() == []


def test_a_link_that_leads_elsewhere_now_needs_no_note(repository):
    repository.change(PAST, "the speaker", "[the speaker](https://example.org/1)")
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.change(PAST, "example.org/1", "example.org/two")
    assert missing() == []
    repository.change(PAST, "the speaker", "a minister")
    assert len(missing()) == 1


def test_a_new_record_a_new_translation_and_a_draft_need_no_note(repository):
    repository.write("events/2011/new.md", OTHER.replace("2010-", "2011-"))
    repository.write("events/2010/water.ru.md", RUSSIAN)
    repository.write(
        "events/2011/draft.md", TEXT.replace("format:", "draft: true\nformat:").replace("2010-", "2011-")
    )
    assert missing() == []


def test_a_draft_may_change_and_a_record_under_embargo_too(repository):
    for name, field in (("draft", "draft: true"), ("embargoed", "published: 2999-01-01")):
        repository.write(f"events/2010/{name}.md", TEXT.replace("format:", f"{field}\nformat:"))
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    for name in ("draft", "embargoed"):
        repository.change(f"events/2010/{name}.md", "lasted a day", "lasted two days")
    assert missing() == []


def test_a_record_whose_embargo_has_ended_is_published(repository):
    repository.write("events/2010/was.md", TEXT.replace("format:", "published: 2011-01-01\nformat:"))
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.change("events/2010/was.md", "lasted a day", "lasted two days")
    assert len(missing()) == 1


def test_a_translation_that_changes_alone_needs_a_note_in_the_original(repository):
    repository.change(PAST_RUSSIAN, "длился один день", "длился два дня")
    (told,) = missing()
    assert told.startswith(f"content/{PAST_RUSSIAN}:5:1: error: changes: the text differs")
    assert f"add the lines below after line 5 of content/{PAST}, " in told


def test_a_translation_that_catches_up_needs_no_further_note(repository):
    change = "changes: [{date: 2019-01-01, kind: correction, note: It lasted two days.}]\nformat:"
    repository.change(PAST, "format:", change)
    repository.change(PAST, "lasted a day", "lasted two days")
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.change(PAST_RUSSIAN, "длился один день", "длился два дня")
    repository.change(PAST_RUSSIAN, "summary:", "translation_of_update: 2019-01-01\nsummary:")
    assert missing() == []


def publish(repository):
    """What is written now has been published, and the proposal begins with it."""
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")


CORRECTED = "changes: [{date: 2019-01-01, kind: correction, note: It lasted two days.}]\nformat:"


@pytest.mark.parametrize("day", ["2026-01-01", "2018-12-31"])
def test_a_translation_does_not_catch_up_with_a_change_that_is_not_there(repository, day):
    repository.change(PAST, "format:", CORRECTED)
    publish(repository)
    repository.change(PAST_RUSSIAN, "длился один день", "длился два дня")
    repository.change(PAST_RUSSIAN, "summary:", f"translation_of_update: {day}\nsummary:")
    result = CliRunner().invoke(main, ["check"])
    assert (
        f"the original (content/{PAST}) has no change of {day}; write 2019-01-01, the day of its last change, if the "
        "translation includes it"
    ) in result.output
    assert result.exit_code == 1


def test_a_translation_catches_up_with_a_change_once(repository):
    repository.change(PAST, "format:", CORRECTED)
    repository.change(PAST_RUSSIAN, "summary:", "translation_of_update: 2019-01-01\nsummary:")
    publish(repository)
    repository.change(PAST_RUSSIAN, "длился один день", "длился два дня")
    assert len(missing()) == 1
    repository.change(PAST_RUSSIAN, "translation_of_update: 2019-01-01\n", "")
    assert len(missing()) == 1


def test_a_note_in_other_words_does_not_let_a_translation_change(repository):
    note = "changes: [{date: 2019-01-01, note: Два дня.}]\nsummary:"
    repository.change(PAST, "format:", CORRECTED)
    repository.change(PAST_RUSSIAN, "summary:", note)
    publish(repository)
    repository.change(PAST_RUSSIAN, "длился один день", "длился три дня")
    repository.change(PAST_RUSSIAN, "Два дня", "Три дня")
    assert len(missing()) == 1
    assert "the note of 2019-01-01 is changed or deleted" in "".join(section("Before this is merged"))


# Languages that a record loses


def test_a_language_in_which_a_record_is_gone_needs_a_note(repository):
    (repository.content / PAST_RUSSIAN).unlink()
    (told,) = missing()
    assert told.startswith(
        f"content/{PAST}:1:1: error: changes: the record is no longer in Русский, and there is no note about it for "
        "readers; add the lines below after line 5, with"
    )
    (line,) = section("Changed")
    assert line == "- **Round table on energy** (`events/2010/energy`) · no longer in Русский"
    assert any("no longer in Русский, and there is no note" in line for line in section("Before this"))
    paste(repository, run())
    assert missing() == []
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_record_whose_original_is_deleted_and_whose_translation_gets_the_facts_needs_a_note(repository):
    (repository.content / PAST).unlink()
    repository.change(PAST_RUSSIAN, "summary:", "date: 2010-04-15\nformat: round-table\nsummary:")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    (told,) = missing()
    assert told.startswith(f"content/{PAST_RUSSIAN}:3:1: error: changes: the record is no longer in English")


def test_a_record_that_is_in_another_language_now_needs_a_note(repository):
    (repository.content / "events/2010/water.md").rename(repository.content / "events/2010/water.ru.md")
    facts = "date: 2010-05-20\nformat: round-table\nsummary:"
    repository.write("events/2010/water.ru.md", RUSSIAN.replace("summary:", facts))
    (told,) = missing()
    assert "the record is no longer in English" in told
    (line,) = section("Changed")
    assert line.endswith("now in Русский too; no longer in English")


def test_a_text_that_changes_and_a_language_that_is_gone_are_one_message(repository):
    (repository.content / PAST_RUSSIAN).unlink()
    repository.change(PAST, "lasted a day", "lasted two days")
    (told,) = missing()
    assert "the text differs from what is published and the record is no longer in Русский, and" in told


def test_short_texts_of_a_language_that_is_gone_are_not_named_one_by_one(repository):
    repository.change(PAST, "format:", "note: A remark.\nformat:")
    repository.change(PAST_RUSSIAN, "summary:", "note: Замечание.\nsummary:")
    publish(repository)
    (repository.content / PAST_RUSSIAN).unlink()
    assert "changes: the record is no longer in Русский, and" in missing()[0]


def test_a_removed_record_owes_no_note_for_a_language(repository):
    ending = "---\nremoved: {date: 2019-01-01, reason: Asked for.}\n---\n"
    repository.write(PAST, ending)
    repository.write(PAST_RUSSIAN, "---\nremoved: {reason: По просьбе.}\n---\n")
    publish(repository)
    (repository.content / PAST_RUSSIAN).unlink()
    assert missing() == []
    assert section("Changed") == ["- a record (`events/2010/energy`) · no longer in Русский"]


# What becomes of a record


def test_another_moment_of_publication_is_told_and_needs_no_note(repository):
    repository.change(PAST, "format:", "published: 2011-01-01\nformat:")
    publish(repository)
    repository.change(PAST, "published: 2011-01-01", "published: 2010-06-01")
    assert missing() == []
    (line,) = section("Changed")
    assert line.endswith("the moment of publication changed, which readers need no note about")


@pytest.mark.parametrize(("field", "words"), [("withdrawn", "withdrawal"), ("removed", "removal")])
def test_another_reason_why_a_record_ended_is_told(repository, field, words):
    repository.write(
        "events/2010/water.md",
        OTHER.replace("format:", f"{field}: {{date: 2019-01-01, reason: It is wrong.}}\nformat:"),
    )
    publish(repository)
    repository.change("events/2010/water.md", "It is wrong", "Somebody asked")
    assert missing() == []
    assert f"the day or reason of the {words} changed" in section("Changed")[0]


def test_a_published_note_that_is_deleted_is_told(repository):
    repository.change(PAST, "format:", CORRECTED)
    publish(repository)
    repository.change(PAST, CORRECTED, "format:")
    assert section("Changed") == [
        "- **Round table on energy** (`events/2010/energy`) · a published note changed"
    ]
    assert "Put it back, and write what was wrong with it in a new note" in section("Before this")[0]


def test_a_note_that_is_translated_is_the_same_note(repository):
    repository.change(PAST, "format:", CORRECTED)
    publish(repository)
    repository.change(PAST_RUSSIAN, "summary:", "changes: [{date: 2019-01-01, note: Два дня.}]\nsummary:")
    assert "No record is added or changed." in run().stdout


PHOTOS = """\
photos:
  - {file: a.png, alt: Four speakers at a table, credit: Office, consent: given}
format:"""


def test_a_photo_that_goes_needs_no_note_and_one_that_comes_does(repository):
    (repository.content / "events/2010/a.png").write_bytes(picture())
    repository.change(PAST, "format:", PHOTOS)
    assert len(missing()) == 1
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.change(PAST, "consent: given", "consent: public-event")
    assert missing() == []
    repository.change(PAST, "consent: public-event", "consent: withdrawn")
    assert missing() == []
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.change(PAST, PHOTOS.replace("given", "withdrawn"), "format:")
    (repository.content / "events/2010/a.png").unlink()
    assert missing() == []


def test_a_withdrawal_and_a_removal_say_why_themselves(repository):
    repository.change(
        PAST, "format:", "withdrawn: {date: 2019-01-01, reason: It did not take place.}\nformat:"
    )
    repository.change(PAST, "lasted a day", "lasted no day")
    repository.write("events/2010/water.md", "---\nremoved: {date: 2019-01-01, reason: Asked for.}\n---\n")
    assert missing() == []


def test_what_was_withdrawn_does_not_come_back_without_a_note(repository):
    repository.change(
        PAST, "format:", "withdrawn: {date: 2019-01-01, reason: It did not take place.}\nformat:"
    )
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.write(PAST, TEXT)
    assert "the state differs" in missing()[0]


def test_a_renamed_record_may_not_change_on_the_way(repository):
    (repository.content / PAST).rename(repository.content / "events/2010/power.md")
    (repository.content / PAST_RUSSIAN).rename(repository.content / "events/2010/power.ru.md")
    assert missing() == []
    repository.change("events/2010/power.md", "lasted a day", "lasted two days")
    (told,) = missing()
    assert told.startswith("content/events/2010/power.md:7:1: error: changes: the text differs")


# With what is compared


def test_what_is_committed_and_what_is_only_written_both_count(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    assert len(missing()) == 1
    repository.commit()
    assert len(missing()) == 1


def test_changes_that_main_has_got_meanwhile_are_not_those_of_the_proposal(repository):
    repository.git("switch", "-q", "main")
    repository.change("events/2010/water.md", "lasted a day", "lasted two days")
    repository.commit()
    repository.git("switch", "-q", "proposal")
    assert missing() == []


def test_on_main_the_last_published_tag_counts_if_there_is_one(repository):
    repository.git("switch", "-q", "main")
    repository.git("tag", "published-2019-01-01")
    repository.change(PAST, "lasted a day", "lasted two days")
    repository.commit()
    assert len(missing()) == 1
    repository.git("tag", "published-2019-01-02")
    assert missing() == []


def test_any_commit_can_be_named(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    first = repository.commit()
    assert len(missing("--since", "main")) == 1
    assert missing("--since", first) == []


@pytest.mark.parametrize("name", ["no-such-commit", "--upload-pack=x", "HEAD:content", "-x"])
def test_a_commit_that_is_not_there_is_said_so(repository, name):
    result = run(f"--since={name}")
    assert result.exit_code == 1
    assert f"there is no commit, tag or branch '{name}' here." in result.stderr


def test_without_history_it_says_so(tmp_path, monkeypatch):
    write_toy_vocabularies(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run()
    assert result.exit_code == 1
    assert "content is not in a repository of git, so there is nothing to compare with." in result.stderr


def test_without_git_it_says_so(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = run()
    assert result.exit_code == 1
    assert "git is not installed, so there is nothing to compare with; install it." in result.stderr


def test_before_the_first_commit_it_says_so(tmp_path, monkeypatch):
    write_toy_vocabularies(tmp_path)
    Repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert "the repository has no commit yet" in run().stderr


@pytest.mark.parametrize("branch", ["main", "proposal"])
def test_a_history_that_is_cut_off_is_told_with_what_to_do(repository, tmp_path_factory, monkeypatch, branch):
    repository.commit()
    repository.git("switch", "-q", "main")
    shallow = tmp_path_factory.mktemp("shallow")
    address = f"file://{repository.folder}"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"--branch={branch}", address, shallow], check=True)
    monkeypatch.chdir(shallow)
    result = run()
    assert result.exit_code == 1
    assert (
        "the history here is cut off (git fetch --unshallow; in a workflow: fetch-depth: 0)" in result.stderr
    )
    assert run("--since", "HEAD").exit_code == 0


def test_content_that_is_new_altogether_is_all_added(tmp_path, monkeypatch):
    repository = Repository(tmp_path)
    repository.commit()
    write_toy_vocabularies(tmp_path)
    repository.write(PAST, TEXT)
    monkeypatch.chdir(tmp_path)
    assert "**1 record: 1 added.**" in run().stdout


def test_a_record_with_an_error_is_not_taken_for_a_deleted_one(repository):
    repository.change(PAST, "date: 2010-04-15", "date: last spring")
    result = run()
    assert "deleted" not in result.stdout
    assert "error in `content/events/2010/energy.md`, line 3: **date**: " in result.stdout


def test_a_record_that_is_mended_is_not_taken_for_a_new_one(repository):
    repository.change(PAST, "date: 2010-04-15", "date: last spring")
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.write(PAST, TEXT)
    assert section("Added") == []


def test_a_record_that_says_its_former_address_is_that_record_whatever_else_changed(repository):
    (repository.content / "events/2010/water.md").unlink()
    text = (
        "---\ntitle: Quite new\ndate: 2012\nsummary: Other words.\nformer_urls: [/events/2010/water/]\n---\n"
    )
    repository.write("events/2012/quite-new.md", text)
    assert section("Deleted") == []
    assert "was `events/2010/water`" in section("Moved")[0]
    assert len(missing()) == 1


def test_the_working_folder_is_left_as_it_is(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    before = repository.git("status", "--porcelain=v2", "--branch")
    run()
    assert repository.git("status", "--porcelain=v2", "--branch") == before


# The summary


def test_the_summary_counts_what_happens(repository):
    repository.write("events/2011/new.md", OTHER.replace("2010-", "2011-").replace("water", "wind"))
    repository.change(
        PAST, "format:", "withdrawn: {date: 2019-01-01, reason: It did not take place.}\nformat:"
    )
    repository.change("events/2010/water.md", "lasted a day", "lasted two days")
    assert "**3 records: 1 added, 1 changed, 1 withdrawn.**" in run().stdout


def test_an_added_record_is_told_with_its_languages(repository):
    repository.write("events/2011/new.md", OTHER.replace("2010-", "2011-"))
    repository.write("events/2011/new.ru.md", RUSSIAN)
    (line,) = section("Added")
    assert line == "- **Round table on water** (`events/2011/new`) · 2011\\-05\\-20, in English, Русский"


def test_each_record_links_to_its_page_in_the_preview(repository):
    repository.write("events/2011/new.md", OTHER.replace("2010-", "2011-"))
    repository.write("events/2012/only.ru.md", RUSSIAN.replace("summary:", "date: 2012\nsummary:"))
    out = run("--preview", "https://pr-7.example.org").stdout
    assert "[**Round table on water**](https://pr-7.example.org/events/2011/new/)" in out
    assert "](https://pr-7.example.org/ru/events/2012/only/)" in out


def test_a_change_is_told_with_its_note(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    repository.change(
        PAST, "format:", "changes: [{date: 2019-01-01, kind: correction, note: Two days.}]\nformat:"
    )
    (line,) = section("Changed")
    assert line.endswith("the text changed; readers are told (correction): Two days\\.")


def test_a_translation_left_behind_is_told(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    repository.change(
        PAST, "format:", "changes: [{date: 2019-01-01, kind: correction, note: Two days.}]\nformat:"
    )
    (line,) = section("Before this is merged")
    assert "the translation (Русский) follows the older state" in line


def test_a_missing_note_is_told_in_the_summary_too(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    assert any(
        "there is no note for readers. Add one under `changes:`." in line for line in section("Before this")
    )


def test_a_deleted_record_is_told_what_to_do_instead(repository):
    (repository.content / "events/2010/water.md").unlink()
    assert section("Deleted") == ["- **Round table on water** (`events/2010/water`)"]
    (line,) = section("Before this is merged")
    assert "Put the file back, with `withdrawn:` if the record no longer holds" in line


def test_a_moved_record_is_told_the_line_to_add_until_it_is_there(repository):
    (repository.content / "events/2010/water.md").rename(repository.content / "events/2010/waters.md")
    told = section("Before this is merged")
    assert told[1:] == ["", "  ```yaml", "  former_urls:", "    - /events/2010/water/", "  ```"]
    repository.change("events/2010/waters.md", "format:", "former_urls:\n  - /events/2010/water/\nformat:")
    assert section("Before this is merged") == []
    assert section("Moved") == ["- **Round table on water** (`events/2010/waters`) · was `events/2010/water`"]


def test_of_a_removed_record_neither_title_nor_text_is_told(repository):
    repository.write("events/2010/water.md", "---\nremoved: {date: 2019-01-01, reason: Asked for.}\n---\n")
    out = run().stdout
    assert "- a record (`events/2010/water`) · on 2019-01-01: Asked for\\." in out
    assert "Round table on water" not in out
    assert "only they can take it out" in out


def test_a_public_record_that_is_hidden_again_is_told(repository):
    repository.change(PAST, "format:", "draft: true\nformat:")
    assert len(section("Hidden again")) == 1
    assert "withdraw or remove it instead" in section("Before this is merged")[0]


def test_what_is_prepared_is_told_and_has_no_page(repository):
    repository.write(
        "events/2011/new.md", OTHER.replace("2010-", "2011-").replace("format:", "draft: true\nformat:")
    )
    (line,) = section("Prepared, not public yet")
    assert line.endswith("· a draft")
    assert "](" not in run("--preview", "https://example.org/").stdout


def test_people_and_photos_are_told_for_somebody_to_look_at(repository):
    repository.change(PAST, "format:", "people: [{name: Anna Example, role: Head of the office}]\nformat:")
    assert any(
        "it names Anna Example (Head of the office)" in line for line in section("Before this is merged")
    )


def test_warnings_of_the_check_are_told_for_the_files_concerned_alone(repository):
    odd = TEXT.replace("2010-04-15", "2012-04-15")  # in the folder of another year
    repository.write("events/2010/odd.md", odd)
    repository.commit()
    repository.git("branch", "-f", "main", "HEAD")
    repository.write("events/2010/odder.md", odd)
    (line,) = [line for line in section("What the check says") if line.startswith("- ")]
    assert "`content/events/2010/odder.md`" in line


def test_markdown_and_html_of_a_title_stay_text(repository):
    title = '"<img src=x onerror=alert(1)> [click](javascript:alert(1)) `code` @somebody ![x](http://example.org/x.png)"'
    repository.write(
        "events/2011/new.md", OTHER.replace("2010-", "2011-").replace("Round table on water", title)
    )
    out = run().stdout
    assert "<img" not in out
    assert "](javascript" not in out
    assert "\\]\\(javascript\\:alert" in out
    assert not re.search(r"(?<!\\)@somebody", out)
    assert "![x]" not in out


def test_the_summary_is_added_to_the_end_of_a_file(repository, tmp_path):
    file = tmp_path / "summary.md"
    file.write_text("Before.\n", encoding="utf-8")
    result = run("--summary", str(file))
    assert result.stdout == ""
    assert file.read_text("utf-8").startswith("Before.\n## What this changes\n\nNo record")


def test_a_thousand_new_records_make_a_summary_that_can_be_read(repository):
    for number in range(300):
        repository.write(f"events/2011/new-{number}.md", OTHER.replace("2010-", "2011-"))
    lines = section("Added")
    assert len(lines) == 101
    assert lines[-1] == "- … and 200 more"


def test_without_a_preview_the_summary_says_which_file_of_the_artifact_shows_each_record(repository):
    repository.write("events/2011/new.md", OTHER.replace("2010-", "2011-"))
    repository.write("events/2012/only.ru.md", RUSSIAN.replace("summary:", "date: 2012\nsummary:"))
    out = run("--artifact", "preview").stdout
    assert "download `preview` from *Artifacts* on this page" in out
    assert "· page: `events/2011/new/index.html`" in out
    assert "· page: `ru/events/2012/only/index.html`" in out
    assert "Artifacts" not in run("--artifact", "preview", "--preview", "https://a.example/").stdout


def test_no_artifact_is_promised_where_nothing_is_built_or_nothing_is_to_be_seen(repository):
    assert "Artifacts" not in run("--artifact", "preview").stdout
    repository.write("events/2011/new.md", OTHER.replace("2010-", "2011-"))
    repository.change("events/2010/water.md", "date: 2010-05-20", "date: last spring")
    out = run("--artifact", "preview").stdout
    assert "nothing is published" in out
    assert "index.html" not in out


def test_each_message_leads_to_its_part_of_the_guide(repository):
    repository.change(PAST, "date: 2010-04-15", "date: last spring")
    out = run("--guide", "https://a.example/errors.md").stdout
    assert "([what it means](https://a.example/errors.md#date))" in out
    assert "what it means" not in run().stdout


def test_a_missing_note_is_an_annotation_beside_its_line_where_the_code_host_shows_such(repository):
    repository.change(PAST, "lasted a day", "lasted two days")
    result = run("--format", "github", "--summary", "summary.md")
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"::error file=content/{PAST},line=7,col=1,title=life::changes: the text differs")


@pytest.mark.parametrize("name", ["a`b.md", "``x``.md", "`<img src=x> [x](y)`.md"])
def test_a_name_of_a_file_stays_a_name_whatever_signs_it_holds(repository, name):
    repository.write(f"events/2010/{name}", OTHER)
    (line,) = [line for line in section("What the check says") if name in line]
    ticks = max(map(len, re.findall("`+", name))) + 1
    assert f"{'`' * ticks} content/events/2010/{name} {'`' * ticks}, line 1" in line


# Texts about terms


def test_a_text_about_a_term_that_changes_is_in_the_summary_and_needs_no_note(repository):
    repository.write("vocabularies/themes/energy.md", "Water was discussed.\n")
    repository.write("vocabularies/themes/energy.ru.md", "О воде.\n")
    repository.commit()
    repository.git("branch", "-f", "main")
    repository.change("vocabularies/themes/energy.md", "was discussed", "was discussed often")
    repository.write("vocabularies/themes/energy.tg.md", "Дар бораи об.\n")
    (repository.content / "vocabularies/themes/energy.ru.md").unlink()
    told = section("Texts about")
    name = told[0].partition("**, ")[0]
    assert told == [
        f"{name}**, English: changed (`content/vocabularies/themes/energy.md`)",
        f"{name}**, Русский: deleted (`content/vocabularies/themes/energy.ru.md`)",
        f"{name}**, Тоҷикӣ: added (`content/vocabularies/themes/energy.tg.md`)",
    ]
    result = run()
    assert result.exit_code == 0
    assert "0 records and 3 texts about terms changed since" in result.stderr


def test_a_vocabulary_that_cannot_be_read_does_not_delete_the_texts_of_its_terms(repository):
    repository.write("vocabularies/themes/energy.md", "Water was discussed.\n")
    repository.commit()
    repository.git("branch", "-f", "main")
    repository.write("vocabularies/themes.yml", "- id: [\n")
    assert "Texts about" not in run().stdout


def test_a_summary_that_cannot_be_written_is_reported_in_one_sentence(repository):
    result = run("--summary", "nowhere/summary.md")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "Error: nowhere/summary.md cannot be written (No such file or directory); check" in result.stderr
