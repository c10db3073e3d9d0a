import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.words import INDUSTRIES, LabelReading, read_industry

NOTHING = LabelReading(None, (), 0.0)


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("companies.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_companies_are_read_as_a_person_would() -> None:
    companies = rows()
    read = {row["company"]: read_industry(row["company"]) for row in companies}
    wrong = [
        (row["company"], read[row["company"]])
        for row in companies
        if (read[row["company"]].label or "") != row["industry"]
    ]
    assert wrong == []
    assert {row["industry"] for row in companies} - {""} == set(INDUSTRIES)


@pytest.mark.parametrize(
    ("domain", "industry"),
    [
        ("chem.example.edu", "Education"),
        ("example.ac.uk", "Education"),
        ("example.ac.at", "Education"),
        ("school.k12.ca.us", "Education"),
        ("example.gov", "Government"),
        ("example.gov.uk", "Government"),
        ("example.gouv.fr", "Government"),
        ("example.mil", "Government"),
        ("ec.europa.eu", "Government"),
        ("example.bund.de", "Government"),
        ("trust.nhs.uk", "Health Care"),
        ("EXAMPLE.EDU.", "Education"),
    ],
)
def test_a_domain_only_one_kind_of_employer_can_have_says_the_industry(domain: str, industry: str) -> None:
    assert read_industry("", email_domain=domain).label == industry
    assert read_industry("Zephyr", email_domain=domain).label == industry


@pytest.mark.parametrize(
    "domain",
    [
        "example.com",
        "example.de",
        "example.io",
        "gov.io",
        "gov.com",
        "police.example.de",
        "ac.me",
        "edu",
        "",
        ".",
        "nhs.com",
    ],
)
def test_other_domains_say_nothing(domain: str) -> None:
    assert read_industry("", email_domain=domain) == NOTHING


def test_the_name_of_the_company_comes_before_the_domain() -> None:
    assert read_industry("Halden Software", email_domain="example.edu").label == "Software"


@pytest.mark.parametrize(
    ("company", "words"),
    [
        ("Halden Software", ("Software",)),
        ("Silverbeck Oil & Gas", ("Oil & Gas",)),
        ("Musterstadt-Versicherung", ("Versicherung",)),
        ("Volksbank Ost", ("Volksbank",)),
    ],
)
def test_the_words_that_decided_are_given_as_written(company: str, words: tuple[str, ...]) -> None:
    assert read_industry(company).words == words


def test_words_of_several_trades_give_less_confidence_than_a_plain_one() -> None:
    assert read_industry("Blue Ocean Systems").confidence < read_industry("Northgate AI").confidence
    assert read_industry("Northgate AI").confidence < read_industry("Halden Software").confidence


@given(st.text(max_size=60), st.none() | st.text(max_size=30))
def test_any_text_gives_a_reading_that_keeps_its_promises(company: str, domain: str | None) -> None:
    reading = read_industry(company, email_domain=domain)
    assert reading.label is None or reading.label in INDUSTRIES
    assert 0.0 <= reading.confidence <= 1.0
    assert (reading.label is None) == (reading.words == ()) == (reading.confidence == 0)
