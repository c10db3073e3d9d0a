"""Promises, drafts and touches in the terminal."""

import json
from collections.abc import Callable

import pytest

from nexalink.interactions.models import Commitment, Interaction, Source
from tests.cli.conftest import Ended
from tests.factories import ON, Cast, make_cast, make_event

Nx = Callable[..., Ended]
DAY = ON.isoformat()
LETTER = "Could we talk about the timber trade next week? I would like to hear how you see it."


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_promises_are_listed_kept_and_opened_again(nx: Nx, cast: Cast) -> None:
    assert "No promise stands" in nx("promises", "--on", DAY).out
    nx("promise", "Wim Weak", "send the plan", "--due", "in two weeks", "--on", DAY)
    number = Commitment.objects.get().pk
    assert "send the plan" in nx("promises", "--on", DAY).out
    assert "Kept: send the plan" in nx("promises", "--kept", str(number), "--on", DAY).out
    assert json.loads(nx("promises", "--on", DAY, "--json", "-").out)["promises"] == []
    told = json.loads(nx("promises", "--all", "--on", DAY, "--json", "-").out)
    assert (told["promises"][0]["state"], told["you"]["kept"]) == ("kept", 1)
    assert "Open again" in nx("promises", "--reopen", str(number)).out
    assert "Not kept" in nx("promises", "--broken", str(number), "--on", DAY).out
    assert nx("promises", "--kept", str(number), "--broken", str(number)).code == 2
    assert nx("promises", "--kept", "999999").code == 1


def test_a_draft_is_shown_and_logged_when_sent(nx: Nx, cast: Cast) -> None:
    shown = nx("draft", "wim@example.org", "--on", DAY).out
    assert "To: Wim Weak wim@example.org" in shown
    assert json.loads(nx("draft", "Wim Weak", "--on", DAY, "--json", "-").out)["address"] == "wim@example.org"
    assert "Logged a mail with Wim Weak" in nx("draft", "Wim Weak", "--sent", LETTER, "--on", DAY).out
    refused = nx("draft", "Stella Stranger", "--sent", LETTER, "--on", DAY)
    assert refused.code == 1
    assert "Wim Weak got nearly the same text" in refused.err
    assert Interaction.objects.filter(source=Source.MANUAL).count() == 1


def test_touches_are_counted(nx: Nx, cast: Cast) -> None:
    assert "Not enough data" in nx("touches", "--on", DAY).out
    make_event(cast.friend, days_ago=3, text="Happy birthday!")
    assert "100 % could have gone" in nx("touches", "--on", DAY).out
    told = json.loads(nx("touches", "--on", DAY, "--json", "-").out)
    assert (told["generic"]["greetings"], told["generic"]["written"]) == (1, 1)


def test_a_touch_is_logged_with_options(nx: Nx, cast: Cast) -> None:
    nx("log", "Wim Weak", "--kind", "call", "--day", "vor drei Tagen", "--text", "the roof", "--on", DAY)
    touch = Interaction.objects.get(source=Source.MANUAL)
    assert (touch.kind, touch.text) == (3, "the roof")
