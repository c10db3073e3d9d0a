import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.likeness import (
    LikenessWeights,
    PersonRecord,
    firm_label,
    likeness,
    name_fits_address,
    shared_evidence,
)

ANA = PersonRecord(
    ("Ana Bell",), ("mailto:ana.bell@acme.example", "tel:+4930123456"), employers=("Acme Ltd",)
)


def reasons(one: PersonRecord, other: PersonRecord) -> tuple[str, ...]:
    return likeness(one, other).reasons


def test_a_name_alone_never_joins() -> None:
    found = likeness(PersonRecord(("Ana Bell",)), PersonRecord(("Ana Bell",)))
    assert (found.total, found.joins, found.reasons) == (1.0, False, ("same name",))


def test_reasons_are_for_then_against() -> None:
    other = PersonRecord(("Ana Bell",), employers=("Orbit GmbH",), place="Berlin")
    one = PersonRecord(("Ana Bell",), employers=("Acme Ltd",), place="Berlin, Germany")
    assert reasons(one, other) == ("same name", "both in Berlin", "different employer")


def test_the_same_employer_in_two_spellings() -> None:
    assert reasons(ANA, PersonRecord(("Ana Bell",), employers=("ACME Limited",)))[1] == "same employer"
    assert "different employer" in reasons(ANA, PersonRecord(("Ana Bell",), employers=("Acmeno",)))


def test_an_address_made_of_a_name() -> None:
    mail = PersonRecord((), ("mailto:ana.bell@orbit.example",))
    assert reasons(PersonRecord(("Ana Bell",)), mail) == ("name fits the address ana.bell@…",)


def test_an_address_at_the_employer() -> None:
    mail = PersonRecord(("A. Bell",), ("mailto:ab@acme.example",))
    assert "an address is of the employer Acme Ltd" in reasons(ANA, mail)


def test_birthdays_with_and_without_a_year() -> None:
    one = PersonRecord(("Ana Bell",), birthday="1980-03-22")
    assert "same birthday" in reasons(one, PersonRecord(("Ana Bell",), birthday="--03-22"))
    assert "same birthday" in reasons(one, PersonRecord(("Ana Bell",), birthday="1980-03-22"))
    assert "different birthday" in reasons(one, PersonRecord(("Ana Bell",), birthday="1979-03-22"))


def test_what_is_unknown_counts_nothing() -> None:
    assert likeness(PersonRecord(), PersonRecord()).total == 0.0
    assert likeness(PersonRecord(), ANA).parts == ()


def test_weights_are_handed_in() -> None:
    other = PersonRecord(("Ana Bell",), employers=("Orbit",))
    heavy = likeness(ANA, other, weights=LikenessWeights(employer=12.0)).total
    assert heavy < likeness(ANA, other).total


@pytest.mark.parametrize(
    ("one", "other", "joins", "reason"),
    [
        (ANA, PersonRecord(("A. Bell",), ("mailto:ana.bell@acme.example",)), True, "same e-mail address"),
        (ANA, PersonRecord((), ("mailto:ana.bell@acme.example",)), True, "same e-mail address"),
        (
            ANA,
            PersonRecord(("Ben Okafor",), ("mailto:ana.bell@acme.example",)),
            False,
            "same e-mail address, but different names",
        ),
        (ANA, PersonRecord(("Ana Bell",), ("tel:+4930123456",)), True, "same phone number"),
        (
            ANA,
            PersonRecord(("Ben Okafor",), ("tel:+4930123456",)),
            False,
            "same phone number, but different names",
        ),
        (ANA, PersonRecord((), ("tel:+4930123456",)), False, "same phone number, but a name is missing"),
    ],
)
def test_evidence(one: PersonRecord, other: PersonRecord, joins: bool, reason: str) -> None:
    (found,) = shared_evidence(one, other)
    assert (found.joins, found.reason) == (joins, reason)


def test_an_office_address_without_a_name_is_no_evidence() -> None:
    office = ("mailto:info@acme.example",)
    (found,) = shared_evidence(PersonRecord(("Ana Bell",), office), PersonRecord((), office))
    assert not found.joins
    (named,) = shared_evidence(PersonRecord(("Ana Bell",), office), PersonRecord(("Ana Bell",), office))
    assert named.joins


def test_a_profile_joins_whatever_the_name() -> None:
    url = ("https://www.linkedin.com/in/ana-bell",)
    (found,) = shared_evidence(PersonRecord(("Ana Bell",), url), PersonRecord(("Anna Kessler",), url))
    assert (found.joins, found.reason) == (True, "same profile")


@pytest.mark.parametrize(
    ("name", "address", "fit"),
    [
        ("Ana Bell", "mailto:ana.bell@example.com", 1.0),
        ("Ana Bell", "abell@example.com", 1.0),
        ("Ana Bell", "bell.ana@example.com", 1.0),
        ("Ana Bell", "anab@example.com", 1.0),
        ("Ana Bell", "ana_bell77@example.com", 1.0),
        ("Ana Bell", "ana.bell+lists@example.com", 1.0),
        ("Ana M. Bell", "ambell@example.com", 1.0),
        ("Anna van der Berg", "anna.vanderberg@example.com", 1.0),
        ("Ana Bell", "ana@example.com", 0.6),
        ("Ana Bell", "bell@example.com", 0.6),
        ("Ana Bell", "ben.okafor@example.com", 0.0),
        ("Ana Bell", "info@example.com", 0.0),
        ("", "ana@example.com", 0.0),
        ("Ana Bell", "no address", 0.0),
    ],
)
def test_addresses_and_names(name: str, address: str, fit: float) -> None:
    assert name_fits_address(name, address) == fit


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("mailto:a@acme.example", "acme"),
        ("mailto:a@mail.acme.co.uk", "acme"),
        ("mailto:a@gmail.com", ""),
        ("mailto:a@t-online.de", ""),
        ("tel:+4930123456", ""),
    ],
)
def test_firms_in_addresses(address: str, label: str) -> None:
    assert firm_label(address) == label


_RECORD = st.builds(
    PersonRecord,
    names=st.lists(st.sampled_from(["Ana Bell", "A. Bell", "Ben Okafor", ""]), max_size=2).map(tuple),
    handles=st.lists(
        st.sampled_from(["mailto:ana.bell@acme.example", "mailto:info@acme.example", "tel:+4930123456"]),
        max_size=2,
    ).map(tuple),
    employers=st.lists(st.sampled_from(["Acme Ltd", "Orbit"]), max_size=1).map(tuple),
    place=st.sampled_from(["", "Berlin", "Lyon, France"]),
    birthday=st.sampled_from(["", "1980-03-22", "--03-22", "1981-01-01"]),
)


@given(_RECORD, _RECORD)
def test_likeness_is_bounded_and_even_handed(one: PersonRecord, other: PersonRecord) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert 0.0 <= there.total <= 1.0
    assert there.total == pytest.approx(back.total)
    assert there.joins == back.joins
