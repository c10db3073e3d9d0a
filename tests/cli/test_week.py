"""The week in the terminal: tiers, today, log, value, promise, note, gate, and taking back."""

import json
from collections.abc import Callable

import pytest

from nexalink.interactions.models import Commitment, Exchange
from nexalink.ties.models import Tie
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_audit, make_cast

Nx = Callable[..., Ended]
DAY = ON.isoformat()


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    make_audit(cast.owner)
    return cast


def test_a_kept_week(nx: Nx, cast: Cast) -> None:
    assert "Wim Weak: tier 1" in nx("tier", "Wim Weak", "1", "--on", DAY).out
    today = json.loads(nx("today", "--on", DAY, "--json", "-").out)
    lines = [nudge["line"] for nudge in today["nudges"]]
    assert f"overdue:{cast.weak.pk}" in lines
    assert "Logged a call with Wim Weak" in nx("log", "call with Wim Weak yesterday", "--on", DAY).out
    again = json.loads(nx("today", "--on", DAY, "--json", "-").out)
    assert f"overdue:{cast.weak.pk}" not in [nudge["line"] for nudge in again["nudges"]]
    assert "Advice (small) given to Wim Weak" in nx("value", "Wim Weak", "--given", "advice", "--on", DAY).out
    page = nx("value", "Wim Weak", "--received", "recommendation", "--on", DAY).out
    assert "Recommendation received from Wim Weak" in page
    assert Exchange.objects.count() == 2
    assert "You promised Wim Weak" in nx("promise", "Wim Weak", "send the plan", "--due", "in two weeks").out
    assert Commitment.objects.get().due_on is not None
    assert "Noted on Wim Weak" in nx("note", "Wim Weak", "likes chess").out
    done = json.loads(nx("note", "Wim Weak", "plays the cello", "--json", "-").out)
    undone = nx("undo", done["undo"], "--yes").out.strip()
    assert undone == "Taken back: Noted on Wim Weak: plays the cello."


def test_an_act_that_changed_nothing_offers_no_undo(nx: Nx, cast: Cast) -> None:
    assert "nexalink undo" in nx("tier", "Wim Weak", "2", "--on", DAY).out
    again = nx("tier", "Wim Weak", "2", "--on", DAY).out
    assert "nexalink undo" not in again
    assert "nothing was changed" in again
    assert json.loads(nx("tier", "Wim Weak", "2", "--on", DAY, "--json", "-").out)["undo"] is None


def test_a_touch_before_anything_known_asks_for_anyway(nx: Nx, cast: Cast) -> None:
    line = ("log", "call with Wim Weak", "--day", "1 May 1999", "--on", DAY)
    asked = nx(*line)
    assert (asked.code, "known Wim Weak since 14 April 2026" in asked.err, "--anyway" in asked.err) == (
        1,
        True,
        True,
    )
    assert "Logged a call with Wim Weak, of 1 May 1999" in nx(*line, "--anyway").out


def test_a_cadence_that_cannot_be_leaves_the_tier_as_it_was(nx: Nx, cast: Cast) -> None:
    for days in ("0", "-1", "99999"):
        refused = nx("tier", "Wim Weak", "1", "--cadence", days, "--on", DAY)
        assert (refused.code, "is not possible" in refused.err) == (1, True)
    assert not Tie.objects.exclude(tier=None).exists()
    for words in (("tier", "", "1"), ("tier", "", "--cadence", "9"), ("brief", " ")):
        refused = nx(*words)
        assert (refused.code > 0, "say whom" in refused.err.lower() or "No person is named" in refused.err) == (
            True, True,
        )  # fmt: skip
    assert len(nx("brief", "x" * 9_000).err) < 300


def test_suggestions_are_accepted_in_one_act(nx: Nx, cast: Cast) -> None:
    board = json.loads(nx("tier", "--json", "-").out)
    assert board["suggestions"]
    nx("tier", "--accept-all", "--on", DAY)
    assert Tie.objects.exclude(tier=None).count() == len(board["suggestions"])
    assert nx("tier", "--accept-all", "--on", DAY).code != 0


def test_a_line_is_put_off_or_skipped(nx: Nx, cast: Cast) -> None:
    nx("tier", "Wim Weak", "1", "--on", DAY)
    line = f"overdue:{cast.weak.pk}"
    assert "Put off until" in nx("today", "--later", line, "--days", "3", "--on", DAY).out
    assert "Skipped this time" in nx("today", "--skip", line, "--on", DAY).out
    assert nx("today", "--done", "overdue:999999", "--on", DAY).code == 1


def test_a_request_is_judged(nx: Nx, cast: Cast) -> None:
    nx("gate", "--add", "Nora New", "--works", "Nurse at City Hospital", "--on", DAY)
    waiting = json.loads(nx("gate", "--json", "-").out)["waiting"]
    assert [one["name"] for one in waiting] == ["Nora New"]
    number = waiting[0]["request"]
    assert nx("gate", number, "--yes", "reason,beauty", "--accept").code == 2
    assert nx("gate", number, "--yes", "reason").code == 2
    assert (
        "Declined Nora New with 1 of 4 yes"
        in nx("gate", number, "--yes", "reason", "--decline", "--on", DAY).out
    )
    assert json.loads(nx("gate", "--json", "-").out)["waiting"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "call with Nobody Here"), "Nobody called Nobody Here"),
        (("log", "call with Wim Weak tomorrow"), "in the future"),
        (("log", "call with Wim Weak", "--day", "soon"), "is no day"),
        (("tier", "Wim Weak", "7"), "not '7'"),
        (("tier", "Wim Weak"), "Say which tier"),
        (("tier", "Wim Weak", "--cadence", "0"), "not possible"),
        (("tier", "Farah Friend", "1"), "2 people fit"),
        (("value", "Wim Weak"), "Say either --given"),
        (("value", "Wim Weak", "--given", "gold"), "no kind of value"),
        (("promise", "Wim Weak", " "), "A promise has"),
        (("note", "Wim Weak", " "), "needs words"),
    ],
)
def test_what_cannot_be_is_one_sentence(nx: Nx, cast: Cast, words: tuple[str, ...], said: str) -> None:
    ended = nx(*words, *(() if words[0] == "note" else ("--on", DAY)))
    assert (ended.code in {1, 2}, said in ended.err, ended.err.count("\n")) == (True, True, 1)
