"""Whether a mail was written by a person to people, by a person to a list, or by a machine.

The tables of headers are those that list software, delivery reports (RFC 3464), automatic replies (RFC 3834) and
senders of mass mail write. A discussion list's own marks outweigh the weak signs of mass mail (``Precedence: bulk``,
``List-Unsubscribe``), for lists bear both; nothing outweighs the strong ones.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from nexalink.importers.mail.words import MACHINE_SUBJECT, is_machine_address

PERSONAL = ""
LIST = "list"
AUTOMATED = "automated"

FIELDS = (
    "from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject", "message-id", "in-reply-to", "references",
    "delivered-to", "x-original-to", "envelope-to", "return-path", "auto-submitted", "precedence", "list-id",
    "list-post", "list-unsubscribe", "mailing-list", "x-beenthere", "x-mailing-list", "x-original-from",
    "content-type", "content-class", "x-failed-recipients", "x-auto-response-suppress", "x-autoreply*",
    "x-autorespond*", "feedback-id", "x-gm-thrid", "x-gmail-labels", "x-mozilla-status", "x-mozilla-draft-info",
    "x-unsent", "x-linkedin-*", "x-sg-eid", "x-sg-id", "x-mailgun*", "x-mandrill*", "x-mc-user", "x-campaign*",
)  # fmt: skip
"""The fields that the importer reads; a star stands for any ending."""
JOINED = ("to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to")
"""Those of which every appearance counts."""

_ORDINARY = frozenset(
    {
        "from", "sender", "reply-to", "to", "cc", "bcc", "date", "subject", "message-id", "in-reply-to", "references",
        "delivered-to", "x-original-to", "envelope-to", "x-gm-thrid", "x-gmail-labels", "x-original-from",
        "return-path", "content-type",
    }
)  # fmt: skip
_NULL_PATHS = frozenset({b"<>", b""})
_MACHINE_FIELDS = (
    "x-failed-recipients", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "feedback-id", "x-sg-",
    "x-mc-user", "x-mailgun", "x-mandrill", "x-campaign", "x-linkedin-",
)  # fmt: skip
"""What begins so is written by machines alone."""
_GROUP_FIELDS = ("list-post", "mailing-list", "x-beenthere", "x-mailing-list")
"""Written by the software of discussion lists, not by senders of newsletters."""
_MACHINE_TYPE = re.compile(
    rb"multipart/report|message/(?:delivery-status|disposition-notification|feedback-report)"
    rb"|text/calendar\b[^\n]*(?:\n[^\n]+)*?method",
    re.IGNORECASE,
)
_ORDINARY_TYPES = (
    b" text/plain",
    b" text/html",
    b" multipart/alternative",
    b" multipart/mixed",
    b" multipart/related",
)
"""As nearly all mails spell theirs: no closer look is needed."""
_MEETING = re.compile(
    rb"\A[^\n]*(?:\n[ \t][^\n]*)*?;\s*method\s*=\s*[\"']?(?:request|reply|cancel|counter|declinecounter|refresh|add)\b"
    rb"|\nMETHOD:\s*(?:REQUEST|REPLY|CANCEL|COUNTER|DECLINECOUNTER|REFRESH|ADD)\b",
    re.IGNORECASE,
)
_LIST_SENDER = re.compile(
    rb"(?:^|[<\s])owner-[\w.+-]+@|-(?:bounces|admin|owner|request|errors)(?:\+[^@\s]+)?@", re.IGNORECASE
)
_LONGEST_LOOK = 1_000
_STRONG_PRECEDENCE = frozenset({"junk", "auto_reply", "auto-reply"})


def class_of(
    fields: dict[str, bytes],
    marks: frozenset[str],
    *,
    sender: str,
    subject: str = "",
    calendar: bytes = b"",
) -> str:
    """Return ``""`` for a person's mail to people, ``list`` for one to a list, ``automated`` for a machine's.

    ``marks`` are the names of the fields that tell something (``telling``), ``sender`` is the handle of who it is
    from, ``calendar`` the beginning of its calendar part.
    """
    path = fields.get("return-path")
    if path is not None and path.strip() in _NULL_PATHS:
        return AUTOMATED
    if sender and is_machine_address(sender):
        return AUTOMATED
    kind = fields.get("content-type", b"")
    if not kind.startswith(_ORDINARY_TYPES) and _MACHINE_TYPE.search(kind[:_LONGEST_LOOK]):
        return AUTOMATED
    if (calendar and _MEETING.search(calendar)) or MACHINE_SUBJECT.match(subject[:_LONGEST_LOOK].lower()):
        return AUTOMATED
    return _by_marks(fields, marks) if marks else PERSONAL


def telling(names: Iterable[str]) -> frozenset[str]:
    """Return those of the names of fields that may tell a machine or a list from a person."""
    return frozenset(names) - _ORDINARY


def _by_marks(fields: dict[str, bytes], marks: frozenset[str]) -> str:
    machine, group = _kinds_of(marks)
    if machine:
        return AUTOMATED
    if "auto-submitted" in marks and _first_word(fields["auto-submitted"]) not in {"", "no"}:
        return AUTOMATED
    if b"calendarmessage" in fields.get("content-class", b"").lower():
        return AUTOMATED
    precedence = _first_word(fields.get("precedence", b""))
    if precedence in _STRONG_PRECEDENCE:
        return AUTOMATED
    if group or precedence == "list":
        return LIST
    if precedence == "bulk":
        return LIST if _LIST_SENDER.search(fields.get("sender", b"")[:_LONGEST_LOOK]) else AUTOMATED
    if "list-unsubscribe" in marks:
        return AUTOMATED
    return LIST if "list-id" in marks else PERSONAL


@lru_cache(maxsize=4_096)
def _kinds_of(marks: frozenset[str]) -> tuple[bool, bool]:
    """Tell whether fields are among ``marks`` that machines alone write, and such of a discussion list."""
    return any(name.startswith(_MACHINE_FIELDS) for name in marks), not marks.isdisjoint(_GROUP_FIELDS)


def _first_word(raw: bytes) -> str:
    words = re.split(rb"[\s;,(]", raw.strip(), maxsplit=1)
    return words[0].decode("ascii", "replace").lower()
