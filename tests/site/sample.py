"""The archive of an invented mission with records of every state, each with words of its own to be sought in the site.

Words that must never be published end in `-secret`.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.copies import keep_copies
from tests.support.pictures import picture

VOCABULARIES = {
    "themes": """
- {id: water, name: {en: Water, ru: Вода}, description: Who may use how much of it.}
- {id: rivers, name: Rivers, broader: water}
- {id: letters, name: Letters}
- {id: unused, name: A theme without records}
""",
    "dimensions": "- {id: economic, name: Economic dimension}\n",
    "formats": "- {id: seminar, name: Seminar}\n- {id: study, name: Study}\n",
    "institutions": """
- id: mission
  name: {en: Programme Office in Alder, ru: Программный офис в Ольхе}
  kind: mission
  names:
    - {name: Mission to Alderland, language: en, from: 1994, to: 2002-10}
    - {name: Centre in Alder, language: en, from: 2002-10, to: 2008-06}
    - {name: Office in Alderland, language: en, from: 2008-06, to: 2017-06-30}
    - {name: Бюро в Ольховии, language: ru, from: 2008-06, to: 2017-06-30}
    - {name: Programme Office in Alder, language: en, from: 2017-07-01}
- {id: council, name: Town council}
- {id: only-withdrawn, name: Body of the withdrawn record}
""",
    "series": "- {id: talks, name: Water talks}\n",
    "places": """
- {id: alderland, name: Alderland, kind: country}
- {id: valley, name: The Valley, kind: region, broader: alderland}
- id: new-alder
  name: {en: New Alder, ru: Новая Ольха}
  kind: town
  broader: valley
  latitude: 37.8
  longitude: 68.7
  names:
    - {name: Old Alder, language: en, to: 2018-01}
    - {name: New Alder, language: en, from: 2018-01}
    - {name: Старая Ольха, language: ru, to: 2018-01}
    - {name: Новая Ольха, language: ru, from: 2018-01}
    - {name: Ald'r, language: en}
""",
}

RECORDS = {
    "workshops/2010/everything/index.md": """---
title: Workshop on "water" & <rivers>
date: 2010-04-15
duration: P2D
date_role: start
summary: Experts talked about water & its <users>.
format: seminar
mode: hybrid
places:
  - {place: new-alder, as: Old Alder, venue: Town hall}
  - valley
themes: [rivers, letters]
dimensions: [economic]
organisers: [mission]
partners: [council]
series: talks
number: 2
participants: {number: 1200, description: Seventy people of both banks}
people:
  - {name: A Name, role: Head of the Office}
languages: [en, ru, sgh]
photos:
  - {file: panel.png, alt: "Five people > a table \\"round\\"", caption: The first panel, credit: The Photographer,
     licence: CC BY 4.0, consent: public-event}
  - {file: hidden-secret.png, alt: photo-alt-secret, caption: photo-caption-secret, credit: A, consent: withdrawn}
attachments:
  - {file: paper.pdf, title: The paper, language: ru, pages: 12}
  - {file: list.csv, title: The list, pages: 1}
follows: [reports/2009/assessment, workshops/2011/draft, reports/2009/withdrawn]
outcomes:
  - events/2012/minimal
  - workshops/2011/embargoed
  - {text: A handbook that was promised, expected: 2011-21}
  - {text: A second handbook, expected: 2999}
  - {text: Both sides opened an office}
related: [conferences/2018/meeting, workshops/2011/draft, reports/2009/removed]
sources:
  - {title: The news, publisher: Mission, url: "https://mission.example/news/1?a=1&b=2", date: 2010-04-16,
     archived: "https://kept.example/1", copy_permission: {en: CC BY 4.0, ru: Издатель разрешил}}
  - {title: A letter}
  - {url: "https://elsewhere.example/page"}
date_note: The day is that of the opening.
note: The sources disagree about the hall.
published: 2010-04-20
changes:
  - {date: 2011-02-01, kind: correction, note: The number of participants was wrong.}
  - {date: 2012-03-01, kind: update, note: A second document was added.}
former_urls: [/old/everything.html, old/other/index.html, /old/third/]
symbol: ALD/2010/7
---

The text links to [the assessment](../../../reports/2009/assessment.md), to
[its second part](../../../reports/2009/assessment.md#second-part), to [the paper](paper.pdf), to
[a draft](../../2011/draft.md) and to [elsewhere](https://elsewhere.example/).

![A picture in the text](panel.png)
![text-photo-secret](hidden-secret.png)

## Ҳуҷҷатҳо

| Name | Number | A third column | A fourth column | A fifth column with more words |
|:-----|-------:|----------------|-----------------|--------------------------------|
| One  | 1      | unbreakableunbreakable | unbreakableunbreakable | unbreakableunbreakable |

## Ҳуҷҷатҳо

A remark.[^1] <script>alert("script-secret")</script> {{ config }} &lt;b&gt;

[^1]: The note below, and https://example.org/a-long/address_of_many_parts/(with-brackets)/that_cannot_be_broken_between_words.
""",
    "workshops/2010/everything/index.ru.md": """---
title: Семинар о воде
summary: Эксперты говорили о воде.
participants: {description: Семьдесят человек}
photos:
  - {file: panel.png, alt: Пять человек, caption: Первая панель}
attachments:
  - {file: paper.pdf, title: Доклад}
changes:
  - {date: 2011-02-01, note: Число участников было неверным.}
translation_of_update: 2011-02-01
---

Текст ведёт к [оценке](../../../reports/2009/assessment.md).
""",
    "reports/2009/assessment.md": """---
title: Needs assessment
date: 2009
summary: What the two banks need.
format: study
organisers: [mission]
themes: [water]
changes:
  - {date: 2010-01-01, kind: update, note: A table was added.}
  - {date: 2010-02-01, kind: minor, note: A comma.}
---

## First part

Words.

## Second part

More words.
""",
    "reports/2009/assessment.tg.md": """---
title: Арзёбии эҳтиёҷот
summary: Ба ду соҳил чӣ лозим аст.
translation_of_update: 2010-01-01
---

## Second part
""",
    "events/2012/minimal.md": "---\ntitle: Small event\ndate: 2012\nsummary: Only what is required.\n---\n",
    "events/2012/only-russian.ru.md": """---
title: Встреча у реки
date: 2012-05-03
summary: Запись есть только по-русски.
places: [new-alder]
---

Текст встречи.
""",
    "events/undated/lost.yml": """
title: An undated meeting
date: 20XX-12-04
summary: Nobody noted the year.
places: [new-alder]
body: |
  The text of a YAML record.
""",
    "conferences/2018/meeting.md": """---
title: Conference by the new name
date: 2018-06-01/2018-06-03
summary: After the town had changed its name.
places: [new-alder]
series: talks
number: 3
---
""",
    "conferences/2003/first.md": """---
title: First talks
date: 2003-01-21/..
summary: They go on.
series: talks
number: 1
organisers: [mission]
---
""",
    "reports/2012/promised.md": """---
title: Promised study
date: 2012-22
summary: It was announced.
status: planned
---
""",
    "events/2012/announced.md": """---
title: A visit that was announced
date: 2012-07-01
summary: Nobody reported it.
status: announced
possibly_same_as: [events/2012/only-russian]
organisers: [mission]
---
""",
    "events/2012/cancelled.md": """---
title: A cancelled visit
date: 2012-07-02
summary: It was called off.
status: cancelled
organisers: [mission]
---
""",
    "events/2012/postponed.yml": """
title: A postponed visit
date: 2012-07-03
summary: It was put off.
status: postponed
""",
    "events/2098/planned.yml": """
title: A planned visit
date: 2098-07-03
summary: It is to come.
status: planned
""",
    "workshops/2011/draft.md": """---
title: draft-title-secret
date: 2011
summary: draft-summary-secret
draft: true
series: talks
themes: [unused]
former_urls: [/old/draft-url-secret/]
photos: [{file: draft-photo-secret.png, alt: draft-alt-secret, credit: Somebody, consent: given}]
related: [events/2012/minimal]
---

draft-body-secret
""",
    "workshops/2011/embargoed.md": """---
title: embargo-title-secret
date: 2011
summary: embargo-summary-secret
published: 2999-01-01T10:00+05:00
series: talks
attachments: [{file: embargo-file-secret.pdf, title: embargo-attachment-secret}]
---

embargo-body-secret
""",
    "reports/2009/withdrawn.md": """---
title: Withdrawn report
date: 2009
summary: It no longer holds.
organisers: [only-withdrawn]
withdrawn: {date: 2015-02-03, reason: Its figures were wrong.}
themes: [letters]
---

The text of the withdrawn report.
""",
    "reports/2009/removed.md": """---
title: removed-title-secret
date: 2009
summary: removed-summary-secret
removed: {date: 2016-07-08, reason: At the wish of those it named.}
former_urls: [/old/removed/]
themes: [unused]
photos: [{file: removed-photo-secret.png, alt: removed-alt-secret, credit: removed-credit-secret, consent: given}]
related: [events/2012/minimal]
---

removed-body-secret
""",
    "reports/2009/removed.ru.md": "---\ntitle: removed-russian-secret\nsummary: removed-russian-secret\n---\n",
}

ODD_FILES = """---
title: A record with files of odd names
date: 2014
summary: Their names are no addresses yet.
photos: [{file: "Снимок №1.png", alt: A bridge, credit: Somebody, consent: given}]
attachments:
  - {file: "report #2 50%.pdf", title: The second report}
  - {file: "Ҳисобот & рӯйхат.csv", title: A list}
---
"""
"""The facts of a record whose files have names that are no addresses as they stand."""

RECORDS |= {
    "reports/2009/removed-russian.ru.md": """---
title: removed-only-russian-secret
date: 2009
summary: removed-only-russian-secret
removed: {date: 2016-07-08, reason: По желанию названных.}
former_urls: [/old/removed-russian/]
---
""",
    "events/2014/files/index.md": ODD_FILES
    + """
See [the report](<report %232 50%25.pdf>) and ![a bridge](<Снимок №1.png>).
""",
}

MANY = 101
"""So many records are alike: enough for three pages of a list."""


def write_sample(content: Path) -> None:
    """Write the sample's records, files and vocabularies into a folder."""
    for name, text in VOCABULARIES.items():
        write(content, f"vocabularies/{name}.yml", text)
    for uri, text in RECORDS.items():
        write(content, uri, text)
    for number in range(1, MANY + 1):
        month, day = divmod(number - 1, 28)
        text = (
            f"---\ntitle: Letter {number}\ndate: 2013-{month + 1:02}-{day + 1:02}\nsummary: One of many.\n"
            f"themes: [letters]\nplaces: [valley]\n---\n"
        )
        write(content, f"events/2013/letter-{number:03}.md", text)
    for uri in ("workshops/2010/everything/panel.png", "workshops/2010/everything/hidden-secret.png"):
        (content / uri).write_bytes(picture("consent-secret" if "hidden" in uri else ""))
    keep_copies(
        content.parent,
        {"https://mission.example/news/1?a=1&b=2": "news", "https://elsewhere.example/page": "page"},
    )
    (content / "events/2014/files/Снимок №1.png").write_bytes(picture("bridge"))
    (content / "events/2014/files/report #2 50%.pdf").write_bytes(b"%PDF-1.4 second")
    (content / "events/2014/files/Ҳисобот & рӯйхат.csv").write_text("a,b\n", encoding="utf-8")
    (content / "workshops/2010/everything/paper.pdf").write_bytes(b"%PDF-1.4\n" + b" " * 1_234_567)
    (content / "workshops/2010/everything/list.csv").write_text("a,b\n", encoding="utf-8")
    (content / "workshops/2011/draft-photo-secret.png").write_bytes(picture("draft-file-secret"))
    (content / "workshops/2011/embargo-file-secret.pdf").write_bytes(b"%PDF-1.4 embargo-file-secret")
    (content / "reports/2009/removed-photo-secret.png").write_bytes(picture("removed-file-secret"))


def write(content: Path, uri: str, text: str) -> None:
    path = content / uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
