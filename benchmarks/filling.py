"""Fill a data folder with a network of a given size, by bulk inserts: no archive has to be read for it."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

ON = date(2026, 11, 23)
_END = int(datetime(ON.year, ON.month, ON.day, tzinfo=UTC).timestamp()) - 3_600
_YEARS = 6 * 365 * 86_400
_GIVEN = "Ada Bo Cem Dina Emil Fay Gus Hana Ivo Jana Kai Lena Milo Nora Otto Pia Quinn Rosa Sven Tara".split()
_FAMILY = "Abel Brandt Castell Dorn Eriksen Falk Grau Holt Ilves Janssen Keller Lund Marek Novak Olsen Pauli".split()
_COMPANIES = (
    "Northwind Bank;Fabrikam Software;Contoso Clinic;Litware;Adatum Consulting;Proseware University".split(
        ";"
    )
)
_TITLES = "Software Engineer;Product Manager;Director of Sales;Designer;Chief Executive Officer;Nurse;Recruiter".split(
    ";"
)
PAGE_ENTRIES = 200
"""Entries of the first person, whose page is measured."""


def fill(*, people: int, entries: int, seed: int = 11) -> None:
    """Write an owner with so many people and interactions into the database of this process; count the ties.

    Contact is spread as in real networks: a few people have most of it. The first person has exactly
    ``PAGE_ENTRIES`` entries.
    """
    from django.db import transaction

    from nexalink.accounts import bulk
    from nexalink.accounts.actions import ensure_sole_owner
    from nexalink.interactions.counts import refresh_ties

    rng = random.Random(seed)
    owner = ensure_sole_owner(zone="UTC")
    owner.name = "Thea Winterfeld"
    owner.save()
    with transaction.atomic():
        first = _people(owner.pk, rng, people)
        _interactions(owner.pk, rng, first, people, entries)
        refresh_ties(owner)
    bulk.renew_statistics()  # as after an import


def _people(owner: int, rng: random.Random, people: int) -> int:
    """Write people with a profile, a job and the day of connection each; return the first one's id."""
    from nexalink.accounts import bulk
    from nexalink.archives.recording import FACT_COLUMNS, HANDLE_COLUMNS, PERSON_COLUMNS, POSITION_COLUMNS
    from nexalink.people.models import Fact, Handle, Person, Position

    first = bulk.reserve_ids(Person, people)[0]
    rows: dict[Any, list[Any]] = {Person: [], Handle: [], Position: [], Fact: []}
    for number in range(people):
        person = first + number
        name = f"{_GIVEN[number % 20]} {_FAMILY[number // 20 % 16]}{f'-{number:x}' if number >= 320 else ''}"
        company, title = rng.choice(_COMPANIES), rng.choice(_TITLES)
        day = (ON - timedelta(days=rng.randrange(1, 2_500))).isoformat()
        rows[Person].append(
            (person, owner, name, name.lower(), company, title, "", "", "", "", "", "{}", None)
        )
        rows[Handle].append(
            (owner, person, f"https://www.linkedin.com/in/person-{number}", False, "linkedin", None)
        )
        rows[Handle].append(
            (owner, person, f"mailto:person{number}@mail{number % 97}.example", False, "mail", None)
        )
        rows[Position].append((owner, person, company, title, "", "", ON, "linkedin", None))
        rows[Fact].append((owner, person, "connection", day, "linkedin", None))
    columns = (PERSON_COLUMNS, HANDLE_COLUMNS, POSITION_COLUMNS, FACT_COLUMNS)
    for (model, found), names in zip(rows.items(), columns, strict=True):
        bulk.insert(model, names, found)
    return int(first)


def _interactions(owner: int, rng: random.Random, first: int, people: int, entries: int) -> None:
    from nexalink.accounts import bulk
    from nexalink.archives.recording import INTERACTION_COLUMNS
    from nexalink.interactions.models import Interaction

    keys = count()
    subjects = [f"About the plan {number}" for number in range(500)]

    def one(person: int) -> tuple[Any, ...]:
        mail = rng.random() < 0.5
        way = 1 if rng.random() < 0.45 else -1
        if mail and rng.random() < 0.05:
            return (owner, person, _END - int(rng.random() * _YEARS), 2, 0, rng.randrange(1, 9), 4, 0, False,
                    f"e{next(keys)}", "Weekly", "", None)  # fmt: skip
        return (owner, person, _END - int(rng.random() * _YEARS), 1 if mail else 0, way, 1, 2 if mail else 1,
                person * 10 + rng.randrange(10), False, f"k{next(keys):x}", rng.choice(subjects) if mail else "",
                "" if mail else "Shall we talk on Friday?", None)  # fmt: skip

    others = (first + 1 + int((people - 1) * rng.random() ** 4) for _ in range(entries - PAGE_ENTRIES))
    bulk.insert(Interaction, INTERACTION_COLUMNS, (one(first) for _ in range(PAGE_ENTRIES)))
    bulk.insert(Interaction, INTERACTION_COLUMNS, map(one, others))
