"""«Did you mean …?»"""

import pytest

from mission_archive.model.text.suggestions import Suggestions, did_you_mean
from mission_archive.reading.content import read_content
from tests.support.toy import NOW

MANY = [f"record-of-day-{day}-in-{month}" for day in range(1, 29) for month in ("may", "june", "july")] + [
    "border-management",
    "countering-terrorism",
]


def test_a_near_word_is_proposed():
    assert did_you_mean("onlin", ("in-person", "online")) == "; did you mean 'online'?"


def test_nothing_is_proposed_where_nothing_is_near():
    assert did_you_mean("party", ("in-person", "online")) == ""
    assert did_you_mean("", ("in-person", "online")) == ""


def test_case_blanks_and_hyphens_make_no_difference():
    assert Suggestions(["border-management"]).near("Border_ Management") == "border-management"


def test_a_name_leads_to_the_id():
    names = {"Office in Tajikistan": "field-office", "Худжанд": "khujand"}
    assert Suggestions(["field-office", "khujand"], names).near("office in Tadjikistan") == "field-office"
    assert Suggestions(["field-office", "khujand"], names).near("Худжанде") == "khujand"


def test_among_many_words_the_near_one_is_found():
    many = Suggestions(MANY)
    assert many.near("boarder-managment") == "border-management"
    assert many.near("countering-terorism") == "countering-terrorism"
    assert many.near("record-of-day-7-in-mai") == "record-of-day-7-in-may"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("water", "water-management"),
        ("border", "border-management"),
        ("khuj", "khujand"),
        ("terrorism", "countering-terrorism"),
        ("watter-management", "water-management"),
        ("ma", None),
    ],
)
@pytest.mark.parametrize("others", [[], MANY])
def test_a_beginning_or_a_part_of_a_word_counts_as_near(wrong, right, others):
    words = ["waste", "water-management", "border-management", "khujand", "countering-terrorism", *others]
    assert Suggestions(words).near(wrong) == right


def test_the_answer_does_not_depend_on_what_was_asked_before():
    asked = Suggestions(MANY)
    for word in ("x", "record", "border", "terrorism"):
        asked.near(word)
    assert asked.near("boarder-managment") == Suggestions(MANY).near("boarder-managment")


# What the public must not know is not proposed


def test_no_message_proposes_a_hidden_record_or_a_term_that_only_hidden_records_name(tmp_path):
    content = tmp_path / "content"

    def write(uri, text):
        (content / uri).parent.mkdir(parents=True, exist_ok=True)
        (content / uri).write_text(text, "utf-8")

    def messages(state):
        record = "---\ntitle: Talks on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n"
        write("events/2010/secret-visit.md", f"{record}{state}themes: [harbour-lights]\n---\nText.\n")
        write(
            "events/2010/x.md",
            f"{record}related: [events/2010/secret-visits]\nthemes: [harbour-light]\n---\nText.\n",
        )
        return [problem.message for problem in read_content(content, now=NOW).errors]

    write("vocabularies/themes.yml", "- {id: coast, name: Coast}\n"
          "- {id: harbour-lights, name: Harbour lights, broader: coast}\n")  # fmt: skip
    public = " ".join(messages(""))
    assert "did you mean 'events/2010/secret-visit'?" in public
    assert "did you mean 'harbour-lights'?" in public
    for state in ("draft: true\n", "published: 2999-01-01\n"):
        found = messages(state)
        assert len(found) == 2
        assert "did you mean" not in " ".join(found)


@pytest.mark.parametrize("state", ["draft: true\n", "published: 2999-01-01\n"])
def test_no_message_about_a_public_record_names_a_hidden_one(tmp_path, state):
    """Circles, numbers, photos, former addresses and links: every rule that joins two records."""
    record = "---\ntitle: Talks on borders\ndate: 2010-04-15\nsummary: Officials spoke.\n"
    photo = "photos: [{file: p.png, alt: A town, credit: A person, consent: CONSENT}]\n"
    hidden = (
        "follows: [events/2010/b]\nseries: talks\nnumber: 3\n"
        "former_urls: [/events/2009/old/, /events/2008/x/paper/]\n"
    ) + photo.replace("CONSENT", "withdrawn")
    public = {
        "a": "follows: [events/2010/a-zqsecret]\n",
        "b": "follows: [events/2010/a]\nseries: talks\nnumber: 3\n",
        "c": photo.replace("CONSENT", "given"),
        "d": "former_urls: [/events/2009/old/, /events/2008/x/]\n",
        "e": "related: [events/2009/old]\n",
    }
    texts = {
        **{f"events/2010/{name}.md": f"{record}{fields}---\nText.\n" for name, fields in public.items()},
        "events/2010/a-zqsecret.md": f"{record}{hidden}{state}---\nText.\n",
        "events/2010/f.md": f"{record}---\nSee [it](../2009/old.md).\n",
        "events/2010/p.png": "no picture",
        "vocabularies/series.yml": "- {id: talks, name: Talks}\n",
    }
    for uri, text in texts.items():
        (tmp_path / "content" / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / uri).write_text(text, "utf-8")
    reported = [
        problem
        for problem in read_content(tmp_path / "content", now=NOW).problems
        if "zqsecret" not in problem.path
    ]
    assert [str(problem) for problem in reported if "zqsecret" in str(problem)] == []
    assert {problem.code for problem in reported} >= {
        "circle",
        "series",
        "consent",
        "former-url",
        "unknown-record",
        "dead-link",
    }
    assert any("a record that is not public" in problem.message for problem in reported)
