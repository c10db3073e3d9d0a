"""How the owner keeps in touch: generic texts in words."""

from django.test import Client

from nexalink.interactions.models import Direction, Kind
from nexalink.web.words import today_in
from tests.factories import ON, Cast, make_event, make_person
from tests.web.reading import read

LETTER = "I am looking for somebody who knows the timber trade in the north of the country"


def days_ago(cast: Cast, days: int) -> int:
    """Return how many days before the tests' day lies a day that many days before the day it is."""
    return days - (today_in(cast.owner.zone) - ON).days


def test_without_texts_nothing_is_claimed(web: Client, cast: Cast) -> None:
    assert "Not enough data" in read(web.get("/touches/")).text


def test_texts_for_many_and_greetings_are_told(web: Client, cast: Cast) -> None:
    for number in range(3):
        make_event(
            make_person(cast.owner, f"Name{number} New"),
            days_ago=days_ago(cast, 3),
            text=f"Hi Name{number}, {LETTER}",
        )
    make_event(cast.friend, days_ago=days_ago(cast, 4), text="Happy birthday!")
    make_event(cast.friend, days_ago=days_ago(cast, 4), kind=Kind.CALL, direction=Direction.MUTUAL)
    page = read(web.get("/touches/")).text
    for words in (
        "100 % of your 4 texts",
        "1 text only greeted",
        "I am looking for somebody",
        "to 3 people, 3 times",
        "Call",
    ):
        assert words in page


def test_every_text_of_its_own_is_said(web: Client, cast: Cast) -> None:
    make_event(
        cast.friend, days_ago=days_ago(cast, 4), text="How did the roof of the old mill hold in the storm?"
    )
    assert "was written for its reader" in read(web.get("/touches/")).text
