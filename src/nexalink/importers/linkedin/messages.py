"""messages.csv of every era: one item per message, direction by the owner's own handles only."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from nexalink.formats.delimited import Flaw, column_key
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.conversations import SPONSORED, Talk, picker
from nexalink.importers.linkedin.dates import STAMP_SECONDS, StampDays, StampMinutes, message_date
from nexalink.importers.linkedin.parties import UNKNOWN_OWNER, Parties, Party, People, Written
from nexalink.importers.linkedin.requests import DAY, NoteFinder
from nexalink.importers.linkedin.tables import Table, fit, is_preamble, kind_of, safe_records, wrong_width
from nexalink.importers.linkedin.text import LONGEST_TEXT, plain_text
from nexalink.importers.sightings import InteractionSeen, Item, Skipped, Trouble

_YES = frozenset({"Yes", "yes", "YES", "True", "true", "TRUE", "1"})
_SPAM = frozenset({"SPAM", "Spam", "spam"})
_SPINMAIL = '<p class="spinmail'
_MOST_PARTIES = 100_000
_WHO = "It cannot be told who the owner is; give your own profile address with --me."

Record = tuple[int, list[str] | Flaw]


class MessageKeys:
    """Gives each message a key that is the same in every export and era: its second, direction and ordinal.

    Conversation ids, profile addresses, names and formatting all change between exports of one account; the second
    does not. Where a file holds messages twice (two exports joined, two spellings side by side), the repeated part is
    known by second, direction and person.
    """

    def __init__(self) -> None:
        self.first: dict[int, People] = {}
        self.again = False
        self._further: list[tuple[int, str]] = []
        self._ordinals: Counter[int] = Counter()
        self._before: Counter[tuple[int, str]] = Counter()
        self._now: Counter[tuple[int, str]] = Counter()
        self._recorded: Counter[tuple[int, str]] = Counter()

    def start_part(self) -> None:
        """Begin a file, or a part of one below a further header: what came before may come again."""
        if self.again:
            self._before |= self._now
        elif self.first:
            self.again = True
            self._before = Counter((code, people[0][0]) for code, people in self.first.items())
            self._before.update(self._further)
        self._now = Counter()

    def further(self, code: int, people: People) -> str:
        """Return the key of a message whose second is taken or whose part may repeat; empty for a ``duplicate``."""
        person = people[0][0]
        if self.again:
            self._now[code, person] += 1
            if self._now[code, person] <= self._before[code, person]:
                return ""
            if code not in self.first:
                self.first[code] = people
                return key_of(code)
        else:
            self._further.append((code, person))
        self._ordinals[code] += 1
        return f"{key_of(code)}.{self._ordinals[code]}"


def key_of(code: int) -> str:
    """Return the key of the first message of a second and direction; ``code`` is twice the second, plus 1 for out."""
    return f"m{code >> 1:x}{'o' if code & 1 else 'i'}"


def _is_marked(content: str) -> bool:
    """Tell whether a text needs more than stripping: most do not, and looking is cheap."""
    return (
        "<" in content
        or "&" in content
        or "\r" in content
        or "\n\n\n" in content
        or len(content) > LONGEST_TEXT
    )


def read_messages(tables: list[Table], reading: Reading, talks: Mapping[str, Talk]) -> Iterator[Item]:
    """Yield one item per row of all message files.

    Those that may be the note of a request wait until the end: which of them comes first in its conversation shows
    only then.
    """
    parties = Parties(reading, talks)
    finder = NoteFinder(reading)
    keys = MessageKeys()
    for table in tables:
        records = safe_records(table)
        header: tuple[str, ...] | None = table.keys
        while header is not None:
            keys.start_part()
            part = _Part(table, header, reading, parties, finder, keys)
            yield from part.read(records)
            header = part.next_header
    yield from finder.finish()


class _Part:
    """The rows of one message file below one header."""

    def __init__(
        self,
        table: Table,
        header: tuple[str, ...],
        reading: Reading,
        parties: Parties,
        finder: NoteFinder,
        keys: MessageKeys,
    ) -> None:
        self.table = table
        self.header = header
        self.reading = reading
        self.parties = parties
        self.finder = finder
        self.keys = keys
        self.next_header: tuple[str, ...] | None = None
        self.pick: Callable[[list[str]], tuple[str, ...]] = picker(header)
        self.by_conversation = "recipientprofileurls" not in header
        self.first_cell = table.layout.header[0] if header == table.keys else ""

    def read(self, records: Iterator[Record]) -> Iterator[Item]:  # noqa: C901, PLR0912, PLR0915 - see below
        """Yield the items of this part; at a further header, stop and leave it in ``next_header``.

        The loop is long on purpose: an account has hundreds of thousands of messages, and each call costs.
        """
        file, until, keys, finder = self.table.file, self.reading.until, self.keys, self.finder
        width, first_cell, pick, by_conversation = (
            len(self.header),
            self.first_cell,
            self.pick,
            self.by_conversation,
        )
        days, minutes, seconds, taken, again = (
            StampDays(),
            StampMinutes(),
            STAMP_SECONDS,
            keys.first,
            keys.again,
        )
        waiting, accepted, earliest = finder.waiting, finder.accepted, finder.earliest
        cache: dict[tuple[str, ...], Party] = {}
        build, seen, yes, marked = tuple.__new__, InteractionSeen, _YES, _is_marked
        for line, row in records:
            if isinstance(row, Flaw) or len(row) != width or row[0] == first_cell:
                cells, item = self._mended(line, row)
                if item is not None:
                    yield item
                if self.next_header is not None:
                    return
                if cells is None:
                    continue
            else:
                cells = row
            cells.append("")
            talk, title, sender, url, to, recipients, stamp, subject, content, folder, draft, draft2, way = (
                pick(cells)
            )
            reason = ""
            if draft in yes or draft2 in yes:
                reason = "draft"
            elif folder in _SPAM:
                reason = "spam"
            elif (title and title.casefold() == SPONSORED) or content.startswith(_SPINMAIL):
                reason = "sponsored"
            if reason:
                yield Skipped(file, line, reason)
                continue
            who = (url, recipients) if url and recipients else (sender, url, to, recipients, way, talk)
            party = cache.get(who)
            if party is None:
                if len(cache) > _MOST_PARTIES:
                    cache.clear()
                told = talk if by_conversation else ""
                party = cache[who] = self.parties.of(Written(told, sender, url, to, recipients, way))
            skip, out, people, size, kind = party
            if skip:
                yield Trouble(file, line, _WHO) if skip is UNKNOWN_OWNER else Skipped(file, line, skip)
                continue
            try:
                at = days[stamp[:11]] + minutes[stamp[11:17]] + seconds[stamp[17:]]
            except (KeyError, ValueError):
                try:
                    at = message_date(stamp)
                except ValueError as fault:
                    yield Trouble(file, line, f"Date {stamp[:40]!r} cannot be read: {fault}.")
                    continue
            if at > until:
                yield Skipped(file, line, "future")
                continue
            code = at + at + out
            if again or code in taken:
                key = keys.further(code, people)
                if not key:
                    yield Skipped(file, line, "duplicate")
                    continue
            else:
                taken[code] = people
                key = f"m{at:x}o" if out else f"m{at:x}i"
            person = people[0][0]
            message = build(
                seen,
                (file, line, key, at, kind, "out" if out else "in", people, size, talk or person, subject,
                 plain_text(content) if marked(content) else content.strip(), False, True),
            )  # fmt: skip
            if kind == "message":
                if at < earliest.get(person, at + 1):
                    earliest[person] = at
                if accepted.get(person) == at // DAY or (waiting and person in waiting):
                    finder.hold(message)
                    continue
            yield message

    def _mended(self, line: int, row: list[str] | Flaw) -> tuple[list[str] | None, Item | None]:
        """Return a row of unusual shape fitted to the header, or what it is instead of a row."""
        file = self.table.file
        if isinstance(row, Flaw):
            return None, Trouble(file, line, row.message, row.row_lost)
        if self._is_header(row):
            return None, None
        fitted = fit(row, len(self.header))
        if fitted is None and not is_preamble(row):
            return None, Trouble(file, line, wrong_width(row, len(self.header)))
        return fitted, None

    def _is_header(self, row: list[str]) -> bool:
        """Tell whether a row is a further header, and remember it as the next part's."""
        if kind_of(row, self.table.stem) != self.table.kind:
            return False
        self.next_header = tuple(map(column_key, row))
        return True
