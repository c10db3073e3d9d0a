"""Ten more rows, not one more query; and a first visit stays light."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.interactions.actions import record_exchange
from nexalink.ties.models import Tag, Tagging
from tests.factories import (
    ON,
    Cast,
    make_archive,
    make_audit,
    make_conversation,
    make_crowd,
    make_event,
    make_person,
    make_question,
)

FILES = ("reports/report.css", "web/app.css", "web/app.js", "web/theme.js", "web/orbit.svg")
FIRST_VISIT = 150_000


def queries(web: Client, address: str) -> int:
    web.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert web.get(address).status_code == 200
    return len(counted)


def more_of_everything(cast: Cast) -> None:
    """Add ten of whatever a page lists."""
    owner = cast.owner
    crowd = make_crowd(owner, people=10)
    tag = Tag.objects.create(owner=owner, name="crowd")
    for person in crowd:
        Tagging.objects.create(owner=owner, person=person, tag=tag)
        make_question(cast.weak, person)
        make_archive(owner)
        make_event(cast.friend, days_ago=5)
    make_audit(owner)


PAGES = (
    "/",
    "/network/",
    "/tiers/",
    "/log/",
    "/journal/",
    "/people/",
    "/people/?q=e",
    "person",
    "/questions/",
    "/imports/",
    "import",
    "/signs/adding_as_habit/",
)


@pytest.mark.parametrize("page", PAGES)
def test_ten_more_rows_are_not_one_more_query(web: Client, cast: Cast, page: str) -> None:
    address = {"person": f"/people/{cast.friend.pk}/", "import": f"/imports/{cast.archive.pk}/"}.get(
        page, page
    )
    make_audit(cast.owner)
    before = queries(web, address)
    more_of_everything(cast)
    assert queries(web, address) <= before


def test_the_value_page_takes_the_same_queries_for_any_ledger(web: Client, cast: Cast) -> None:
    def give(times: int) -> None:
        for person in (cast.friend, cast.weak) * times:
            record_exchange(
                cast.owner,
                person=person.pk,
                direction="received",
                kind="advice",
                size="small",
                day=ON,
                on=ON,
                by="test",
            )
        make_audit(cast.owner)

    give(1)
    before = queries(web, "/value/")
    give(5)
    assert queries(web, "/value/") <= before + 1  # one more once the audit knows who is at the top


def test_the_people_list_takes_seven_queries(web: Client, cast: Cast) -> None:
    assert queries(web, "/people/") <= 7


def test_a_person_takes_eighteen_queries(web: Client, cast: Cast) -> None:
    assert queries(web, f"/people/{cast.friend.pk}/") <= 18


def test_the_guide_asks_next_to_nothing(web: Client, cast: Cast) -> None:
    assert queries(web, "/method/") <= 2


def test_a_first_visit_is_light(web: Client, cast: Cast) -> None:
    person = make_person(cast.owner, "Two Hundred")
    make_conversation(person, messages=200, every_days=2)
    make_crowd(cast.owner, people=60)
    make_audit(cast.owner)
    files = sum(len(Path(str(finders.find(name))).read_bytes()) for name in FILES)
    for address in ("/", "/people/", f"/people/{person.pk}/", "/questions/"):
        page = web.get(address, headers={"Accept-Encoding": "gzip"})
        assert page.headers["Content-Encoding"] == "gzip"
        assert files + len(page.content) <= FIRST_VISIT, address
        assert gzip.decompress(page.content).startswith(b"<!doctype html>")
