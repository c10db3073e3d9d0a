"""Pages of a live NexaLink in a real Chromium: run these in a process of their own."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.support import chromium

# Playwright's synchronous interface runs an event loop on this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
HERE = Path(__file__).parent
SETTLING_S = 0.15


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test below this folder as a browser test."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.arguments(), chromium_sandbox=os.geteuid() != 0
        )
        yield started
        started.close()


@pytest.fixture(autouse=True)
def settled(live_server: LiveServer) -> Iterator[None]:
    """Let the server's threads finish what the last page asked for, before the tables are taken from them."""
    yield
    time.sleep(SETTLING_S)


@pytest.fixture
def faults() -> list[str]:
    """Collect what no page may do: errors in the console, and requests to another host."""
    return []


@pytest.fixture
def context(browser: Browser, live_server: LiveServer, faults: list[str]) -> Iterator[BrowserContext]:
    """Open a fresh browser profile at 1280 px whose relative addresses are the live server's."""
    opened = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(10_000)

    def note_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def note_request(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            faults.append(f"request to another host: {request.url}")

    opened.on("console", note_console)
    opened.on("weberror", lambda fault: faults.append(f"script: {fault.error}"))
    opened.on("request", note_request)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, faults: list[str]) -> Iterator[Page]:
    """Give a page of the live server: ``page.goto("/people")``. Afterwards no fault may have been noted."""
    opened = context.new_page()
    yield opened
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Give a function that lists the accessibility violations of a page, one line each."""
    engine = Axe()

    def violations(page: Page) -> list[str]:
        found = engine.run(page).response["violations"]
        return [f"{one['id']}: {one['help']} at {node['target']}" for one in found for node in one["nodes"]]

    return violations
