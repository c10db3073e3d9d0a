"""The walk before the reading: which copy counts, what is kept, what is forgotten."""

from pathlib import Path

import pytest

from nexalink.formats.containers import members_of
from nexalink.importers.contract import Archive
from nexalink.importers.mail import IMPORTER, survey
from nexalink.importers.sightings import InteractionSeen, Trouble
from tests.importers.mail.mails import OWNER, UNTIL, mail, mailbox, opened, put, read, told

LISTED = ("List-Id: <circle.lists.example>", "List-Post: <mailto:circle@lists.example>")
SAME = "Message-ID: <same@example.net>"


def test_a_message_id_counts_once(tmp_path: Path) -> None:
    assert [told(item) for item in read(tmp_path, mail(SAME), mail(), mail(SAME))] == [
        "in mail",
        "in mail",
        "duplicate",
    ]


def test_a_message_id_counts_once_over_all_files(tmp_path: Path) -> None:
    put(tmp_path, "Archive", mailbox(mail(SAME)))
    put(tmp_path, "Inbox", mailbox(mail(SAME), mail()))
    assert [told(item) for item in IMPORTER.read(opened(tmp_path), owner=OWNER)] == [
        "in mail",
        "duplicate",
        "in mail",
    ]


def test_the_direct_copy_counts_before_the_one_that_came_by_a_list(tmp_path: Path) -> None:
    found = read(tmp_path, mail(SAME, *LISTED), mail(SAME), mail(SAME, *LISTED))
    assert [told(item) for item in found] == ["duplicate", "in mail", "duplicate"]


@pytest.mark.parametrize(
    "field", ["X-Gmail-Labels: Drafts", "X-Gmail-Labels: Spam", "X-Mozilla-Status: 0009"]
)
def test_a_copy_that_is_left_out_hides_no_other(tmp_path: Path, field: str) -> None:
    assert [told(item) for item in read(tmp_path, mail(SAME, field), mail(SAME))][1] == "in mail"


def test_archives_too_large_to_be_kept_are_read_twice_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails = [
        mail(SAME, *LISTED),
        mail(SAME),
        mail("References: <same@example.net>"),
        mail(without=("from",)),
        mail(SAME),
    ]
    kept = read(tmp_path, *mails)
    monkeypatch.setattr(survey, "MOST_KEPT", 2)
    assert read(tmp_path, *mails) == kept


def test_a_survey_is_remembered_until_it_was_read(tmp_path: Path) -> None:
    archive = opened(put(tmp_path, "box", mailbox(mail())))
    list(IMPORTER.owner_evidence(archive))
    assert survey.survey_of(archive) is survey.survey_of(archive)
    before = survey.survey_of(archive)
    list(IMPORTER.read(archive, owner=OWNER))
    assert survey.survey_of(archive) is not before


def test_a_file_that_changed_is_walked_through_anew(tmp_path: Path) -> None:
    assert len(read(tmp_path, mail())) == 1
    list(IMPORTER.owner_evidence(opened(put(tmp_path, "box", mailbox(mail())))))
    assert len(read(tmp_path, mail(), mail())) == 2


def test_a_file_without_messages_is_a_trouble(tmp_path: Path) -> None:
    file = put(tmp_path, "box", b"From here on there is nothing.\n")
    (found,) = IMPORTER.read(Archive("box", members_of(file), UNTIL), owner=OWNER)
    assert isinstance(found, Trouble)
    assert (found.file, found.line) == ("box", 0)


def test_a_file_that_vanished_is_a_trouble_and_the_others_are_read(tmp_path: Path) -> None:
    put(tmp_path, "a", mailbox(mail()))
    put(tmp_path, "b", mailbox(mail()))
    archive = opened(tmp_path)
    (tmp_path / "a").unlink()
    found = list(IMPORTER.read(archive, owner=OWNER))
    assert [told(item) for item in found] == ["trouble", "in mail"]


def test_a_damaged_zip_gives_its_readable_mails_and_a_trouble(tmp_path: Path) -> None:
    import zipfile

    target = tmp_path / "mail.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr(
            "Takeout/Mail/All.mbox", mailbox(*(mail(f"Subject: {number}") for number in range(20_000)))
        )
    whole = bytearray(target.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 200] = bytes(200)
    target.write_bytes(whole)
    found = list(IMPORTER.read(opened(target), owner=OWNER))
    assert isinstance(found[-1], Trouble)
    assert sum(isinstance(item, InteractionSeen) for item in found) > 1_000
