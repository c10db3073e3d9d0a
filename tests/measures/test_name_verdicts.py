import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.name_verdicts import names_compatible, names_may_be_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ben Okafor", "ben  OKAFOR"),
        ("Okafor, Ben", "Ben Okafor"),
        ("Dr. Ben Okafor, PhD", "Ben Okafor"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Zoë Bell", "Zoe Bell"),
        ("Ana-Maria Bell", "Ana Maria Bell"),
        ("田中太郎", "田中 太郎"),
        ("Ben Adam Okafor", "Okafor, Ben Adam"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert names_compatible(one, other).grade == "same"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("B. Okafor", "Ben Okafor", "initial"),
        ("Bob Bell", "Robert Bell", "familiar form"),
        ("Pepe Garcia", "José Garcia", "familiar form"),
        ("Kasia Nowak", "Katarzyna Nowak", "familiar form"),
        ("Sascha Kern", "Alexander Kern", "familiar form"),
        ("Ben Okafor", "Ben Adam Okafor", "middle name missing"),
        ("Ben A. Okafor", "Ben Adam Okafor", "middle name shortened"),
        ("J. Robert Bell", "Robert Bell", "goes by the middle name"),
        ("Anna Bell", "Anna Bell-Kessler", "part of a double family name"),
        ("Anna Bell (née Kessler)", "Anna Kessler", "former family name"),
        ("Maria Garcia Lopez", "Maria Garcia", "one family name more"),
        ("Ben Okafor", "Ben", "only a first name"),
        ("Ben Okafor", "Okafor", "only a family name"),
        ("Ben O.", "Ben Okafor", "initial of the family name"),
        ("bokafor", "Ben Okafor", "a user name made of the name"),
        ("Jan Meier", "Jan Meyer", "spelled a little differently"),
        ("Catharine Bell", "Katharine Bell", "spelled a little differently"),
        ("Okafor Ben", "Ben Okafor", "same name in the other order"),
        ("Ben Okafor Jr.", "Ben Okafor", "same name, one is jr"),
        ("Robert (Bob) Bell", "Bob Bell", "familiar form"),
        ("Hans-Peter Kern", "Hans Kern", "part of a double name"),
    ],
)
def test_compatible_names(one: str, other: str, reason: str) -> None:
    verdict = names_compatible(one, other)
    assert (verdict.grade, verdict.reason, verdict.fits) == ("compatible", reason, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Bell", "Anna Kessler"),
        ("Anna Bell", "Anne Bell"),
        ("Jan Novak", "Jana Novak"),
        ("Alexander Bell", "Alexandra Bell"),
        ("Mario Rossi", "Maria Rossi"),
        ("Ben A. Okafor", "Ben C. Okafor"),
        ("B. A. Okafor", "B. C. Okafor"),
        ("Ben Okafor Jr.", "Ben Okafor Sr."),
        ("Ben Okafor", "Tim Okafor"),
        ("T. Okafor", "Ben Okafor"),
        ("田中太郎", "田中次郎"),
        ("Ben", "Tim"),
        ("B. O.", "Ben Okafor"),
        ("N N N N", "N N N"),
        ("Ben Okafor", "Acme Sales"),
    ],
)
def test_different_names(one: str, other: str) -> None:
    verdict = names_compatible(one, other)
    assert (verdict.grade, verdict.fits) == ("different", False)


@pytest.mark.parametrize(
    ("one", "other"), [("", "Ben Okafor"), ("ana@example.com", "Ana"), ("Иван Петров", "Ivan Petrov")]
)
def test_what_cannot_be_told(one: str, other: str) -> None:
    assert names_compatible(one, other).grade == "unknown"


_NAME = st.lists(
    st.sampled_from(
        ["Ben", "Bob", "Robert", "Anna", "A.", "Bell", "Bell-Kessler", "van", "Okafor", "Jr.", "Müller"]
    ),
    max_size=4,
).map(" ".join)


@given(_NAME, _NAME)
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert names_compatible(one, other).grade == names_compatible(other, one).grade


@given(_NAME)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert names_compatible(name, name).grade in ("same", "unknown")


def test_a_verdict_is_false_only_where_names_are_different() -> None:
    assert names_compatible("Ana Bell", "A. Bell")
    assert names_compatible("Ana Bell", "")
    assert not names_compatible("Ana Bell", "Ben Bell")
    assert not names_may_be_one("Ana Bell", "Ben Bell")
