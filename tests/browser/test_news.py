"""The news in Chromium: accessible with every kind of line, inside its width, and a line seen without leaving."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from nexalink.archives.models import Change
from nexalink.people.models import Person
from nexalink.ties.actions import assign_tier
from nexalink.web.words import today_in
from tests.browser.test_pages import SIZES, look_as
from tests.factories import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    day = today_in(cast.owner.zone)
    assign_tier(cast.owner, people=[cast.friend.pk], tier=1, on=day, by="test")
    for person in (cast.friend, cast.weak):
        after = {"title": "Head", "company": "Elm"}
        Change.objects.create(owner=cast.owner, person=person, kind="job", after=after, seen_after=day)
    Person.objects.filter(owner=cast.owner).update(birthday=f"--{day:%m-%d}")
    return cast


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_news_are_accessible_and_stay_inside_their_width(
    page: Page, cast: Cast, axe: Callable[[Page], list[str]], size: str, scheme: str
) -> None:
    look_as(page, size, scheme)
    page.goto("/news/")
    page.locator("details.news-others summary").click()
    assert page.get_by_role("link", name="Wim Weak", exact=True).first.is_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_line_is_seen_and_taken_back(page: Page, cast: Cast) -> None:
    page.goto("/news/")
    lines = page.locator("section .news-line")
    before = lines.count()
    page.locator("section .news-line button[value=seen]").first.click()
    undo = page.locator("[data-toast] form button").first
    undo.wait_for()
    assert lines.count() == before - 1
    undo.click()
    page.wait_for_function(
        "before => document.querySelectorAll('section .news-line').length == before", arg=before
    )
