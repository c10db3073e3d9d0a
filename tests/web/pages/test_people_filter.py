from datetime import date
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from nexalink.web.pages.people_filter import CONTACTS, RINGS, Wanted, sentence_of, wanted_of
from nexalink.web.words import SOURCES

TODAY = date(2026, 11, 20)
ANYTHING = st.dictionaries(
    st.sampled_from(
        ["q", "ring", "tier", "tag", "circle", "source", "way", "linked", "contact", "order", "page"]
    ),
    st.text(max_size=30)
    | st.sampled_from([*RINGS, *SOURCES, *CONTACTS, "two", "one", "yes", "no", "name", "1", "2", "77"]),
)


@given(ANYTHING)
def test_an_address_leads_back_to_what_was_wanted(asked: dict[str, str]) -> None:
    wanted = wanted_of(asked)
    again = wanted_of(dict(parse_qsl(urlsplit(wanted.address(page=wanted.page)).query)))
    assert again == wanted


@given(ANYTHING)
def test_whatever_is_asked_can_be_said_and_chosen(asked: dict[str, str]) -> None:
    wanted = wanted_of(asked)
    assert sentence_of(wanted, 3, tags=(), circles=()).endswith(".")
    assert wanted.chosen(TODAY).order in {"closest", "recent", "connected", "name"}


def test_spans_of_contact_end_today() -> None:
    assert Wanted(contact="year").chosen(TODAY).contact_after == 1_763_596_800
    silent = Wanted(contact="silent").chosen(TODAY)
    assert silent.contact_after is None
    assert silent.contact_before == 1_763_596_800 - 365 * 86_400


def test_another_filter_begins_at_the_first_page() -> None:
    assert Wanted(page=7).address(ring="5") == "/people/?ring=5"


def test_nobody_in_particular_is_everybody() -> None:
    assert sentence_of(Wanted(), 0, tags=(), circles=()) == "Nobody in your network."
    assert sentence_of(Wanted(), 1, tags=(), circles=()) == "1 person in your network."
    assert not Wanted(order="name").is_narrowed
