"""Ten more rows, not one more query; and a first visit stays light."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.gate.actions import add_request
from nexalink.interactions.actions import close_commitment, promise, record_exchange
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Interaction
from nexalink.ties.actions import add_reminder, assign_tier, join_circle, write_note
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
    "/gate/",
    "/pruning/",
    "/recall/",
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


def test_the_people_list_takes_eight_queries(web: Client, cast: Cast) -> None:
    assert queries(web, "/people/") <= 8


def test_a_person_takes_twenty_queries(web: Client, cast: Cast) -> None:
    assert queries(web, f"/people/{cast.friend.pk}/") <= 20


def test_a_person_with_much_written_down_takes_no_more_queries(web: Client, cast: Cast) -> None:
    def write(times: int) -> None:
        for number in range(times):
            write_note(cast.owner, person=cast.weak.pk, text=f"**{number}** @Stella", at=number, by="test")
            add_reminder(cast.owner, person=cast.weak.pk, text=f"{number}", day=ON, by="test")
            join_circle(cast.owner, people=[cast.weak.pk], circle=f"Circle {number}", by="test")

    write(1)
    addresses = (f"/people/{cast.weak.pk}/", f"/people/{cast.weak.pk}/brief/", "/circles/")
    before = {address: queries(web, address) for address in addresses}
    write(12)
    for address, number in before.items():
        assert queries(web, address) <= number, address


def test_full_tiers_take_the_same_queries(web: Client, cast: Cast) -> None:
    crowd = [person.pk for person in make_crowd(cast.owner, people=20)]
    make_audit(cast.owner)
    assign_tier(cast.owner, people=crowd[:2], tier=1, on=ON, by="test")
    before = queries(web, "/tiers/")
    assign_tier(cast.owner, people=crowd, tier=2, on=ON, by="test")
    assert queries(web, "/tiers/") <= before + 3  # three more where it is too much


def test_promises_touches_and_drafts_take_the_same_queries_for_any_number(web: Client, cast: Cast) -> None:
    def fill(times: int) -> None:
        for number in range(times):
            make_event(cast.friend, days_ago=number, text=f"How did number {number} of the roofs hold?")
            made = promise(cast.owner, person=cast.friend.pk, what=f"{number}", on=ON, by="test")
            if number % 2:
                close_commitment(cast.owner, commitment=made.changes[0]["id"], kept=True, on=ON, by="test")

    fill(2)
    addresses = ("/commitments/", "/touches/", f"/people/{cast.friend.pk}/draft/")
    before = {address: queries(web, address) for address in addresses}
    fill(20)
    for address, number in before.items():
        assert queries(web, address) <= number, address


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


def test_an_open_review_a_full_week_and_a_long_log_take_the_same_queries(web: Client, cast: Cast) -> None:
    def fill(number: int) -> None:
        for place, person in enumerate(make_crowd(cast.owner, people=number)):
            make_event(person, days_ago=1)
            add_request(cast.owner, name=f"New {place}", works="Nurse at City Clinic", on=ON, by="test")
        Interaction.objects.filter(owner=cast.owner).update(at=F("at") - 900 * 86_400)
        refresh_ties(cast.owner)

    fill(2)
    web.post("/pruning/start/")
    before = {address: queries(web, address) for address in ("/gate/", "/pruning/", "/recall/")}
    web.post("/pruning/close/")
    fill(20)
    web.post("/pruning/start/")
    for address, number in before.items():
        assert queries(web, address) <= number + (1 if address == "/pruning/" else 0), address
