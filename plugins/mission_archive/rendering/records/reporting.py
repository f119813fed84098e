"""Where a reader reports a mistake in a record: an e-mail or an issue form, filled in with what it is about."""

import re
from urllib.parse import quote, urlencode

from mission_archive.rendering.words.messages import Messages

RE_EMAIL = re.compile(r"[^@\s:/?&]+@[^@\s:/?&]+\.[^@\s:/?&]+")


def is_target(report_to: str) -> bool:
    """Whether mistakes can be reported there: to an e-mail address, or at an https address."""
    return bool(RE_EMAIL.fullmatch(report_to)) or re.fullmatch(r"https://[^\s\"<>]+", report_to) is not None


def report_url(report_to: str, title: str, address: str, messages: Messages) -> str:
    """The address of a report on the record of that title and address, in the words of a page's language.

    An https address gets `title` and `body` as parameters, as the issue forms of code hosts take them.
    """
    subject = messages.gettext("Mistake in “{title}”").format(title=messages.quoted(title))
    body = "\n\n".join((title, address, messages.gettext("What is wrong, and how do you know?"), ""))
    if "://" not in report_to:
        query = urlencode({"subject": subject, "body": body.replace("\n", "\r\n")}, quote_via=quote)
        return f"mailto:{quote(report_to, safe='@+')}?{query}"
    query = urlencode({"title": subject, "body": body}, quote_via=quote)
    return f"{report_to}{'&' if '?' in report_to else '?'}{query}"
