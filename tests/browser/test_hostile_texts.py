"""No text of an import runs, in a real browser."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from nexalink.reports.pictures import forget_pictures
from tests.web.test_hostile_texts import PAYLOADS, make_hostile

THIRDS = [" ".join(PAYLOADS[start::3]) for start in range(3)]


@pytest.mark.parametrize("payload", THIRDS)
def test_nothing_runs_and_nothing_asks(page: Page, live_server: LiveServer, payload: str) -> None:
    forget_pictures()
    cast = make_hostile(payload)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    addresses = [
        "/",
        "/people/",
        f"/people/{cast.friend.pk}/",
        "/questions/",
        "/imports/",
        f"/imports/{cast.archive.pk}/",
    ]
    for address in addresses:
        page.goto(address)
        page.mouse.move(400, 400)
        page.keyboard.press("j")
        assert (
            page.evaluate("document.querySelectorAll('main script, iframe, img, object, embed').length") == 0
        ), address
    page.goto("/people/")
    page.locator("#q").fill(payload)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert asked == []
    forget_pictures()
