"""How a note names somebody with @, and which of the people it may mean: pure words, no rows."""

import re
from collections.abc import Iterator, Sequence

from nexalink.formats.handles import fold_name

MENTION = re.compile(r"(?<![\w.])@(?:\[([^\]\n]{1,200})\]|(\w[\w'’-]*(?: \w[\w'’-]*){0,2}))")
"""@[Full Name], or @ and up to three words; an address such as ana@example.com names nobody."""


def readings(match: re.Match[str]) -> list[str]:
    """Return the names that a mention may mean, the longest first.

    >>> readings(MENTION.search("lunch with @Ada Brandt again"))
    ['Ada Brandt again', 'Ada Brandt', 'Ada']
    """
    if match[1]:
        return [match[1]]
    words = match[2].split(" ")
    return [" ".join(words[:size]) for size in range(len(words), 0, -1)]


def mentions_in(text: str, named: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, int, str]]:
    """Yield where a text names one of ``named`` (id, name): start, end, id, and the name as it was written.

    >>> list(mentions_in("@Ada and @[Bo Lind]", [(7, "Ada Brandt"), (9, "Bo Lind")]))
    [(0, 4, 7, 'Ada'), (9, 19, 9, 'Bo Lind')]
    """
    folded = [(person, fold_name(name)) for person, name in named]
    at = 0
    while match := MENTION.search(text, at):
        at = match.end()
        for name in readings(match):
            words = fold_name(name)
            fits = [
                person for person, full in folded if words and (full == words or full.startswith(f"{words} "))
            ]
            if fits:
                at = match.end() if match[1] else match.start() + 1 + len(name)
                yield match.start(), at, fits[0], name
                break
