"""An archive of which nothing comes is a fault; one of several that says nothing is not."""

from datetime import date
from pathlib import Path

import pytest

from nexalink.accounts.models import Owner
from nexalink.archives.actions import import_paths
from nexalink.archives.errors import ArchiveEmpty

ON = date(2026, 11, 23)
UNREADABLE = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:soon\r\nEND:VEVENT\r\n"
ALONE = "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20260102T100000Z\r\nEND:VEVENT\r\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ina Moll\r\nEMAIL:ina@moll.example\r\nEND:VCARD\r\n"
BLANK = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"


@pytest.fixture
def owner(db: None) -> Owner:
    return Owner.objects.create(name="Mara Velden", zone="Europe/Berlin")


def calendar(folder: Path, *events: str) -> Path:
    file = folder / "a.ics"
    file.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n", "utf-8", newline=""
    )
    return file


def cards(folder: Path, *texts: str) -> Path:
    file = folder / "a.vcf"
    file.write_text("".join(texts), "utf-8", newline="")
    return file


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), "There is no event in a.ics"),
        ((ALONE,), "The only event in a.ics is no meeting of yours"),
        ((ALONE, ALONE.replace(":2\r", ":3\r")), "None of the 2 events in a.ics is a meeting of yours"),
        ((UNREADABLE, ALONE), "1 of 2 rows could not be read"),
    ],
)
def test_a_calendar_of_which_nothing_comes_is_refused(
    owner: Owner, tmp_path: Path, events: tuple[str, ...], said: str
) -> None:
    with pytest.raises(ArchiveEmpty, match=said):
        import_paths(owner, [calendar(tmp_path, *events)], on=ON, by="test", me=["mara@velden.example"])


def test_cards_of_nobody_are_refused(owner: Owner, tmp_path: Path) -> None:
    with pytest.raises(ArchiveEmpty, match=r"The only card in a\.vcf names nobody"):
        import_paths(owner, [cards(tmp_path, BLANK)], on=ON, by="test", me=["mara@velden.example"])


def test_beside_an_archive_that_says_something_one_may_say_nothing(owner: Owner, tmp_path: Path) -> None:
    paths = [cards(tmp_path, CARD, BLANK), calendar(tmp_path, UNREADABLE, ALONE)]
    results = import_paths(owner, paths, on=ON, by="test", me=["mara@velden.example"])
    assert [result.outcomes["created"] > 0 for result in results] == [True, False]
