"""A newcomer's first kept week, by mouse and keys, without reading anything."""

from playwright.sync_api import Page, expect

from nexalink.gate.actions import add_request
from nexalink.interactions.models import Exchange, Interaction, Source
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_audit, make_cast


def toast(page: Page) -> str:
    shown = page.locator("[data-toast]")
    expect(shown).to_be_visible()
    return shown.inner_text()


def test_a_newcomer_keeps_a_week(page: Page, transactional_db: None, faults: list[str]) -> None:
    cast: Cast = make_cast()
    make_audit(cast.owner)
    add_request(cast.owner, name="Nora New", works="Nurse at City Hospital", on=ON, by="test")

    page.goto("/")
    page.keyboard.press("t")
    page.wait_for_url("**/tiers/")
    page.get_by_role("button", name="Accept all").click()
    assert "tier" in toast(page)
    page.keyboard.press("u")  # taken back …
    expect(page.get_by_role("button", name="Accept all")).to_be_visible()
    assert not Tie.objects.exclude(tier=None).exists()
    with page.expect_navigation():
        page.get_by_role("button", name="Wim Weak to tier 1", exact=True).click()  # … and one chosen by hand
    toast(page)

    page.goto("/")
    line = page.locator("[data-line]", has_text="Wim Weak")
    expect(line).to_be_visible()
    page.keyboard.press("l")
    page.wait_for_url("**/log/")
    for words in ("call with Wim Weak yesterday", "lunch with Wim Weak 3 days ago", "mail to Wim Weak today"):
        page.goto("/log/")
        page.get_by_label("In one line").fill(words)
        page.keyboard.press("Enter")
        assert "Logged a" in toast(page)
    assert Interaction.objects.filter(source=Source.MANUAL).count() == 3

    page.goto("/log/")
    page.get_by_label("In one line").fill("call with Nobody Here")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nobody called “Nobody Here”")
    expect(page.get_by_label("In one line")).to_have_value("call with Nobody Here")  # nothing typed is lost

    page.goto(f"/people/{cast.weak.pk}/")
    page.get_by_text("Value given or received").click()
    page.get_by_role("button", name="Write it down").click()
    assert "given to Wim Weak" in toast(page)
    assert Exchange.objects.count() == 1

    page.goto("/gate/")
    request = page.locator("details.request", has_text="Nora New")
    for question in request.locator("fieldset").all():
        question.get_by_label("Yes").check()
    request.get_by_role("button", name="Accept").click()
    assert "Accepted Nora New with 4 of 4 yes" in toast(page)
    # A refused form is answered with 400, which the browser notes; nothing else went wrong.
    assert [fault for fault in faults if "400" not in fault] == []
    faults.clear()
