"""The browser tests' own eyes: they see what they are there to see."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

HEAD = "<!doctype html><html lang=en><head><title>A page</title></head>"


def test_axe_sees_a_picture_without_words(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content(
        f"{HEAD}<main><h1>Ring</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>"
    )
    assert any(line.startswith("image-alt") for line in axe(page))


def test_axe_lets_a_plain_page_pass(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content(f"{HEAD}<main><h1>Ring</h1><p>Four people.</p></main>")
    assert axe(page) == []


def test_a_request_to_another_host_is_noted(context: BrowserContext, faults: list[str]) -> None:
    page = context.new_page()
    context.route("**/*", lambda route: route.abort())
    page.set_content(f"{HEAD}<img src='https://elsewhere.example/x.png'>")
    assert "request to another host: https://elsewhere.example/x.png" in faults


def test_a_fault_in_a_script_is_noted(context: BrowserContext, faults: list[str]) -> None:
    page = context.new_page()
    page.set_content(f"{HEAD}<script>missing()</script>")
    assert any("missing is not defined" in fault for fault in faults)
