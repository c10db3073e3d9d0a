"""Texts to copy: asking each side first, and the introduction itself (double opt-in)."""

_BECAUSE = "I think you would have something to say to each other"


def asking_text(*, name: str, other: str, other_works: str, why: str) -> str:
    """Return a text that asks ``name`` whether they would like to meet ``other``; easy to decline.

    >>> print(asking_text(name="Ada Example", other="Bo Sample", other_works="Nurse", why="Both start a clinic."))
    Hi Ada,
    <BLANKLINE>
    may I introduce you to Bo Sample (Nurse)? Both start a clinic.
    <BLANKLINE>
    Only if you would like it: a short yes or no is all I need, and a no is perfectly fine. I pass nothing on before you say yes.
    """
    works = f" ({other_works})" if other_works else ""
    reason = why.strip() or f"{_BECAUSE}."
    return (
        f"Hi {first_name(name)},\n\nmay I introduce you to {other}{works}? {reason}\n\n"
        "Only if you would like it: a short yes or no is all I need, and a no is perfectly fine. "
        "I pass nothing on before you say yes."
    )


def making_text(*, first: str, second: str, first_works: str, second_works: str, why: str) -> str:
    """Return the text that introduces two people who both said yes."""
    lines = [
        f"{name}{f' – {works}' if works else ''}"
        for name, works in ((first, first_works), (second, second_works))
    ]
    reason = why.strip() or f"{_BECAUSE}."
    return (
        f"Hi {first_name(first)}, hi {first_name(second)},\n\nyou both said yes, so here you are:\n\n"
        f"{lines[0]}\n{lines[1]}\n\n{reason}\n\nI leave it to you from here."
    )


def first_name(name: str) -> str:
    """Return how a person is addressed: the first word of the name.

    >>> first_name("Ada B. Example"), first_name("")
    ('Ada', 'there')
    """
    return name.split(maxsplit=1)[0] if name.split() else "there"
