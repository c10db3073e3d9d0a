"""Naming somebody in a note by keys alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from nexalink.ties.models import Mention, Note
from tests.factories import Cast, make_audit, make_cast


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    people = make_cast()
    make_audit(people.owner)
    return people


def test_a_name_is_chosen_behind_an_at(page: Page, cast: Cast, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"/people/{cast.weak.pk}/")
    page.locator("summary", has_text="Note").first.click()
    field = page.locator("#note-text")
    field.press_sequentially("Ask @ste")
    names = page.get_by_role("listbox", name="People of this name")
    expect(names.get_by_role("option")).to_have_text(["Stella Stranger Recruiter, Lindgrün Labs"])
    assert axe(page) == []
    field.press("Enter")
    field.press_sequentially("for slate, mail a@b")
    expect(names).to_be_hidden()
    assert field.input_value() == "Ask @[Stella Stranger] for slate, mail a@b"
    field.press_sequentially(" @zzz")
    expect(names).to_be_hidden()
    field.press("Escape")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the note").click()
    assert Mention.objects.get().person == cast.stranger
    assert Note.objects.get().person == cast.weak
    page.get_by_role("link", name="@Stella Stranger").click()
    expect(page.get_by_role("heading", name="Stella Stranger", level=1)).to_be_visible()
    expect(page.locator(".note-text")).to_contain_text("@Stella Stranger for slate")
