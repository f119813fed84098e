"""What a browser complains about while a test reads pages, and whatever it asks of another host."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

HERE = "http://127.0.0.1:"
MISSING = "Failed to load resource: the server responded with a status of 404 (Not Found)"


def watch(context: BrowserContext) -> list[str]:
    """A list that fills while pages are visited from the port of a test; it stays empty where all is well.

    A breach of the content security policy is among what the browser writes to its console.
    """
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # The answer 404 is noted below unless it is the page asked for, which may be missing on purpose.
        if message.text != MISSING:
            complaints.append(f"{message.page.url if message.page else '?'}: {message.text}")

    def ask(request: Request) -> None:
        if not request.url.startswith((HERE, "data:", "blob:")):
            complaints.append(f"asked elsewhere: {request.url}")

    def answer(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            complaints.append(f"{response.status}: {response.url}")

    context.on("console", hear)
    context.on("weberror", lambda fault: complaints.append(str(fault.error)))
    context.on("request", ask)
    context.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    context.on("response", answer)
    return complaints
