"""Names inside one archive: shown, folded, and joined only where they are unique."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.importers.linkedin.names import NameIndex, folded, is_deleted, is_linkedin, shown
from tests.importers.linkedin.exports import url


@pytest.mark.parametrize(
    ("full", "name"),
    [
        ("Ana Example, PhD, PMP", "Ana Example"),
        ("Ana Example MBA CFA", "Ana Example"),
        ("Ana Example Ph.D.", "Ana Example"),
        ("Okafor, Ben", "Okafor, Ben"),
        ("Ana Ma", "Ana Ma"),
        ("Ana MBA", "Ana MBA"),
        ("Ana Example Jr.", "Ana Example"),
        ("Ana Msc", "Ana Msc"),
        ("Ana Example (she/her)", "Ana Example"),
        ("Ana Example (Sample)", "Ana Example (Sample)"),
        ("", ""),
    ],
)
def test_titles_go_and_names_stay(full: str, name: str) -> None:
    assert shown(full) == name


@pytest.mark.parametrize(
    "full", ["Zoë Example", "ZOE  EXAMPLE", "zoe example, MBA", "Zoe\u200b Example", "🚀 Zoë Example 🚀"]
)
def test_names_fold_alike(full: str) -> None:
    assert folded(full) == "zoe example"


def test_names_of_other_scripts_stay_different() -> None:
    assert len({folded(name) for name in ("राम", "रोम", "李雷", "韩梅梅", "Анна", "محمد")}) == 6


@given(st.text(max_size=40))
def test_showing_a_shown_name_changes_nothing(full: str) -> None:
    assert shown(shown(full)) == shown(full)


def test_who_is_nobody() -> None:
    assert is_deleted(" LinkedIn  Member ")
    assert is_linkedin("LinkedIn News")
    assert is_linkedin("The LinkedIn Team")
    assert not is_linkedin("Lin Kedin")
    assert not is_deleted("Ana Member")


def test_a_unique_name_means_one_person() -> None:
    index = NameIndex()
    index.add_connection("ana example", "")
    assert index.handle("Ana Example") == "linkedin-name:ana example"
    index.add_url("ana example", url("ana"))
    assert index.handle("Ana Example") == index.connection("Ana Example") == url("ana")
    index.add_url("ana example", url("ana-2"))
    assert index.handle("Ana Example") == "linkedin-name:ana example"
    assert index.connection("Ana Example") == ""


def test_two_connections_of_one_name_are_nobody_in_particular() -> None:
    index = NameIndex()
    index.add_connection("ben example", url("ben-1"))
    index.add_connection("ben example", url("ben-2"))
    assert index.url("ben example") == ""
    assert index.connection("Ben Example") == ""
    assert not index.is_unique("ben example")


def test_no_name_is_no_handle() -> None:
    assert NameIndex().handle("🚀") == ""
