"""The benchmarks' files: the same bytes for the same arguments, as many as asked for, readable by the standard library."""

import csv
import io
import mailbox
import zipfile
from contextlib import closing
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from benchmarks.generate import FILES, main, ready, write_linkedin, write_mailbox


@pytest.mark.parametrize("takeout", [False, True])
@pytest.mark.parametrize("attachment", [0, 4_000])
def test_a_mailbox_holds_what_was_asked_for(takeout: bool, attachment: int, tmp_path: Path) -> None:
    path = write_mailbox(tmp_path / "one.mbox", mails=300, attachment_bytes=attachment, takeout=takeout)
    again = write_mailbox(tmp_path / "two.mbox", mails=300, attachment_bytes=attachment, takeout=takeout)
    assert path.read_bytes() == again.read_bytes()
    with closing(mailbox.mbox(path, create=False)) as box:
        mails = list(box)
    assert len(mails) == 300
    known = {mail["Message-ID"] for mail in mails}
    assert len(known) == 300
    assert all(mail["In-Reply-To"] in known for mail in mails if mail["In-Reply-To"])
    assert sum(mail["In-Reply-To"] is not None for mail in mails) > 150
    moments = [parsedate_to_datetime(mail["Date"]) for mail in mails]
    assert moments == sorted(moments)
    assert {mail.is_multipart() for mail in mails} == {attachment > 0}
    assert any("List-Id" in mail for mail in mails)
    assert any("Auto-Submitted" in mail for mail in mails)
    assert any(mail["From"].startswith("Thea Winterfeld") for mail in mails)


def test_attachments_have_about_the_size_asked_for(tmp_path: Path) -> None:
    small = write_mailbox(tmp_path / "small.mbox", mails=2_000, attachment_bytes=0).stat().st_size
    large = write_mailbox(tmp_path / "large.mbox", mails=2_000, attachment_bytes=20_000).stat().st_size
    assert 17_000 < (large - small) / 2_000 < 24_000


def test_an_export_holds_what_was_asked_for(tmp_path: Path) -> None:
    path = write_linkedin(tmp_path / "one.zip", connections=400, messages=900)
    assert (
        path.read_bytes() == write_linkedin(tmp_path / "two.zip", connections=400, messages=900).read_bytes()
    )
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    messages = list(csv.DictReader(io.StringIO(texts["messages.csv"], newline="")))
    connections = list(
        csv.DictReader(io.StringIO("".join(texts["Connections.csv"].splitlines(keepends=True)[3:])))
    )
    assert (len(connections), len(messages)) == (400, 900)
    assert len({row["URL"] for row in connections}) == 400
    assert len({row["DATE"] for row in messages}) == 900
    assert any("\n" in row["CONTENT"] for row in messages)
    owner = "https://www.linkedin.com/in/thea-winterfeld"
    assert all(owner in (row["SENDER PROFILE URL"], row["RECIPIENT PROFILE URLS"]) for row in messages)


def test_a_file_that_is_there_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        FILES, "linkedin", ("x.zip", lambda path: write_linkedin(path, connections=20, messages=20))
    )
    main(["linkedin", "--folder", str(tmp_path)])
    assert capsys.readouterr().out.startswith("x.zip: ")
    (tmp_path / "x.zip").write_bytes(b"kept")
    assert ready("linkedin", folder=tmp_path).read_bytes() == b"kept"
    assert ready("linkedin", folder=tmp_path, again=True).read_bytes() != b"kept"
