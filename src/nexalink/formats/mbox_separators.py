"""The lines that part the messages of an mbox, as all programs have written them."""

import re

_WEEKDAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?[ \t]+"
_DAY = rb"(?:[A-Z][a-z]{2,8}[ \t]+\d{1,2}|\d{1,2}[ \t-]+[A-Z][a-z]{2,8})[ \t,-]+"
_DATE = _WEEKDAY + _DAY + rb"(?:\d{4}[ \t]+)?\d{1,2}:\d{2}(?::\d{2})?\b|\d{4}-\d\d-\d\d[T ]\d\d:\d\d"
_FIELD = rb"(?:>?From |[!-9;-~]+[ \t]*:)"
_SURE_FIELD = rb"(?:Return-Path|Received|Delivered-To|Message-I[Dd]|MIME-Version|X-[!-9;-~]+):"
_SEPARATOR = re.compile(
    rb"From (?:"
    rb"(?P<dated>(?:[^\n]{0,998}?[ \t])?(?:" + _DATE + rb")[^\n]*)(?:\n(?:" + _FIELD + rb"|\r?\n|\Z)|\Z)"
    rb"|(?:-|\d{5,}@\S{1,200})[ \t]*\r?\n"
    + _FIELD
    + rb"|<?[^\s<>@]{1,200}@[^\s<>@]{1,200}>?[ \t]*\r?\n"
    + _SURE_FIELD
    + rb")"
)
"""A separator line with what must follow: a field; after a dated line also nothing, for an empty message."""
_USUAL = re.compile(
    rb"From \S{1,200}[ \t]+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[+-]\d{4} )?(?:19|20)\d\d\r?\n"
    rb"(?=[!-9;-~]+:)"
)
"""What nearly all separators look like; found faster."""
_ANYWHERE = re.compile(rb"From (?:-[ \t\r\n]|\?\?\?@\?\?\?)")
_YEAR = re.compile(rb"\b(?:19|20)\d{2}\b")
_ATTACHED = re.compile(
    rb"(?:^|\n)--[^\n]{0,200}\n(?:[^\r\n][^\n]*\n)*Content-Type:[ \t]*message/[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n\Z",
    re.IGNORECASE,
)


def looks_like_separator(text: bytes) -> bool:
    r"""Tell whether ``text`` (a line ``From …`` and the line after it) can separate messages.

    >>> looks_like_separator(b"From ana@example.com Fri Sep 16 22:26:51 2016\nSubject: Lunch\n")
    True
    >>> looks_like_separator(b"From here on we walk.\nThen: home\n")
    False
    """
    found = _SEPARATOR.match(text)
    return found is not None and (found["dated"] is None or _YEAR.search(found["dated"]) is not None)


def usual_separator(buffer: bytearray, place: int, end: int) -> int:
    """Return where the header begins after an ordinary separator at ``place``, -1 where none stands there."""
    found = _USUAL.match(buffer, place, end)
    return found.end() if found is not None else -1


def separates(buffer: bytearray, place: int, end: int) -> bool:
    """Tell whether the line at ``place`` can separate messages, by itself and the line after it."""
    found = _SEPARATOR.match(buffer, place, end)
    return found is not None and (found["dated"] is None or _YEAR.search(found["dated"]) is not None)


def separates_anywhere(buffer: bytearray, place: int) -> bool:
    """Tell whether the line is of a program that sets no blank line before it."""
    return _ANYWHERE.match(buffer, place) is not None


def begins_attachment(before: bytes) -> bool:
    """Tell whether what stands before a line makes it the first of a message that is attached to another."""
    return b"essage/" in before and _ATTACHED.search(before) is not None
