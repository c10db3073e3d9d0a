"""Since when the owner has known a person, by what the sources tell."""

from datetime import date

from django.db.models import Min, Q

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Interaction, Kind, Source
from nexalink.kernel.dates import local_date, local_midday
from nexalink.people.models import Fact


def known_since(owner: Owner, *, person: int, but: int | None = None) -> date | None:
    """Return the first day on which anything connects the owner and a person, None where no source tells: two queries.

    A connection, a message, a mail, a meeting. Touches by hand make it earlier, though they alone set no beginning: who
    writes down the past begins anywhere. The touch ``but`` is left out.
    """
    by_hand = Q(source=Source.MANUAL)
    first = (
        Interaction.objects.of(owner)
        .filter(person=person)
        .exclude(kind=Kind.LIST)
        .aggregate(told=Min("at", filter=~by_hand), logged=Min("at", filter=by_hand & ~Q(pk=but)))
    )
    connected = (
        Fact.objects.of(owner).filter(person=person, kind="connection").values_list("value", flat=True)
    )
    days = [date.fromisoformat(day) for day in connected if day]
    if first["told"] is not None:
        days.append(local_date(first["told"], owner.zone))
    if days and first["logged"] is not None:
        days.append(local_date(first["logged"], owner.zone))
    return min(days, default=None)


def was_in_contact_by(owner: Owner, *, person: int, day: date, but: int | None = None) -> bool:
    """Tell whether anything is on record up to midday of ``day``: then the day is not before the beginning.

    One row of the timeline's index answers it, where ``known_since`` reads everything of a person.
    """
    rows = Interaction.objects.of(owner).filter(person=person, at__lte=local_midday(day, owner.zone))
    rows = rows.exclude(kind=Kind.LIST).order_by("-at")
    return (rows if but is None else rows.exclude(pk=but)).exists()
