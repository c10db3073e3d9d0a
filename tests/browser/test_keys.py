"""Everything by keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nexalink.reports.pictures import forget_pictures
from tests.factories import Cast, make_audit, make_cast, make_crowd, make_question

FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture
def cast(live_server: LiveServer) -> Iterator[Cast]:
    """Give the live server a small audited network with two questions."""
    forget_pictures()
    people = make_cast()
    crowd = make_crowd(people.owner, people=4)
    make_question(crowd[0], crowd[1], weight=-1)
    make_audit(people.owner)
    yield people
    forget_pictures()


def test_the_first_stop_leads_to_the_content(page: Page, cast: Cast) -> None:
    page.goto("/people/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to the content"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"


def test_the_focus_can_be_seen_wherever_it_is(page: Page, cast: Cast) -> None:
    page.goto("/people/")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const one = document.activeElement, of = side => getComputedStyle(one, side);
            return [of(null), of("::after")].some(style => style.outlineStyle !== "none" && style.outlineWidth !== "0px") }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 100)")


def test_a_slash_searches_and_a_letter_in_a_field_is_a_letter(page: Page, cast: Cast) -> None:
    page.goto("/method/")
    page.keyboard.press("/")
    page.keyboard.type("wim j?")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("1 person with “wim”.")


def test_j_and_k_move_and_enter_opens(page: Page, cast: Cast) -> None:
    page.goto("/people/?order=name")
    names = page.locator("tbody tr a").all_inner_texts()
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == names[place]
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(names[1])


def test_a_question_mark_lists_the_keys_which_can_be_switched_off(page: Page, cast: Cast) -> None:
    page.goto("/people/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")
    page.get_by_role("button", name="Switch keys off").click()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.goto("/more/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.get_by_role("button", name="Switch keys on").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_questions_are_answered_and_taken_back_by_keys(page: Page, cast: Cast) -> None:
    page.goto("/questions/")
    expect(page.locator("[data-question].at h2")).to_have_text("Are these two Farah Friend one person?")
    page.keyboard.press("y")
    expect(page.locator("[role=status]")).to_contain_text("Noted: Farah Friend = Farah Friend.")
    page.keyboard.press("n")
    expect(page.locator("[role=status]")).to_contain_text("two people")
    expect(page.locator("h1")).to_have_text("No question is open.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("h1")).to_have_text("1 question waits for you.")
