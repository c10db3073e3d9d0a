"""People are removed, listed, brought back and erased at the terminal."""

import json
from collections.abc import Callable

import pytest

from nexalink.people.models import Person
from tests.cli.conftest import Ended
from tests.factories import Cast, make_cast

Nx = Callable[..., Ended]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_removed_listed_and_back(nx: Nx, cast: Cast) -> None:
    assert "Nobody is among" in nx("removed").out
    assert "Removed Wim Weak from your network. Take it back with" in nx("remove", "Wim Weak").out
    assert nx("person", "Wim Weak").code == 1
    assert nx("log", "call with Wim Weak").code == 1
    (one,) = json.loads(nx("removed", "--json", "-").out)
    assert (one["name"], one["number"]) == ("Wim Weak", cast.weak.pk)
    assert "Back as they were" in nx("removed", "--restore", one["number"]).out
    assert nx("person", "Wim Weak").code == 0
    assert nx("removed", "--restore", one["number"]).code == 1


def test_erasing_asks_for_a_word_more(nx: Nx, cast: Cast) -> None:
    nx("remove", "Wim Weak")
    assert nx("removed", "--erase", cast.weak.pk).code == 2
    assert "Erased for good" in nx("removed", "--erase", cast.weak.pk, "--yes").out
    assert not Person.objects.filter(pk=cast.weak.pk).exists()
    assert nx("removed", "--erase", cast.weak.pk, "--yes").code == 1
