"""Every page, narrow and wide, light and dark: reachable, still, inside its width, and nothing from elsewhere."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from nexalink.reports.pictures import forget_pictures
from tests.factories import Cast, make_audit, make_cast, make_crowd

SIZES = {"wide": (1280, 900), "phone": (390, 844)}
SHIFT = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0)))
  .observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select, summary")].filter(one => {
  const box = (one.closest("label.pick") ?? one).getBoundingClientRect();
  const inText = one.closest("p, dd, li, td, th, dt") && getComputedStyle(one).display.startsWith("inline");
  const grown = getComputedStyle(one, "::after").position === "absolute";
  const away = box.width === 0 || one.closest("svg, details:not([open])") || one.matches(".skip") || one.tagName === "SUMMARY";
  return !away && !inText && !grown && box.height < 43.5;
}).map(one => one.outerHTML.slice(0, 90))"""


@pytest.fixture
def cast(live_server: LiveServer) -> Iterator[Cast]:
    """Give the live server a small audited network with more than one page of people."""
    forget_pictures()
    people = make_cast()
    make_crowd(people.owner, people=60)
    make_audit(people.owner)
    yield people
    forget_pictures()


def addresses(cast: Cast) -> list[str]:
    return [
        "/", "/network/", "/journal/", "/tiers/", "/value/", "/gate/", "/pruning/", "/recall/",
        "/news/", "/trends/", "/path/", "/removed/", "/search/?q=farah", "/search/?q=zzz",
        "/log/", "/introductions/", "/playbooks/", "/commitments/", "/touches/", "/log/?line=call+with+Farah+Friend",
        f"/people/{cast.friend.pk}/draft/",
        "/people/", "/people/?q=farah&way=two", "/people/?q=zzz", f"/people/{cast.friend.pk}/",
        f"/people/{cast.friend.pk}/brief/", "/circles/",
        f"/people/{cast.stranger.pk}/", "/questions/", "/imports/", f"/imports/{cast.archive.pk}/",
        f"/imports/{cast.archive.pk}/undo/", "/import/", "/method/", "/more/", "/signs/adding_as_habit/",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_accessible(
    page: Page, cast: Cast, axe: Callable[[Page], list[str]], size: str, scheme: str
) -> None:
    look_as(page, size, scheme)
    for address in addresses(cast):
        page.goto(address)
        assert axe(page) == [], address


@pytest.mark.parametrize("size", SIZES)
def test_every_page_stays_inside_its_width_and_still(page: Page, cast: Cast, size: str) -> None:
    look_as(page, size, "light")
    width = SIZES[size][0]
    for address in addresses(cast):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(SHIFT) <= 0.1, address


@pytest.mark.parametrize("size", SIZES)
def test_targets_are_large_enough_for_a_thumb(page: Page, cast: Cast, size: str) -> None:
    look_as(page, size, "light")
    for address in ("/people/", "/questions/", "/more/", f"/people/{cast.friend.pk}/"):
        page.goto(address)
        assert page.evaluate(SMALL_TARGETS) == [], address


def test_the_chosen_appearance_is_remembered(page: Page, cast: Cast) -> None:
    look_as(page, "wide", "light")
    page.goto("/people/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    switch = page.locator(".frame-foot [data-theme-switch]")
    switch.click()
    switch.click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("/method/")
    assert page.evaluate(paper) == dark
    assert "dark" in page.locator(".frame-foot [data-theme-name]").inner_text()
    page.locator(".frame-foot [data-theme-switch]").click()
    assert page.evaluate(paper) == light


def test_an_empty_installation_is_accessible_too(
    page: Page, live_server: LiveServer, axe: Callable[[Page], list[str]]
) -> None:
    for address in ("/", "/people/", "/questions/", "/imports/"):
        page.goto(address)
        assert axe(page) == [], address


def test_error_pages_are_accessible(browser: Browser, cast: Cast, live_server: LiveServer,
                                    axe: Callable[[Page], list[str]]) -> None:  # fmt: skip
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        for address in ("/nowhere/", "/people/987654/"):
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 404
            assert axe(page) == [], address


def test_everything_works_without_scripts(browser: Browser, cast: Cast, live_server: LiveServer) -> None:
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/people/")
        page.locator("#q").fill("wim")
        page.locator(".search-row button").click()
        assert page.locator("h1").inner_text() == "1 person who fits “wim”."
        page.locator("tbody a").first.click()
        assert page.locator("h1").inner_text() == "Wim Weak"
        page.goto("/questions/")
        page.get_by_role("button", name="Yes, one person").click()
        page.get_by_role("button", name="Undo").click()
        assert page.locator("h1").inner_text() == "1 question waits for you."
        assert page.locator("[data-theme-switch]").first.is_hidden()


def look_as(page: Page, size: str, scheme: str) -> None:
    """Give the page a size and an appearance of the system."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
