"""Who takes part in an event, and whether they came."""

from collections.abc import Iterator
from dataclasses import dataclass

from nexalink.formats.calendar_components import Component, Line
from nexalink.formats.handles import email_handle

_NO_PERSON = (
    "@resource.calendar.google.com", "@group.calendar.google.com", "@group.v.calendar.google.com",
    "@import.calendar.google.com", "unknownorganizer@calendar.google.com",
)  # fmt: skip
_NOT_HUMAN = frozenset({"ROOM", "RESOURCE", "GROUP"})
CAME = frozenset({"ACCEPTED", "TENTATIVE", "COMPLETED", "IN-PROCESS", "CONFIRMED", "DELEGATED"})


@dataclass(frozen=True, slots=True)
class Guest:
    """A participant: handle ("" where there is none), name, whether they came, whether it is a human."""

    handle: str
    name: str
    status: str
    organiser: bool
    human: bool

    @property
    def came(self) -> bool:
        """Tell whether this guest takes part: accepted or tentative; organisers do unless they declined."""
        if self.organiser:
            return self.status != "DECLINED"
        return self.status in CAME


def guests(event: Component) -> list[Guest]:
    """Return the organiser and every attendee once; an organiser who is also listed keeps the attendee's answer."""
    found: dict[str, Guest] = {}
    nameless: list[Guest] = []
    for line, organiser in _lines(event):
        guest = _guest(line, organiser=organiser)
        if not guest.handle:
            if guest.name:
                nameless.append(guest)
            continue
        before = found.get(guest.handle)
        if before is None:
            found[guest.handle] = guest
        else:
            found[guest.handle] = Guest(
                guest.handle, before.name or guest.name, guest.status or before.status,
                before.organiser or organiser, before.human and guest.human,
            )  # fmt: skip
    return [*found.values(), *nameless]


def _lines(event: Component) -> Iterator[tuple[Line, bool]]:
    for line in event.all("ORGANIZER")[:1]:
        yield line, True
    for line in event.all("ATTENDEE"):
        yield line, line.parameters.get("ROLE", "").upper() == "CHAIR" and not event.first("ORGANIZER")


def _guest(line: Line, *, organiser: bool) -> Guest:
    parameters = line.parameters
    value = line.value.strip()
    handle = email_handle(value) or email_handle(parameters.get("EMAIL", "")) or ""
    human = parameters.get("CUTYPE", "INDIVIDUAL").upper() not in _NOT_HUMAN and not handle.endswith(
        _NO_PERSON
    )
    status = parameters.get("PARTSTAT", parameters.get("STATUS", "")).upper()
    if not status:
        status = "ACCEPTED" if organiser else "NEEDS-ACTION"
    name = parameters.get("CN", "").strip().strip("'")
    return Guest(handle, "" if "@" in name else name, status, organiser, human)
