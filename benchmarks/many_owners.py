"""Fill a database with many owners' networks, seeded: who, when, which way; no names worth reading, no texts."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ON = date(2026, 11, 23)
_END = int(datetime(ON.year, ON.month, ON.day, tzinfo=UTC).timestamp())
_SPAN = 3 * 365 * 86_400
_ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland")


class Drawn(NamedTuple):
    """One owner's invented contact, a line an interaction; ``place`` counts the owner's people from 0."""

    place: NDArray[np.int64]
    at: NDArray[np.int64]
    kind: NDArray[np.int64]
    direction: NDArray[np.int64]
    size: NDArray[np.int64]


def draw(*, owners: int, people: int, interactions: int, seed: int = 13) -> Iterator[Drawn]:
    """Yield the contact of so many owners; ``interactions`` of all of them together.

    Every network is like real ones in two ways: few people have most of the contact, and contact comes in spells.
    """
    generator = np.random.default_rng(seed)
    weight = generator.uniform(0.5, 1.5, owners)  # some have three times as many as others
    share = np.floor(weight / weight.sum() * interactions).astype(np.int64)
    share[: interactions - int(share.sum())] += 1
    for count in share.tolist():
        place = (people * generator.random(count) ** 3).astype(np.int64)
        spell = generator.integers(0, 4, count)
        middle = ((place * 7919 + spell * 104_729) % 1_000) / 1_000
        back = np.clip(middle + generator.normal(0, 0.05, count), 0, 0.9999)
        kind = generator.choice([0, 1, 1, 2, 3, 5, 6], count)
        direction = np.where(kind == 2, 0, generator.choice([-1, 1], count))
        size = np.where(kind == 2, generator.integers(1, 16, count), 1)
        yield Drawn(place, _END - (back * _SPAN).astype(np.int64), kind, direction, size)


def in_network(place: int) -> bool:
    """Tell whether a person counts: every fiftieth is known from mailing lists only."""
    return place % 50 != 49


def fill_many(*, owners: int, people: int, interactions: int, seed: int = 13) -> None:
    """Write drawn owners into this process's database; every fifth has layer sizes of their own."""
    from django.db import transaction

    from nexalink.accounts.models import Owner

    drawn = draw(owners=owners, people=people, interactions=interactions, seed=seed)
    for number, contact in enumerate(drawn):
        settings = {"layer_sizes": [3, 12, 40]} if number % 5 == 4 else {}
        zone = _ZONES[number % len(_ZONES)]
        with transaction.atomic():
            owner = Owner.objects.create(name=f"Owner {number}", zone=zone, settings=settings)
            _fill(owner, people, contact)


def _fill(owner: Any, people: int, contact: Drawn) -> None:
    from nexalink.accounts import bulk
    from nexalink.archives.recording import INTERACTION_COLUMNS, PERSON_COLUMNS
    from nexalink.interactions.models import Interaction
    from nexalink.people.models import Person
    from nexalink.ties.models import Tie

    ids = list(bulk.reserve_ids(Person, people))
    named = ((pk, owner.pk, f"Person {pk}", f"person {pk}", *[""] * 7, "{}", None) for pk in ids)
    bulk.insert(Person, PERSON_COLUMNS, named)
    Tie.objects.bulk_create(
        Tie(owner=owner, person_id=pk, in_network=in_network(place)) for place, pk in enumerate(ids)
    )
    rows = (
        (owner.pk, ids[place], at, kind, direction, size, 2, 0, False, f"s{number:x}", "", "", None)
        for number, (place, at, kind, direction, size) in enumerate(zip(*(c.tolist() for c in contact), strict=True))
    )  # fmt: skip
    bulk.insert(Interaction, INTERACTION_COLUMNS, rows)


def main(words: list[str]) -> None:
    """Make the tables of this process's database and fill them; the words are JSON arguments of ``fill_many``."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill_many(**json.loads(words[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
