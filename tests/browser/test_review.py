"""A review of ties, a recall check and a request in a browser: by keyboard, with what the four answers propose."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.counts import refresh_ties
from nexalink.recall.models import Recollection
from nexalink.ties.models import Reminder, Tie
from tests.factories import Cast, make_cast, make_conversation, make_person


@pytest.fixture
def cast(live_server: LiveServer) -> Cast:
    people = make_cast()
    for name in ("Silent Sam", "Silent Sue"):
        make_conversation(make_person(people.owner, name), messages=2, newest=900)
    refresh_ties(people.owner)
    return people


def test_a_review_is_worked_through_and_a_choice_taken_back(
    page: Page, cast: Cast, axe: Callable[[Page], list[str]]
) -> None:
    page.goto("/pruning/")
    page.get_by_role("button", name="Open a review").click()
    sam = page.locator("article.request", has_text="Silent Sam")
    expect(sam).to_contain_text("Silent for")
    assert axe(page) == []
    sam.get_by_role("button", name="Let fade").click()
    expect(page.locator("[data-toast]")).to_contain_text("Let Silent Sam fade")
    page.get_by_role("button", name=re.compile("Take back.*Silent Sam")).click()
    expect(page.locator("article.request", has_text="Silent Sam")).to_be_visible()
    assert not Tie.objects.exclude(faded_on=None).exists()
    page.locator("article.request", has_text="Silent Sue").get_by_role("button", name="Reach out").click()
    expect(page.locator("[data-toast]")).to_contain_text("Reach out to Silent Sue")
    assert Reminder.objects.count() == 1


def test_a_name_first_and_what_is_known_only_when_asked_for(page: Page, cast: Cast) -> None:
    page.goto("/recall/")
    known = page.locator(".known-of")
    expect(known).to_be_hidden()
    page.get_by_label("Who is this?").fill("somebody kind")
    page.keyboard.press("Enter")  # a line typed is no answer yet
    expect(known).to_be_hidden()
    assert not Recollection.objects.exists()
    page.get_by_text("Show what is known").click()
    expect(known).to_be_visible()
    page.get_by_role("button", name="Half of it").click()
    expect(page.locator("[data-toast]")).to_contain_text("half known")
    assert Recollection.objects.get().who == "somebody kind"


def test_the_four_answers_say_what_they_propose(page: Page, cast: Cast) -> None:
    page.goto("/gate/")
    page.get_by_text("Write down a request").click()
    page.get_by_label("Name").fill("Nora New")
    page.get_by_role("button", name="Add").click()
    request = page.locator("details.request", has_text="Nora New")
    expect(request).to_be_visible()
    questions = request.locator("fieldset").all()
    for question in questions:
        question.get_by_label("No").check()
    expect(request.locator("[data-proposal]")).to_have_text("0 of 4 yes: the answers propose to decline.")
    expect(request.get_by_role("textbox")).to_be_visible()
    for question in questions[:2]:
        question.get_by_label("Yes").check()
    expect(request.locator("[data-proposal]")).to_have_text("2 of 4 yes: the answers propose to accept.")
    expect(request.get_by_role("textbox")).to_be_hidden()
    for question in questions[:2]:
        question.get_by_label("No").check()
    request.get_by_role("textbox").fill("Not now, thank you.")
    request.get_by_role("button", name="Decline").click()
    expect(page.locator("[data-toast]")).to_contain_text("Declined Nora New with 0 of 4 yes")
    row = ConnectionRequest.objects.get()
    assert (row.outcome, row.reply) == ("declined", "Not now, thank you.")
