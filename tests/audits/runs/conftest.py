"""Several owners in a database that workers of their own can open, and what a run wrote there."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from nexalink.accounts.models import Owner
from nexalink.audits.runs.here import this_database
from nexalink.audits.runs.places import Place, postgresql, sqlite
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Kind, Source
from nexalink.ties.models import Tie
from tests.factories import ON, make_cast, make_conversation, make_event, make_owner, make_person

DAY = ON + timedelta(days=3)
_ROWS = """
    SELECT s.owner_id, s.person_id, s.closeness, s.rank, s.layer, s.touch_days, s.burstiness, s.reciprocity, s.fade,
           s.fade_why, s.calibrated
    FROM audits_tiescore s JOIN audits_scorerun r ON r.id = s.score_run_id AND r.owner_id = s.owner_id
    WHERE r.run = {0} ORDER BY 1, 2
"""
Stored = Callable[[str], list[tuple[Any, ...]]]


def ask(place: Place, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a statement; ``{0}`` stands for a value."""
    opened = postgresql(place) if place.is_postgresql else sqlite(place)
    with opened as open_place:
        mark = "%s" if place.is_postgresql else "?"
        return list(open_place.execute(statement.format(mark), values).fetchall())


def make_owners() -> list[Owner]:
    """Add five owners: three with networks of different size and zone, one with nobody, one with own layer sizes."""
    zones = ("Europe/Berlin", "Pacific/Auckland", "America/New_York")
    owners = [make_cast(Owner.objects.create(name=f"Owner {zone}", zone=zone)).owner for zone in zones]
    for number in range(12):
        person = make_person(owners[0], f"Busy {number}")
        make_conversation(person, messages=4 + number, every_days=3 + number)
        make_event(
            person,
            days_ago=number * 11,
            kind=Kind.MEETING,
            direction=Direction.MUTUAL,
            source=Source.CALENDAR,
        )
        make_event(person, days_ago=-1)  # after ON and before DAY
        make_event(person, days_ago=-9)  # after DAY
    refresh_ties(owners[0])
    left_out = Tie.objects.of(owners[1]).order_by("person_id").first()
    assert left_out is not None
    Tie.objects.of(owners[1]).filter(pk=left_out.pk).update(in_network=False)
    own_sizes = make_cast(Owner.objects.create(name="Own sizes", settings={"layer_sizes": [1, 2]})).owner
    return [*owners, make_owner("Nobody yet"), own_sizes]


@pytest.fixture
def owners(transactional_db: None) -> list[Owner]:
    """Give the owners, committed."""
    return make_owners()


@pytest.fixture
def place(owners: list[Owner], tmp_path: Path) -> Place:
    """Give a database with the owners that other processes can open."""
    if connection.vendor == "postgresql":
        return this_database()
    return Place(str(copy_of_sqlite(tmp_path / "owners.sqlite3")), is_postgresql=False)


def copy_of_sqlite(path: Path) -> Path:
    """Copy the test database, which is in memory only, to a file."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path


@pytest.fixture
def stored(place: Place) -> Stored:
    """Give a function that returns what a run wrote."""
    return lambda run: ask(place, _ROWS, run)
