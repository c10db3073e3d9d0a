"""The orbit: pointer, keys and finger reach every dot, in the app and in the file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nexalink.audits.models import Audit
from nexalink.reports.one_file import write_html_report
from nexalink.reports.pictures import forget_pictures
from tests.factories import Cast, make_audit, make_cast, make_crowd


@pytest.fixture
def cast(live_server: LiveServer) -> Iterator[Cast]:
    """Give the live server a small audited network."""
    forget_pictures()
    people = make_cast()
    make_crowd(people.owner, people=4)
    make_audit(people.owner)
    yield people
    forget_pictures()


def test_the_picture_is_one_stop_and_its_dots_are_reached_by_arrows(page: Page, cast: Cast) -> None:
    page.goto("/network/")
    ties, says = page.locator(".orbit .tie"), page.locator("[data-orbit-says]")
    assert page.locator(".orbit .tie[tabindex='0']").count() == 1
    ties.first.focus()
    expect(says).to_contain_text("Farah Friend")
    page.keyboard.press("ArrowRight")
    expect(ties.nth(1)).to_be_focused()
    expect(says).to_have_text(ties.nth(1).get_attribute("aria-label") or "?")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Farah Friend")


def test_the_keys_reach_those_of_the_field_too(page: Page, cast: Cast) -> None:
    page.goto("/network/")
    says = page.locator("[data-orbit-says]")
    page.locator(".orbit .tie").first.focus()
    page.keyboard.press("End")
    expect(says).to_contain_text("Stella Stranger: nothing exchanged")
    focused = page.locator(".orbit .tie:focus")
    expect(focused).to_have_attribute("aria-label", says.inner_text())
    assert page.locator(".orbit .tie[tabindex='0']").count() == 1
    page.keyboard.press("ArrowLeft")
    expect(says).not_to_contain_text("Stella Stranger")
    assert page.locator(".orbit .visitor").count() == 0
    page.keyboard.press("PageDown")
    expect(says).to_contain_text("Stella Stranger")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Stella Stranger")


def test_a_dot_names_itself_under_the_pointer(page: Page, cast: Cast) -> None:
    page.goto("/network/")
    page.locator(".orbit .tie").nth(1).hover()
    said = page.locator(".orbit .tie").nth(1).get_attribute("aria-label")
    expect(page.locator("[data-orbit-says]")).to_have_text(said or "?")


PLACE = """number => {
  const svg = document.querySelector(".orbit");
  return fetch("/network/dots/").then(answer => answer.json()).then(dots => {
    const [, x, y] = dots.find(dot => dot[0] === number);
    svg.scrollIntoView({block: "center"});
    const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
    return [point.x, point.y];
  });
}"""


def test_a_dot_of_the_field_names_itself_under_the_pointer_and_opens(page: Page, cast: Cast) -> None:
    page.goto("/network/")
    page.locator(".orbit .tie").first.hover()  # the pointer came into the picture: the names are asked for
    x, y = page.evaluate(PLACE, cast.stranger.pk)
    page.mouse.move(x + 30, y)
    page.mouse.move(x + 2, y + 1)
    expect(page.locator("[data-orbit-says]")).to_contain_text("Stella Stranger: nothing exchanged")
    page.mouse.click(x + 2, y + 1)
    expect(page.locator("h1")).to_have_text("Stella Stranger")


def test_a_finger_is_told_the_name_before_it_opens_anybody(
    browser: Browser, cast: Cast, live_server: LiveServer
) -> None:
    with browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.goto("/network/")
        x, y = page.evaluate(PLACE, cast.stranger.pk)
        page.touchscreen.tap(x + 8, y - 6)
        link = page.locator("[data-orbit-says] a")
        expect(link).to_contain_text("Stella Stranger")
        link.tap()
        expect(page.locator("h1")).to_have_text("Stella Stranger")


def test_the_file_names_every_dot_without_a_server(
    browser: Browser, cast: Cast, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    write_html_report(cast.owner, Audit.objects.of(cast.owner).latest("id"), tmp_path / "r.html")
    with browser.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text))
        page.goto((tmp_path / "r.html").as_uri())
        page.locator(".orbit .tie").first.focus()
        page.keyboard.press("End")
        expect(page.locator("[data-orbit-says]")).to_contain_text("Stella Stranger: nothing exchanged")
        assert axe(page) == []
        assert faults == []
