"""Options of the form NUMBER=WORD."""

from nexalink.cli.faults import WrongUsage

_LONGEST = 9


def numbered_word(text: str, *, option: str) -> tuple[int, str]:
    """Return number and word of an option's value.

    >>> numbered_word("3=keep", option="--choose")
    (3, 'keep')

    Raises:
        WrongUsage: it is written otherwise.
    """
    number, equals, word = (part.strip() for part in text.partition("="))
    if not equals or not word or not (number.isascii() and number.isdigit()) or len(number) > _LONGEST:
        raise WrongUsage(f"{option} wants NUMBER=WORD, not {text!r}.")
    return int(number), word
