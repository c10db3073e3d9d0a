"""What the palette offers besides what it finds: the pages, and the acts that begin on one."""

from django.urls import reverse

_COMMANDS = (
    ("Today", "today", "", "home nudges due who now"),
    ("News", "news", "", "new jobs birthdays anniversaries unanswered"),
    ("The five steps", "path", "", "shift guide progress start"),
    ("Trends", "trends", "", "years compounding what-if future costs hours"),
    ("Log a touch", "log", "", "call meeting message mail lunch coffee talked wrote"),
    ("Record value given or received", "log", "", "help advice favour exchange"),
    ("People", "people", "", "everybody list contacts"),
    ("New person", "people", "#add", "add somebody contact create"),
    ("Tiers", "tiers", "", "board cadence track suggestions capacity"),
    ("Network", "network", "", "audit report orbit picture signs layers measure again"),
    ("Value", "value", "", "ledger balance given received lorenz"),
    ("Gate: connection requests", "gate", "", "invitations accept decline judge"),
    ("Introductions", "introductions", "", "introduce connect path warm"),
    ("Playbooks", "playbooks", "", "job search launch mentorship plan"),
    ("Promises", "commitments", "", "commitments open due"),
    ("Removed people", "removed", "", "trash restore deleted erase"),
    ("Circles", "circles", "", "groups employers"),
    ("Touches: how you keep in touch", "touches", "", "generic depth"),
    ("Review ties", "pruning", "", "pruning let fade lower"),
    ("Recall", "recall", "", "remember who is this"),
    ("Questions: one person or two?", "questions", "", "merge duplicates same"),
    ("Import", "import", "", "bring in linkedin mail calendar contacts upload file"),
    ("Imports so far", "imports", "", "archives undo accounting"),
    ("Journal", "journal", "", "history undo what was done"),
    ("How it is measured", "method", "", "help formulas guide"),
    ("More", "more", "", "all pages"),
)
"""Words, address name, the place on that page, further words by which it is found."""


def commands() -> list[dict[str, str]]:
    """Return every page and act: its words, its address, further words to find it by."""
    return [
        {"words": words, "address": reverse(name) + place, "also": also}
        for words, name, place, also in _COMMANDS
    ]
