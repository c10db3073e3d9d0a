"""What went which way since a plan began: whether an ask is earned."""

from dataclasses import dataclass
from datetime import date

from nexalink.accounts.models import Owner
from nexalink.interactions.models import Exchange, Interaction, Kind
from nexalink.kernel.dates import local_midday
from nexalink.measures.exchanges import ValueWeights

TOUCHES_NEEDED = 2
_CONTACT = (Kind.MESSAGE, Kind.MAIL, Kind.MEETING, Kind.CALL, Kind.TOUCH)
_MOST_PEOPLE = 12
_HALF_DAY = 43_200


@dataclass(frozen=True, slots=True)
class Balance:
    """Value given and received on record, in units of one small exchange, and days of contact since the plan began."""

    given: float
    received: float
    touches: int

    @property
    def earned(self) -> bool:
        """Return whether an ask is earned: more given than received, and contact on two days or more."""
        return self.given > self.received and self.touches >= TOUCHES_NEEDED

    @property
    def sentence(self) -> str:
        """Say the balance."""
        times = f"{self.touches} touch{'' if self.touches == 1 else 'es'}"
        return f"Given {self.given:g}, received {self.received:g}, {times} since the start"


def balances(owner: Owner, *, people: list[int], since: date, on: date) -> dict[int, Balance]:
    """Return the balance with each person: two queries."""
    worth = ValueWeights()
    sizes = {"small": worth.small, "medium": worth.medium, "large": worth.large}
    fixed = {"endorsement": worth.endorsement, "recommendation": worth.recommendation}
    value: dict[tuple[int, str], float] = {}
    exchanges = Exchange.objects.of(owner).filter(person__in=people)
    for person, way, kind, size in exchanges.values_list("person_id", "direction", "kind", "size"):
        if person is not None:
            value[person, way] = value.get((person, way), 0.0) + fixed.get(kind, sizes.get(size, worth.small))
    start = local_midday(since, owner.zone) - _HALF_DAY
    end = local_midday(on, owner.zone) + _HALF_DAY
    events = Interaction.objects.of(owner).filter(
        person__in=people, at__gte=start, at__lt=end, kind__in=_CONTACT, size__lte=_MOST_PEOPLE
    )
    days: dict[int, set[int]] = {}
    for person, at in events.values_list("person_id", "at"):
        days.setdefault(person, set()).add((at - start) // 86_400)
    return {
        person: Balance(
            round(value.get((person, "given"), 0.0), 2),
            round(value.get((person, "received"), 0.0), 2),
            len(days.get(person, ())),
        )
        for person in people
    }
