"""Who a message is between: from the URLs, or, before they were all written, from names and conversations."""

from collections.abc import Mapping
from typing import NamedTuple

from nexalink.formats.handles import profile_handle
from nexalink.importers.linkedin.context import Reading
from nexalink.importers.linkedin.conversations import Talk
from nexalink.importers.linkedin.names import clean, folded, is_deleted, is_linkedin, shown
from nexalink.importers.linkedin.urls import is_organisation, split_urls

People = tuple[tuple[str, str], ...]
UNKNOWN_OWNER = "unknown owner"


class Party(NamedTuple):
    """What one combination of sender and recipients means: a reason to skip, or direction, people, size and kind."""

    skip: str
    out: bool = False
    people: People = ()
    size: int = 1
    kind: str = "message"

    @property
    def direction(self) -> str:
        """Return the direction as sightings write it."""
        return "out" if self.out else "in"


class Written(NamedTuple):
    """The cells of a message that say who it is between; ``conversation`` only where recipients' URLs are not told."""

    conversation: str
    sender: str
    url: str
    to: str
    recipients: str
    direction: str


class Parties:
    """Tells the parties of messages of one archive; ``talks`` is needed only for rows without recipients' URLs."""

    def __init__(self, reading: Reading, talks: Mapping[str, Talk]) -> None:
        self._names = reading.names
        self._own = reading.owner.handles
        self._own_names = reading.owner_names
        self._talks = talks
        self._told = any(own.startswith("https://www.linkedin.com/") for own in self._own)
        self._own_shown = self._shortest_own(talks)

    def _shortest_own(self, talks: Mapping[str, Talk]) -> str:
        """Return how ``To`` writes the owner alone, titles and all: the shortest that begins with the owner's name."""
        told = {to for talk in talks.values() for sender, to in talk.told if sender not in self._own}
        return min((to for to in told if folded(to) in self._own_names), key=len, default="")

    def of(self, written: Written) -> Party:
        """Return the party of a message."""
        sender = profile_handle(written.url) or ""
        if not sender and (reason := self._no_member(written)):
            return Party(reason)
        out = self._is_out(written, sender)
        if out is None:
            return Party(UNKNOWN_OWNER)
        if out:
            return self._sent(written)
        return self._received(written, sender)

    def _no_member(self, written: Written) -> str:
        """Return why a sender without a profile URL is nobody, or the empty string."""
        name = written.sender
        if not clean(name) or is_deleted(name):
            return "deleted_member"
        if is_linkedin(name):
            return "robot"
        if is_organisation(written.url):
            return "no_person"
        known = written.direction or folded(name) in self._own_names or self._names.knows(folded(name))
        return "" if known else "sponsored"

    def _is_out(self, written: Written, sender: str) -> bool | None:
        """Tell whether the owner wrote; None where nothing tells who the owner is."""
        if sender and self._told:
            return sender in self._own
        if written.direction:
            return written.direction.strip().upper() == "OUTGOING"
        if folded(written.sender) in self._own_names:
            return True
        return False if self._own_names or self._told else None

    def _sent(self, written: Written) -> Party:
        listed = split_urls(written.recipients) if written.recipients else ()
        others = [url for url in listed if url not in self._own]
        if listed and not others:
            return Party("self")
        if others:
            shown_names = _names_of(written.to, listed)
            people = tuple((url, shown_names.get(url, "")) for url in others)
            return Party("", True, people, len(people), "group" if len(people) > 1 else "message")  # noqa: FBT003
        if reason := self._nobody(written):
            return Party(reason)
        people = self._addressed(written)
        size = len(people)
        if size == 1 and self._is_group(written):
            size = self._size_of(written)
        return Party("", True, people, size, "group" if size > 1 else "message")  # noqa: FBT003

    def _received(self, written: Written, sender: str) -> Party:
        handle = sender or self._names.handle(written.sender)
        others = {url for url in split_urls(written.recipients) if url not in self._own} - {handle}
        size = 1 + len(others)
        if size == 1 and not written.recipients and self._is_group(written):
            size = self._size_of(written)
        kind = "group" if size > 1 else "message"
        return Party("", False, ((handle, shown(written.sender)),), size, kind)  # noqa: FBT003

    def _nobody(self, written: Written) -> str:
        """Return why a recipient without a profile URL is nobody, or the empty string."""
        to = written.to
        if not clean(to) or is_deleted(to):
            return "deleted_member"
        if is_linkedin(to):
            return "robot"
        if folded(to) in self._own_names and not self._answered(written):
            return "self"
        told_by_name = written.conversation or written.direction or self._names.knows(folded(to))
        return "" if told_by_name and not is_organisation(written.recipients) else "no_person"

    def _addressed(self, written: Written) -> People:
        """Return to whom the owner wrote, where only names are told."""
        answered = self._answered(written)
        parts = self._several(written.to)
        if parts:
            by_name = {folded(name): url for url, name in answered}
            return tuple(
                (by_name.get(folded(part)) or self._names.handle(part), shown(part)) for part in parts
            )
        if len(answered) == 1:
            return ((answered[0][0], shown(written.to)),)
        return ((self._names.handle(written.to), shown(written.to)),)

    def _answered(self, written: Written) -> list[tuple[str, str]]:
        """Return who else wrote in the conversation, by URL and name."""
        talk = self._talks.get(written.conversation)
        return [(url, name) for url, name in talk.senders.items() if url not in self._own] if talk else []

    def _several(self, to: str) -> tuple[str, ...]:
        """Return the names in ``To`` where it holds several; names hold commas too, so each must be known."""
        parts = tuple(part for part in to.split(", ") if folded(part) not in self._own_names)
        known = all(" " in part and self._names.knows(folded(part)) for part in parts)
        return parts if known and len(parts) > 1 else ()

    def _is_group(self, written: Written) -> bool:
        """Tell whether a conversation without recipients' URLs has more than one other member."""
        talk = self._talks.get(written.conversation) if written.conversation else None
        if talk is None:
            return len(self._several(written.to)) > 1
        others = [url for url in talk.senders if url not in self._own]
        if len(others) > 1 or not self._own_names:
            return len(others) > 1
        received = {to for sender, to in talk.told if sender in others and clean(to)}
        return any(to != self._own_shown or self._names_another(to) for to in received)

    def _size_of(self, written: Written) -> int:
        """Return how many besides the owner are in a group whose members are not listed: at least those who wrote."""
        talk = self._talks.get(written.conversation, Talk())
        listed = sum(" " in part for part in written.to.split(", "))
        return max(2, listed, sum(url not in self._own for url in talk.senders))

    def _names_another(self, to: str) -> bool:
        parts = (part for part in to.split(", ") if " " in part and folded(part) not in self._own_names)
        return any(self._names.knows(folded(part)) for part in parts)


def _names_of(to: str, listed: tuple[str, ...]) -> dict[str, str]:
    """Return the recipients' names by URL where they can be told apart."""
    if len(listed) == 1:
        return {listed[0]: shown(to)}
    parts = to.split(", ")
    return (
        {url: shown(part) for url, part in zip(listed, parts, strict=True)}
        if len(parts) == len(listed)
        else {}
    )
