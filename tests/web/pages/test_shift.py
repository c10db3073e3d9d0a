"""The five steps in the browser: the state of each, and the way to what comes next."""

from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.audits.models import Audit
from nexalink.ties.actions import assign_tier
from nexalink.today.path import next_step
from nexalink.web.pages.shift import strip_of
from tests.factories import ON, Cast, make_audit, make_crowd, make_owner
from tests.web.reading import read

PAGE = "/path/"


def test_without_anybody_the_page_teaches(web: Client, db: None) -> None:
    page = read(web.get(PAGE))
    assert "Five steps from many names to the right people." in page.text
    assert "/import/" in page.values("href")


def test_an_empty_network_begins_with_the_import(web: Client, db: None) -> None:
    make_owner()
    page = read(web.get(PAGE))
    assert "None of the five steps are done." in page.text
    assert "Bring in your LinkedIn export" in page.text


def test_five_cards_each_with_state_evidence_and_the_next_act(web: Client, cast: Cast) -> None:
    page = read(web.get(PAGE))
    assert "One of the five steps is done. Next: set up maintenance." in page.text
    cards = [
        found for name, found in page.elements if name == "li" and "step" in found.get("class", "").split()
    ]
    assert [found.get("aria-current", "") for found in cards] == ["", "step", "", "", ""]
    assert [found["class"] for found in cards[:2]] == ["step done", "step current"]
    assert {"/tiers/", "/gate/", "/pruning/", "/network/"} <= set(page.values("href"))
    assert "/measure/" in page.values("action")


def test_the_page_takes_few_queries_whatever_there_is(web: Client, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert web.get(PAGE).status_code == 200
        return len(counted)

    before = queries()
    crowd = [person.pk for person in make_crowd(cast.owner, people=30)]
    assign_tier(cast.owner, people=crowd, tier=2, on=ON, by="test")
    make_audit(cast.owner)
    assert queries() <= before
    assert before <= 4


def test_today_gets_a_strip_with_the_next_step(web: Client, cast: Cast) -> None:
    strip = strip_of(next_step(cast.owner, on=ON))
    assert strip is not None
    page = render_to_string("web/shift/_next.html", {"shift": strip})
    assert "step 2 of 5" in page
    assert 'href="/tiers/"' in page
    assert strip_of(None) is None
    assert not render_to_string("web/shift/_next.html", {"shift": None}).strip()


def test_nothing_of_another_owner_counts(web: Client, cast: Cast) -> None:
    other = make_owner("Otto Other")
    make_crowd(other, people=2)
    make_audit(other)
    make_audit(other)
    assert Audit.objects.of(cast.owner).count() == 1
    assert "1 made, the latest on 20 November 2026." in read(web.get(PAGE)).text
