"""Find the note of a connection request again among the messages, where it stands dated at acceptance."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.text import comparable
from nexalink.importers.sightings import InteractionSeen

_DAY = 86_400


class NoteFinder:
    """Holds back the messages with people who were asked with a note, until their whole conversation is known.

    ``waiting`` are the handles to hold back: a few hundred at most, for Invitations.csv covers six months.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.waiting = {handle for handle, _ in reading.notes}
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
        for message in in_order:
            notes = self._reading.notes.get((handle, message.direction), ())
            words = comparable(message.text)
            if any(words == note and message.at >= sent_at - _DAY for sent_at, note in notes):
                return message
        return None

    def _on_the_day(self, handle: str, first: InteractionSeen) -> InteractionSeen | None:
        """Return the first message of the conversation if it is dated like a note whose words LinkedIn changed."""
        asked = (handle, first.direction) in self._reading.notes
        since = self._reading.connected.get(handle)
        return first if asked and datetime.fromtimestamp(first.at, UTC).date() == since else None
