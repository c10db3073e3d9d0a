"""The board by mouse, by keys and in bulk; the list in bulk; the brief to print."""

import pytest
from playwright.sync_api import Page, expect

from nexalink.ties.models import Tagging, Tie
from tests.factories import Cast, make_audit, make_cast


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    people = make_cast()
    make_audit(people.owner)
    return people


def tier_of(cast: Cast) -> int | None:
    return Tie.objects.get(person=cast.weak).tier


def said(page: Page) -> str:
    shown = page.locator("[data-toast]")
    expect(shown).to_be_visible()
    return shown.inner_text()


def test_a_card_is_dragged_pressed_and_keyed(page: Page, cast: Cast) -> None:
    page.goto("/tiers/")
    card = page.locator("[data-card]", has_text="Wim Weak")
    with page.expect_navigation():
        card.drag_to(page.locator('section[data-tier="2"]'))
    assert "Wim Weak: tier 2" in said(page)
    assert tier_of(cast) == 2
    with page.expect_navigation():
        page.locator('section[data-tier="2"]').get_by_role(
            "button", name="Wim Weak to tier 1", exact=True
        ).click()
    assert tier_of(cast) == 1
    page.locator('section[data-tier="1"] [data-card] a', has_text="Wim Weak").focus()
    with page.expect_navigation():
        page.keyboard.press("0")
    assert tier_of(cast) is None
    said(page)
    with page.expect_navigation():
        page.keyboard.press("u")
    assert tier_of(cast) == 1


def test_whoever_is_ticked_is_changed_at_once(page: Page, cast: Cast) -> None:
    page.goto("/tiers/")
    bar = page.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    for name in ("Wim Weak", "Farah Friend"):
        page.get_by_role("checkbox", name=f"Choose {name}", exact=True).first.check()
    expect(bar).to_contain_text("2 ticked")
    with page.expect_navigation():
        bar.get_by_role("button", name="to tier 3").click()
    assert "2 people: tier 3" in said(page)
    assert Tie.objects.filter(tier=3).count() == 2

    page.goto("/people/")
    bar = page.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    page.get_by_role("checkbox", name="Choose Wim Weak", exact=True).check()
    bar.get_by_role("button", name="Tick all here").click()
    expect(bar).to_contain_text("4 ticked")
    bar.get_by_label("Tag or circle").fill("chess")
    with page.expect_navigation():
        bar.get_by_role("button", name="Tag", exact=True).click()
    assert "Tagged 4 people “chess”" in said(page)
    with page.expect_navigation():
        page.keyboard.press("u")
    assert not Tagging.objects.exists()


def test_the_brief_fits_one_sheet(page: Page, cast: Cast) -> None:
    page.goto(f"/people/{cast.weak.pk}/brief/")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    paper_height = 1_040  # of A4 between margins, at 96 dots an inch
    page.set_viewport_size({"width": 718, "height": paper_height})
    assert page.evaluate("document.documentElement.scrollHeight") <= paper_height


def test_without_a_script_the_bars_are_there(page: Page, cast: Cast) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    base = page.context.new_page()
    base.goto("/people/")
    still = plain.new_page()
    still.goto(base.url)
    expect(still.locator("[data-bulk]")).to_be_visible()
    still.get_by_role("checkbox", name="Choose Wim Weak", exact=True).check()
    still.get_by_role("button", name="Tier 2", exact=True).click()
    assert "Wim Weak: tier 2" in said(still)
    plain.close()
