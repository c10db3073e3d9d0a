"""The address book: three versions of the standard, every card accounted for, evidence that joins and one that does not."""

import re
from collections import Counter
from datetime import date

import pytest

from nexalink.samples import SampleFiles, write_sample

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), seed=7, people=600, on=ON)


@pytest.fixture(scope="module")
def cards(sample: SampleFiles) -> list[str]:
    text = sample.paths[3].read_bytes().decode("utf-8").replace("\r\n ", "")
    return [piece for piece in text.split("BEGIN:VCARD") if piece]


def test_every_card_is_accounted_for(sample: SampleFiles, cards: list[str]) -> None:
    account = next(account for account in sample.truth.files if account.file == "contacts.vcf")
    assert account.rows == len(cards)
    assert account.skipped == {"duplicate": 1, "group_card": 2, "self": 1}
    assert sum(count - 1 for count in Counter(cards).values()) == 1


def test_the_quirks_of_address_books_are_there(sample: SampleFiles, cards: list[str]) -> None:
    raw = sample.paths[3].read_bytes().decode("utf-8")
    assert {re.search(r"VERSION:(\S+)", card)[1] for card in cards} == {"2.1", "3.0", "4.0"}  # type: ignore[index]
    for quirk in (
        "ENCODING=QUOTED-PRINTABLE:", "X-ADDRESSBOOKSERVER-KIND:group", "KIND:org", "X-APPLE-OMIT-YEAR=1604:1604-",
        "X-SOCIALPROFILE;type=linkedin:https\\://", "PHOTO;ENCODING=b;TYPE=PNG:", "TEL;VALUE=uri;TYPE=cell:tel:+",
        "TEL;CELL;VOICE:+", "CATEGORIES:Friends",
    ):  # fmt: skip
        assert quirk in raw, quirk
    assert any(line.startswith(" ") for line in raw.split("\r\n"))


def test_a_switchboard_number_joins_nobody(sample: SampleFiles, cards: list[str]) -> None:
    shared = [card for card in cards if "+49 30 23125 000" in card]
    assert len({re.search(r"FN:(.*)", card)[1] for card in shared}) == 4  # type: ignore[index]
    holders = [person for person in sample.truth.people if person.shared_handles]
    assert len(holders) == 4
    assert not any("tel:+493023125000" in person.handles for person in sample.truth.people)


def test_cards_join_the_profile_with_the_address(sample: SampleFiles) -> None:
    joined = [
        person
        for person in sample.truth.people
        if person.counts["mail_in"] and any(handle.startswith("https:") for handle in person.handles)
    ]
    assert len(joined) > 20
