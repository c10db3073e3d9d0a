import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.words import FUNCTIONS, STAGES, TitleReading, read_title, seniority

LANGUAGES = (
    "English",
    "German",
    "French",
    "Spanish",
    "Italian",
    "Portuguese",
    "Dutch",
    "Nordic",
    "Polish",
    "mixed",
    "saying nothing",
)


def rows(language: str) -> list[dict[str, str]]:
    with Path(__file__).with_name("titles.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["language"] == language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_read_as_a_person_would(language: str) -> None:
    titles = rows(language)
    read = {row["title"]: read_title(row["title"]) for row in titles}
    wrong = [
        (row["title"], read[row["title"]])
        for row in titles
        if (read[row["title"]].function or "", read[row["title"]].stage or "")
        != (row["function"], row["stage"])
    ]
    assert len(titles) > 20
    assert wrong == []


def test_all_labels_of_the_two_tables_occur_in_the_titles() -> None:
    titles = [row for language in LANGUAGES for row in rows(language)]
    assert {row["function"] for row in titles} - {""} == set(FUNCTIONS)
    assert {row["stage"] for row in titles} - {""} == set(STAGES)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Co-Founder & CTO", ("Co-Founder", "CTO")),
        ("Vertriebsleiterin", ("Vertriebsleiterin",)),
        ("Senior Software Engineer at Halden", ("Senior", "Software Engineer")),
        ("Storyteller", ()),
    ],
)
def test_the_words_that_decided_are_given_as_written(title: str, words: tuple[str, ...]) -> None:
    assert read_title(title).words == words


@pytest.mark.parametrize(
    ("surer", "vaguer"),
    [
        ("Nurse", "Head of Nursing"),
        ("Head of Marketing", "Marketing"),
        ("CEO", "Owner"),
        ("Software Engineer", "Consultant"),
        ("Director of Sales", "Director"),
    ],
)
def test_plainer_words_give_more_confidence(surer: str, vaguer: str) -> None:
    assert read_title(surer).confidence > read_title(vaguer).confidence > 0


@pytest.mark.parametrize(
    "title", ["", " ", "|", "@", "at", "&&&", "a" * 10_000, "\x00", "of of of", "🚀🚀", "( ) /"]
)
def test_nothing_said_is_nothing_read(title: str) -> None:
    assert read_title(title) == TitleReading(None, None, (), 0.0)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("SOFTWARE ENGINEER", "Software Engineer"),
        ("geschaeftsfuehrer", "Geschäftsführer"),
        ("Ingenieur logiciel", "Ingénieur logiciel"),
        ("Entwickler*in (m/w/d)", "Entwickler"),
        ("Entwickler:in", "Entwickler"),
        ("Lehrer/in", "Lehrer"),
        ("Desarrollador(a)", "Desarrollador"),
        ("Chargé·e de communication", "Chargé de communication"),
        ("🚀 Software Engineer 🚀", "Software Engineer"),
        ("Sr. Software Engineer", "Senior Software Engineer"),
    ],
)
def test_spelling_and_gender_change_nothing(title: str, plain: str) -> None:
    read, expected = read_title(title), read_title(plain)
    assert (read.function, read.stage) == (expected.function, expected.stage)
    assert read.function is not None


@given(st.text(max_size=80))
def test_any_text_gives_a_reading_that_keeps_its_promises(title: str) -> None:
    reading = read_title(title)
    assert reading.function is None or reading.function in FUNCTIONS
    assert reading.stage is None or reading.stage in STAGES
    assert 0.0 <= reading.confidence <= 1.0
    assert bool(reading.words) == (reading.confidence > 0) == (bool(reading.function or reading.stage))


PIECES = st.sampled_from(
    [
        "Software Engineer",
        "CEO",
        "Board Member",
        "Mentor",
        "Founder",
        "Storyteller",
        "Sales",
        "Manager",
        "Retired",
        "Nurse",
    ]
)
SEPARATORS = st.sampled_from([" | ", ", ", " & ", " / ", " at ", " of ", " - "])


@given(st.lists(st.tuples(PIECES, SEPARATORS), min_size=1, max_size=6))
def test_any_mixture_of_roles_is_read_the_same_twice_and_without_case(parts: list[tuple[str, str]]) -> None:
    title = "".join(piece + separator for piece, separator in parts)
    first = read_title(title)
    assert first == read_title.__wrapped__(title)
    again = read_title(title.upper())
    assert (first.function, first.stage) == (again.function, again.stage)


def test_a_paid_role_comes_before_an_unpaid_one_wherever_it_stands() -> None:
    for unpaid in (
        "Board Member",
        "Mentor",
        "Volunteer",
        "Advisor",
        "Angel Investor",
        "Keynote Speaker",
        "Author",
    ):
        for title in (
            f"{unpaid} | Nurse",
            f"Nurse | {unpaid}",
            f"{unpaid}, Nurse",
            f"{unpaid} at Tarn and Nurse",
        ):
            assert (read_title(title).function, read_title(title).stage) == ("Medicine", "mid"), title


def test_seniority_rises_with_the_stage_and_leaves_out_who_cannot_be_ranked() -> None:
    ranks = [seniority(stage) for stage in STAGES if stage not in {"board", "retired"}]
    assert ranks == sorted(rank for rank in ranks if rank is not None)
    assert len(set(ranks)) == len(ranks) == 9
    assert [seniority(stage) for stage in ("board", "retired", "", "wizard")] == [None] * 4
