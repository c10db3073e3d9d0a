"""The trends page: the answer first, every chart with its table, nothing made up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.accounts.models import JournalEntry, Owner
from nexalink.audits.models import Finding
from nexalink.interactions.actions import record_exchange
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction
from nexalink.people.models import Person
from nexalink.ties.actions import assign_tier
from tests.factories import ON, Cast, make_audit, make_event, make_owner, make_person
from tests.web.reading import Page, read

PAGE = "/trends/"
YEARS = 6


@pytest.fixture
def long(cast: Cast) -> Cast:
    """Give a network of six years: twenty ties, of which one falls silent and one comes each year."""
    for number in range(20 + YEARS):
        person = make_person(cast.owner, f"Member {number:02}", profile=f"member-{number}")
        for year in range(YEARS):
            if number < 20 + YEARS - year and number >= YEARS - 1 - year:
                for direction in (Direction.IN, Direction.OUT):
                    make_event(person, days_ago=year * 365 + 30 + number, direction=direction)
        make_event(person, days_ago=YEARS * 365 + 5, direction=Direction.OUT)
    refresh_ties(cast.owner)
    make_audit(cast.owner)
    return cast


def shown(web: Client) -> Page:
    return read(web.get(PAGE))


def test_without_anybody_the_page_teaches(web: Client, db: None) -> None:
    page = shown(web)
    assert "One audit, and this page can say." in page.text
    assert "/import/" in page.values("href")


def test_before_the_first_audit_the_button_measures(web: Client, db: None) -> None:
    make_person(make_owner(), "Ada Alone")
    assert "/measure/" in shown(web).values("action")


def test_one_audit_with_little_data_says_so_everywhere(web: Client, cast: Cast) -> None:
    page = shown(web)
    assert "Not enough data yet to say whether it is getting better" in page.text
    assert "Not enough data yet to look ahead: fewer than 4 whole years of record" in page.text
    assert "Within 12 months: not enough data" in page.text
    assert "One audit so far, of 20 November 2026." in page.text
    assert "Keep every cadence" not in page.text


def test_years_at_once_with_chart_table_and_names(web: Client, long: Cast) -> None:
    page = shown(web)
    assert "in the last year contact went both ways with" in page.text
    assert "Five years on" in page.text
    assert "futures are drawn year by year" in page.text
    assert "nobody is in a tier yet" in page.text
    assert [name for name, _ in page.elements].count("table") >= 6
    pictures = [
        attributes for name, attributes in page.elements if name == "svg" and attributes.get("role") == "img"
    ]
    assert pictures
    assert all(attributes["aria-label"] for attributes in pictures)
    silent = Finding.objects.get(kind="history", audit__on=ON, document__steady_years=YEARS).document[
        "people"
    ]["silent"]
    assert silent
    assert f"/people/{silent[0]}/" in page.values("href")


def test_cadences_kept_are_told_or_said_to_be_unknown(web: Client, long: Cast) -> None:
    members = Person.objects.of(long.owner).filter(name__startswith="Member").values_list("pk", flat=True)
    assign_tier(long.owner, people=list(members[:3]), tier=1, on=ON, by="test")
    make_audit(long.owner)
    assert "Keep every cadence you set: not enough data." in shown(web).text


def test_later_audits_are_held_against_the_first(web: Client, long: Cast) -> None:
    make_audit(long.owner, on=ON - timedelta(days=200))
    page = shown(web)
    assert "2 audits from 4 May 2026 to 20 November 2026" in page.text
    assert page.text.index("20 Nov 2026") < page.text.index(
        "4 May 2026", page.text.index("Figure First to last")
    )
    assert "/signs/adding_as_habit/" in page.values("href")


def test_a_change_of_method_is_said(web: Client, long: Cast) -> None:
    before = make_audit(long.owner, on=ON - timedelta(days=200))
    figures = Finding.objects.get(audit=before, kind="figures")
    figures.document = {**figures.document, "method": 0}
    figures.save()
    assert "Audits before 20 November 2026 kept no figures in brief." in shown(web).text


def test_an_old_audit_asks_to_measure_once_more(web: Client, cast: Cast) -> None:
    Finding.objects.filter(kind__in=("figures", "history")).delete()
    page = shown(web)
    assert "Measure once more to see your years." in page.text
    assert "/measure/" in page.values("action")


def test_minutes_are_set_shown_and_taken_back(web: Client, long: Cast) -> None:
    typed = {"message": "12,5", "mail": "10", "meeting": "45", "call": "20", "touch": "20", "key": "k1"}
    answer = web.post("/trends/minutes/", typed)
    assert answer.status_code == 303
    assert web.post("/trends/minutes/", typed).status_code == 303
    assert JournalEntry.objects.filter(action="set minutes").count() == 1
    assert "12.5" in shown(web).values("value")
    entry = JournalEntry.objects.get(action="set minutes").pk
    assert web.post(f"/journal/{entry}/undo/").status_code in {302, 303}
    assert "minutes" not in Owner.objects.get(pk=long.owner.pk).settings


@pytest.mark.parametrize("typed", ["0", "-3", "many", "nan", "1e9", "9999", "5;5"])
def test_impossible_minutes_are_a_sentence(web: Client, cast: Cast, typed: str) -> None:
    answer = web.post("/trends/minutes/", {"mail": typed})
    assert answer.status_code == 400
    assert "minutes" in read(answer).text or "touch takes" in read(answer).text
    assert "minutes" not in Owner.objects.get(pk=cast.owner.pk).settings


def test_a_name_with_a_script_stays_words(web: Client, long: Cast) -> None:
    named = Finding.objects.filter(kind="history").order_by("-id")[0].document["people"]["silent"][0]
    Person.objects.filter(pk=named).update(name="<script>alert(1)</script>")
    assert b"<script>alert" not in web.get(PAGE).content


def test_more_of_everything_is_not_one_more_query(web: Client, long: Cast) -> None:
    def queries() -> int:
        web.get(PAGE)
        with CaptureQueriesContext(connection) as counted:
            assert web.get(PAGE).status_code == 200
        return len(counted)

    before = queries()
    for number in range(10):
        person = make_person(long.owner, f"More {number}", profile=f"more-{number}")
        for days_ago in (5, 400, 800):
            for direction in (Direction.IN, Direction.OUT):
                make_event(person, days_ago=days_ago, direction=direction)
        record_exchange(
            long.owner,
            person=person.pk,
            direction="given",
            kind="advice",
            size="small",
            day=ON,
            on=ON,
            by="test",
        )
        make_audit(long.owner, on=ON - timedelta(days=number))
    assert queries() <= before
    assert before <= 7


def test_nothing_of_another_owner_is_shown(web: Client, long: Cast) -> None:
    other = make_owner("Otto Other")
    person = make_person(other, "Foreign Friend")
    for days_ago in (10, 400):
        for direction in (Direction.IN, Direction.OUT):
            make_event(person, days_ago=days_ago, direction=direction)
    refresh_ties(other)
    make_audit(other)
    assert "Foreign" not in shown(web).text
