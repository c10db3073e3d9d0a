"""Bulk inserts: every row arrives once and in order, however many fit one statement."""

import pytest

from nexalink.accounts import bulk
from nexalink.accounts.models import Owner
from nexalink.ties.models import Tag

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
