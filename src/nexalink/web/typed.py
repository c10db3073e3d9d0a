"""Numbers as they stand in addresses and forms, where anybody can write anything."""

MOST_DIGITS = 14
"""More than any row's id has, fewer than a database's integer holds."""


def whole_number(text: str, *, digits: int = MOST_DIGITS) -> int | None:
    """Return the number that a text is, None for anything else or more than so many digits.

    >>> whole_number("12"), whole_number("-1"), whole_number("١٢"), whole_number(""), whole_number("123", digits=2)
    (12, None, None, None, None)
    """
    is_one = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if is_one else None
