"""Introductions and playbooks in a browser: by click, refused in place with nothing typed lost, readable at any size."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nexalink.introductions.models import Introduction
from nexalink.people.models import Person
from nexalink.playbooks.models import Participant, Playbook
from nexalink.ties.circles import refresh_employer_circles
from tests.factories import Cast, make_audit, make_cast

SIZES = {"wide": (1280, 900), "phone": (390, 844)}
TEXT = "I am looking for a workshop to rent and thought of your years in Bremen."


@pytest.fixture
def cast(live_server: LiveServer) -> Cast:
    people = make_cast()
    refresh_employer_circles(people.owner)
    make_audit(people.owner)
    Person.objects.filter(pk=people.friend.pk).update(by_owner={"goals": "learn falconry"})
    Person.objects.filter(pk=people.weak.pk).update(by_owner={"strengths": "falconry"})
    return people


def test_a_pair_is_proposed_asked_and_introduced(page: Page, cast: Cast) -> None:
    page.goto("/introductions/")
    page.get_by_role("button", name="Propose Farah Friend and Wim Weak").click()
    card = page.locator("article.plan-card", has_text="Farah Friend and Wim Weak")
    expect(card).to_contain_text("Ask Farah Friend first.")
    for name in ("Farah Friend", "Wim Weak"):
        card.get_by_role("button", name=re.compile(f"Said yes.*{name}")).click()
        expect(card.locator(".sides > li", has=page.get_by_role("link", name=name))).to_contain_text(
            "said yes"
        )
    card.get_by_role("button", name="Introduced them").click()
    expect(page.locator("[data-toast]")).to_contain_text("Introduced Farah Friend and Wim Weak")
    assert Introduction.objects.get().made_on is not None


def test_the_same_draft_for_a_second_person_is_refused_in_place(
    page: Page, cast: Cast, faults: list[str]
) -> None:
    page.goto("/playbooks/")
    page.get_by_label("The field you look in: industry, function or company").fill("carpenter")
    page.get_by_role("button", name="Start Job search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Job search: carpenter")
    page.get_by_role("button", name="Add Wim Weak").click()
    expect(page.get_by_label("Personal message to Wim Weak")).to_be_visible()
    page.get_by_label("Add a person").fill("Stella Stranger")
    page.get_by_label("Add a person").press("Enter")
    expect(page.get_by_label("Personal message to Stella Stranger")).to_be_visible()
    for name in ("Wim Weak", "Stella Stranger"):
        field = page.get_by_label(f"Personal message to {name}")
        field.fill(f"Dear {name.split()[0]}, {TEXT}")
        page.locator("li.plan-card", has=field).get_by_role("button", name="Keep the draft").click()
        words = "Draft to Wim Weak" if name == "Wim Weak" else "nearly the text for Wim Weak"
        expect(page.locator("[data-toasts]")).to_contain_text(words)
    expect(page.get_by_label("Personal message to Stella Stranger")).to_have_value(f"Dear Stella, {TEXT}")
    assert Participant.objects.exclude(draft="").count() == 1
    assert all("400" in fault for fault in faults)
    faults.clear()  # the browser notes a refused form in its console


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_plan_and_every_answer_is_accessible(
    page: Page, cast: Cast, axe: Callable[[Page], list[str]], size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto("/playbooks/")
    page.get_by_label("With whom").fill("Wim Weak")
    page.get_by_role("button", name="Start Deepening").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Get to know Wim Weak")
    for summary in page.locator("summary").all():
        summary.click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for address in ("/introductions/?who=Stella+Stranger", "/introductions/?who=Farah", "/playbooks/"):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert Playbook.objects.count() == 1
