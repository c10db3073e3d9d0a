"""Bulk inserts: every row arrives once and in order, however many fit one statement."""

import pytest
from django.db import connection

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.interactions.models import Interaction
from nexalink.ties.models import Tag
from tests.factories import make_crowd, make_owner

pytestmark = pytest.mark.django_db
COLUMNS = ("owner_id", "name")


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 5_000, 5_051])
def test_every_row_arrives_in_order(count: int) -> None:
    owner = Owner.objects.create()
    rows = [(owner.pk, f"tag {number}") for number in range(count)]
    assert bulk.insert(Tag, COLUMNS, iter(rows)) == count
    assert list(Tag.objects.of(owner).order_by("id").values_list("owner_id", "name")) == rows


def test_a_known_row_is_left_out_and_its_neighbours_are_not() -> None:
    owner = Owner.objects.create()
    bulk.insert(Tag, COLUMNS, [(owner.pk, "tag 7"), (owner.pk, "tag 60")])
    rows = [(owner.pk, f"tag {number}") for number in range(75)]
    assert bulk.insert(Tag, COLUMNS, [*rows, rows[3]], ignore_known=True) == 76
    names = Tag.objects.of(owner).values_list("name", flat=True)
    assert sorted(names) == sorted(name for _, name in rows)


def test_statistics_are_renewed_so_that_a_few_peoples_rows_are_not_looked_for_among_all() -> None:
    crowd = make_crowd(make_owner(), people=60)
    bulk.renew_statistics()
    asked = Interaction.objects.of(crowd[0].owner).filter(person__in=crowd[:5], kind__in=[0, 1])
    if connection.vendor == "sqlite":
        assert "USING INDEX interaction_timeline" in asked.explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Interaction._meta.db_table])
            assert cursor.fetchone()[0] == Interaction.objects.count()
