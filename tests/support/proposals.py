"""Proposals as an editor takes them."""

from mission_archive.model.proposals import Proposal


def applied(proposal: Proposal, text: str) -> str:
    """The text of the file with the proposed lines in it."""
    lines = text.splitlines(keepends=True)
    before = "".join(lines[: proposal.first - 1])
    if before and not before.endswith("\n"):
        before += "\n"
    return before + proposal.text + "".join(lines[proposal.last :])
