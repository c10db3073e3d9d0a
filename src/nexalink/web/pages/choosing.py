"""Which person a field means: a name, an address or a profile as typed, or a person's number from a button."""

from django.http import HttpRequest

from nexalink.accounts.queries import Owner
from nexalink.people.queries import person_named
from nexalink.web.errors import NobodyMeant
from nexalink.web.typed import whole_number

_NAMED = 6


def person_in(request: HttpRequest, owner: Owner, name: str) -> int:
    """Return the person whom the field ``name`` means; a field ``name_id`` with their number wins.

    Raises:
        NobodyMeant: nobody fits, or several do; they are named.
    """
    number = whole_number(request.POST.get(f"{name}_id", ""))
    if number is not None:
        return number
    typed = request.POST.get(name, "").replace("\x00", "").strip()
    if not typed:
        raise NobodyMeant("No person is named.", advice="Type a name.")
    found = person_named(owner, typed[:400])
    if len(found) == 1:
        return found[0].pk
    if not found:
        raise NobodyMeant(
            f"Nobody called {typed[:80]} is in your network.",
            advice="Check the spelling, or type a part of it.",
        )
    several = "; ".join(
        ", ".join(part for part in (one.name, one.title, one.company) if part) for one in found[:_NAMED]
    )
    raise NobodyMeant(
        f"{len(found)} people fit {typed[:80]}: {several}.",
        advice="Type the whole name, or an address of theirs.",
    )
