"""The palette and the search page in Chromium: by keys alone, on a phone, without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nexalink.search.actions import rebuild
from nexalink.ties.actions import write_note
from tests.factories import Cast, make_audit, make_cast

HOSTILE = "<img src=x onerror=\"document.title='pwned'\"> kayak"


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    people = make_cast()
    make_audit(people.owner)
    write_note(people.owner, person=people.weak.pk, text=HOSTILE, at=5, by="test")
    rebuild(people.owner)
    return people


def opened(page: Page, address: str = "/") -> Page:
    page.goto(address)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Search and go")).to_be_visible()
    expect(page.get_by_role("option", name="Today")).to_be_visible()
    return page


def test_a_person_is_opened_by_keys_alone(page: Page, cast: Cast) -> None:
    opened(page)
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("weak")
    option = page.get_by_role("option", name="Wim Weak")
    expect(option.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "palette-option-0")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{cast.weak.pk}/")


def test_enter_right_after_typing_means_what_was_typed(page: Page, cast: Cast) -> None:
    opened(page)
    page.keyboard.type("stella")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/people/{cast.stranger.pk}/")


def test_pages_and_acts_are_gone_to(page: Page, cast: Cast) -> None:
    opened(page)
    page.keyboard.type(">tier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tiers/")
    opened(page, "/tiers/")
    page.keyboard.type("log call with Wim")
    expect(page.get_by_role("option", name="Log: call with Wim")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/log/?line=call+with+Wim")
    assert page.get_by_label("log", exact=False).count() >= 0
    assert "call with Wim" in page.content()


def test_a_new_person_begins_where_the_form_is(page: Page, cast: Cast) -> None:
    opened(page)
    page.keyboard.type("new per")
    page.get_by_role("option", name="New person").click()
    page.wait_for_url("**/people/#add")
    expect(page.locator("#add")).to_be_visible()


def test_arrows_go_round_and_escape_gives_the_focus_back(page: Page, cast: Cast) -> None:
    page.goto("/")
    page.locator("#frame-q").focus()
    page.keyboard.press("Control+k")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#frame-q")).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_letters_typed_in_the_palette_are_no_shortcuts(page: Page, cast: Cast) -> None:
    opened(page)
    page.keyboard.type("lt")
    expect(page.get_by_role("combobox")).to_have_value("lt")
    assert page.url.endswith("/")


def test_texts_of_others_stay_texts(page: Page, cast: Cast) -> None:
    opened(page)
    page.keyboard.type("kayak")
    option = page.get_by_role("option", name="onerror")
    expect(option).to_be_visible()
    expect(option.locator("mark")).to_have_text("kayak")
    assert page.locator(".palette img").count() == 0
    assert page.title() != "pwned"


def test_both_are_accessible(page: Page, cast: Cast, axe: Callable[[Page], list[str]]) -> None:
    opened(page)
    assert axe(page) == []
    page.keyboard.type("farah")
    expect(page.get_by_role("option", name="Farah Friend").first).to_be_visible()
    assert axe(page) == []
    page.goto("/search/?q=farah")
    assert axe(page) == []
    page.goto("/search/")
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_a_sign_opens_it(
    page: Page, cast: Cast, axe: Callable[[Page], list[str]], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    page.get_by_role("link", name="Search everything").click()
    expect(page.get_by_role("option", name="Today")).to_be_visible()
    page.get_by_role("combobox").fill("farah")
    expect(page.get_by_role("option", name="Farah Friend").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = page.locator(".palette [role=option]").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_slash_searches_everything(page: Page, cast: Cast) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("lindgrün")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator(".hits a").count() >= 2
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")


def test_the_keys_are_listed(page: Page, cast: Cast) -> None:
    page.goto("/")
    page.keyboard.press("?")
    listed = page.locator("#keys").inner_text()
    assert "search everything" in listed
    assert "go anywhere, find anybody" in listed


def test_it_works_without_javascript(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#frame-q").fill("wim")
    page.locator("#frame-q").press("Enter")
    page.locator(".hits a").first.click()
    assert page.url.endswith(f"/people/{cast.weak.pk}/")
    context.close()
