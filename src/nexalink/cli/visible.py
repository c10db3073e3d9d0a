"""Text of others, as the terminal may show it."""

_HIDDEN = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}
"""Control characters, which could move the cursor or recolour the terminal, and those that turn text around."""


def visible(text: str) -> str:
    r"""Return a text whose control characters show as one sign: a name or a subject cannot steer the terminal.

    >>> visible("Ada\x1b[2J") == "Ada\N{REPLACEMENT CHARACTER}[2J"
    True
    """
    return text.translate(_HIDDEN).encode("utf-8", "replace").decode("utf-8")
