"""The news page: tier by tier, the rest folded; a touch, a draft, and seen with its undo."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nexalink.accounts.models import Owner
from nexalink.archives.models import Change
from nexalink.interactions.models import Interaction, Source
from nexalink.people.models import Person
from nexalink.ties.actions import assign_tier
from nexalink.web.words import today_in
from tests.factories import Cast, make_crowd

pytestmark = pytest.mark.django_db


def job(person: Person, title: str = "Head") -> Change:
    day = today_in(person.owner.zone)
    after = {"title": title, "company": "Elm"}
    return Change.objects.create(owner=person.owner, person=person, kind="job", after=after, seen_after=day)


def tier(person: Person, number: int) -> None:
    day = today_in(person.owner.zone)
    assign_tier(person.owner, people=[person.pk], tier=number, on=day, by="test")


def page(web: Client) -> str:
    answer = web.get("/news/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_network_the_page_says_what_it_will_show(web: Client, db: None) -> None:
    assert not Owner.objects.exists()
    assert "Here will stand what changes" in page(web)


def test_without_news_the_page_teaches(web: Client, cast: Cast) -> None:
    text = page(web)
    assert "No news from your tiers." in text
    assert "What makes news" in text


def test_a_line_says_who_what_when_why_and_from_where(web: Client, cast: Cast) -> None:
    tier(cast.weak, 3)
    job(cast.weak)
    text = page(web)
    assert "There is news from 1 person in your tiers." in text
    for words in (
        "Wim Weak",
        "New job: Head, Elm",
        ", today",
        "Tier 3",
        "LinkedIn export of",
        '<h2 id="tier-1">Tier 3',
    ):
        assert words in text, words
    for name in ("person", "draft", "brief"):
        assert reverse(name, args=[cast.weak.pk]) in text
    assert "What makes news" not in text


def test_people_in_no_tier_are_folded_and_counted(web: Client, cast: Cast) -> None:
    for person in make_crowd(cast.owner, people=23):
        job(person)
    text = page(web)
    assert "<summary>23 lines about people in no tier</summary>" in text
    assert "3 more lines are not." in text


def test_names_and_titles_are_shown_as_text(web: Client, cast: Cast) -> None:
    job(cast.weak, title="<script>alert(1)</script>")
    assert "<script>alert" not in page(web)


def test_seen_takes_a_line_away_and_can_be_taken_back(web: Client, cast: Cast) -> None:
    line = f"news:{job(cast.weak).pk}"
    form = {"line": line, "act": "seen", "key": "one", "next": "/news/"}
    answer = web.post("/news/act/", form)
    assert answer.status_code == 303
    shown = web.get(answer.headers["Location"]).content.decode()
    assert "Seen: Wim Weak" in shown
    assert line not in shown
    again = web.post("/news/act/", form)  # the same form once more
    assert again.headers["Location"] == answer.headers["Location"]
    entry = answer.headers["Location"].rpartition("=")[2]
    assert web.post(f"/journal/{entry}/undo/").status_code == 302
    assert line in page(web)


def test_a_touch_is_logged_once_and_said(web: Client, cast: Cast) -> None:
    tier(cast.weak, 3)
    change = job(cast.weak)
    form = {"line": f"news:{change.pk}", "act": f"touch:{cast.weak.pk}", "key": "one"}
    for _ in range(2):
        assert web.post("/news/act/", form).status_code == 303
    assert Interaction.objects.filter(person=cast.weak, source=Source.MANUAL).count() == 1
    assert "You have been in touch since: today." in page(web)


@pytest.mark.parametrize(("act", "status"), [("seen", 409), ("", 409), ("touch:0", 404), ("touch:x", 404)])
def test_what_is_not_there_is_said(web: Client, cast: Cast, act: str, status: int) -> None:
    assert web.post("/news/act/", {"line": "news:999999", "act": act}).status_code == status


def test_reading_changes_nothing_and_acting_wants_a_post(web: Client, cast: Cast) -> None:
    assert web.get("/news/act/").status_code == 405


def test_ten_more_news_are_not_one_more_query(web: Client, cast: Cast) -> None:
    def queries() -> int:
        page(web)
        with CaptureQueriesContext(connection) as counted:
            page(web)
        return len(counted)

    tier(cast.friend, 1)
    job(cast.friend)
    before = queries()
    for person in make_crowd(cast.owner, people=10):
        job(person)
        tier(person, 2)
    assert queries() <= before <= 14
