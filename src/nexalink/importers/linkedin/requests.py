"""Find the note of a connection request again among the messages, where it stands dated at acceptance."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.text import comparable
from nexalink.importers.sightings import InteractionSeen

DAY = 86_400
LONGEST_NOTE = 300
"""Characters that LinkedIn allows in a note."""
_EPOCH = date(1970, 1, 1).toordinal()


class NoteFinder:
    """Holds back the messages that may be a request's note until the whole conversation is known.

    ``waiting`` are the people whose every message is held back, a few hundred at most, for they were asked with a note
    in the six months of Invitations.csv. ``accepted`` is the day since 1970 on which each handle was connected, and
    ``earliest`` the first second of each conversation so far; both are for the loop over all messages.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.waiting = {handle for handle, _ in reading.notes}
        self.accepted = {handle: day.toordinal() - _EPOCH for handle, day in reading.connected.items()}
        self.earliest: dict[str, int] = {}
        self._held: defaultdict[str, list[InteractionSeen]] = defaultdict(list)

    def hold(self, message: InteractionSeen) -> None:
        """Keep a message back."""
        self._held[message.people[0][0]].append(message)

    def finish(self) -> Iterator[InteractionSeen]:
        """Yield what was held back, the requests' notes marked."""
        for handle, messages in self._held.items():
            in_order = sorted(messages, key=lambda message: message.at)
            marked = self._worded(handle, in_order) or self._on_the_day(handle, in_order[0])
            for message in messages:
                yield message._replace(invitation_note=True) if message is marked else message

    def _worded(self, handle: str, in_order: list[InteractionSeen]) -> InteractionSeen | None:
        """Return the earliest message with a note's words that is not older than its request."""
        if handle not in self.waiting:
            return None
        for message in in_order:
            notes = self._reading.notes.get((handle, message.direction), ())
            words = comparable(message.text)
            if any(words == note and message.at >= sent_at - DAY for sent_at, note in notes):
                return message
        return None

    def _on_the_day(self, handle: str, first: InteractionSeen) -> InteractionSeen | None:
        """Return the first message of a conversation if it is dated like a note, and no request says otherwise.

        So the notes are found whose words LinkedIn changed, and those of requests older than Invitations.csv reaches.
        """
        dated = first.at // DAY == self.accepted.get(handle) and first.at == self.earliest[handle]
        known = handle in self._reading.asked
        possible = (
            (handle, first.direction) in self._reading.notes if known else len(first.text) <= LONGEST_NOTE
        )
        return first if dated and possible and not first.subject else None
