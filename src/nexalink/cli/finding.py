"""Find the one person a command names, or say who could be meant."""

from nexalink.accounts.queries import Owner
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.queries import person_named

_NAMED = 8
_LONGEST = 400
_SHOWN = 80


class Unclear(NexaLinkError):
    """Nobody, or several people, fit the name."""


def find_person(owner: Owner, name: str) -> int:
    """Return the id of the person of this name, address or profile URL.

    Raises:
        Unclear: nobody fits, or several do; they are listed.
    """
    if not name.strip():
        raise Unclear("No person is named.", advice="Give a name, an address or a profile URL.")
    found = person_named(owner, name[:_LONGEST])
    if not found:
        raise Unclear(
            f"Nobody called {name[:_SHOWN]} is in your network.",
            advice="Look for a part of it: nexalink people PART.",
        )
    if len(found) > 1:
        several = "; ".join(
            ", ".join(part for part in (one.name, one.title, one.company) if part) for one in found[:_NAMED]
        )
        raise Unclear(
            f"{len(found)} people fit {name[:_SHOWN]}: {several}.",
            advice="Give an address or the profile URL instead.",
        )
    return found[0].pk
