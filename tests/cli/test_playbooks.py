"""Playbooks in the terminal."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from nexalink.playbooks.models import Participant, Playbook, Step
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_audit, make_cast

Nx = Callable[..., Ended]
DAY = ("--on", ON.isoformat())
WIM = "Wim Weak"


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    make_audit(cast.owner)
    return cast


def told(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_a_job_search_to_its_end(nx: Nx, cast: Cast) -> None:
    assert "No plan yet" in nx("playbook", *DAY).out
    begun = told(nx("playbook", "start", "job-search", "--space", "carpenter", *DAY, "--json", "-"))
    number = begun["number"]
    assert [one["name"] for one in begun["shortlist"]] == [WIM]
    assert f"{WIM} is in “Job search: carpenter”" in nx("playbook", "add", number, WIM, *DAY).out
    assert Participant.objects.get().because[0] == "In the field: title Carpenter."
    assert nx("playbook", "draft", number, WIM, "Dear Wim, your oak table stands here still.", *DAY).code == 0
    for words in ("contacted", "talked", "thanked"):
        assert nx("playbook", words, number, WIM, *DAY).code == 0
    assert nx("playbook", "outcome", number, WIM, "Asks his partner", *DAY).code == 0
    shown = nx("playbook", "show", number, *DAY).out
    assert "Wim Weak: contacted, talked, thanked; Asks his partner" in shown
    (line,) = told(nx("playbook", "list", *DAY, "--json", "-"))["playbooks"]
    assert (line["people"], line["conversations"], line["outcomes"]) == (1, 1, 1)
    assert "Closed the playbook" in nx("playbook", "close", number, "--review", "Good", *DAY).out
    assert "Looking back: Good" in nx("playbook", "show", number, *DAY).out
    assert told(nx("playbook", "show", number, *DAY, "--json", "-"))["line"]["closed_on"] == ON.isoformat()
    assert "closed" in nx("playbook", *DAY).out


def test_plans_of_the_other_kinds(nx: Nx, cast: Cast) -> None:
    assert nx("playbook", "start", "launch", "--day", "2027-02-01", "--with", WIM, *DAY).code == 0
    assert nx("playbook", "start", "mentorship", "--with", "farah@example.com", *DAY).code == 0
    assert nx("playbook", "start", "deepening", "--with", WIM, *DAY).code == 0
    assert Playbook.objects.count() == 3
    assert (
        "Given 0, received 0" in nx("playbook", "show", Playbook.objects.get(kind="mentorship").pk, *DAY).out
    )
    step = Step.objects.filter(playbook__kind="deepening").earliest("due_on").pk
    assert "Done: Write to Wim Weak" in nx("playbook", "done", step, *DAY).out
    later = Step.objects.filter(playbook__kind="deepening", done_on=None).earliest("due_on").pk
    assert "Skipped:" in nx("playbook", "done", later, "--skip", *DAY).out
    assert nx("playbook", "leave", Playbook.objects.get(kind="launch").pk, WIM, *DAY).code == 0


def test_what_cannot_be_is_told_in_a_sentence(nx: Nx, cast: Cast) -> None:
    assert nx("playbook", "start", "blast", *DAY).code == 2
    assert nx("playbook", "start", "launch", "--day", "nonsense", *DAY).code == 2
    assert "needs a day to come" in nx("playbook", "start", "launch", *DAY).err
    assert nx("playbook", "show", 99, *DAY).code == 1
    number = told(nx("playbook", "start", "mentorship", *DAY, "--json", "-"))["number"]
    assert "is not in this playbook" in nx("playbook", "contacted", number, WIM, *DAY).err
    early = nx("playbook", "add", number, "farah@example.com", "--ask", "a job", *DAY)
    assert (early.code, "too early to ask Farah Friend" in early.err) == (1, True)
