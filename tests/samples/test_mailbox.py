"""The mailbox, read by the standard library alone, tells the truth that was counted from the plan."""

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from pathlib import Path

import pytest

from nexalink.samples import SampleFiles, write_sample

ON = date(2026, 11, 23)
_SEPARATOR = re.compile(rb"^From \d+@xxx \w{3} \w{3} \d\d [\d:]{8} \+0000 \d{4}\r\n", re.MULTILINE)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"), seed=5, people=400, on=ON)


@pytest.fixture(scope="module")
def mails(sample: SampleFiles) -> list[Message]:
    return list(messages(sample.paths[1]))


def messages(path: Path) -> Iterator[Message]:
    pieces = _SEPARATOR.split(path.read_bytes())
    assert pieces[0] == b""
    for piece in pieces[1:]:
        yield email.message_from_bytes(piece)


def is_direct(mail: Message) -> bool:
    told = ("Auto-Submitted", "List-Id", "Feedback-ID", "List-Unsubscribe")
    calendar = any(part.get_content_type() == "text/calendar" for part in mail.walk())
    return not calendar and not any(name in mail for name in told) and mail["X-Gmail-Labels"] != "Drafts"


def test_who_wrote_to_whom_is_the_truth(sample: SampleFiles, mails: list[Message]) -> None:
    own = {handle.removeprefix("mailto:") for handle in sample.truth.owner_handles if "@" in handle}
    incoming: Counter[str] = Counter()
    outgoing: Counter[str] = Counter()
    seen = set()
    for mail in mails:
        if (
            not is_direct(mail)
            or mail["Message-ID"] in seen
            or parsedate_to_datetime(mail["Date"]).date() > ON
        ):
            continue
        seen.add(mail["Message-ID"])
        everybody = getaddresses([mail[name] or "" for name in ("To", "Cc", "Bcc")])
        others = {address for _, address in everybody} - own - {""}
        if len(others) > 12:
            continue
        sender = parseaddr(mail["From"])[1]
        if sender in own:
            outgoing.update(others)
        else:
            incoming[sender] += 1
    assert incoming
    for person in sample.truth.people:
        addresses = [handle.removeprefix("mailto:") for handle in person.handles]
        assert sum(incoming[address] for address in addresses) == person.counts["mail_in"], person
        assert sum(outgoing[address] for address in addresses) == person.counts["mail_out"], person


def test_every_row_is_accounted_for(sample: SampleFiles, mails: list[Message]) -> None:
    account = next(account for account in sample.truth.files if account.file.endswith(".mbox"))
    assert account.rows == len(mails)
    automated = sum("Auto-Submitted" in m or "Feedback-ID" in m for m in mails)
    assert account.skipped["automated"] == automated
    assert account.skipped["draft"] == sum(m["X-Gmail-Labels"] == "Drafts" for m in mails) == 2
    ids = [m["Message-ID"] for m in mails]
    assert account.skipped["duplicate"] == len(ids) - len(set(ids)) > 0
    assert account.skipped["future"] == sum(
        parsedate_to_datetime(m["Date"]).astimezone(UTC).date() > ON for m in mails
    )
    invited = sum(any(part.get_content_type() == "text/calendar" for part in m.walk()) for m in mails)
    by_program = sum(m["Sender"] is not None for m in mails)
    assert account.no_contact["meeting_mail"] == invited - by_program > 0


def test_the_quirks_of_a_takeout_are_there(mails: list[Message]) -> None:
    assert all(len(mail["X-GM-THRID"]) == 19 for mail in mails)
    labels = {mail["X-Gmail-Labels"] for mail in mails}
    assert {"Sent", "Gesendet", "Drafts"} <= labels
    assert any(label.startswith("=?UTF-8?Q?") for label in labels)
    assert any("=?" in mail["From"] for mail in mails)
    assert any("=?" in mail["Subject"] for mail in mails)
    assert any(re.match(r'"[^"]+, [^"]+" <', mail["From"]) for mail in mails)
    assert any(mail["Return-Path"] == "<>" for mail in mails)
    assert any(mail.get_content_type() == "multipart/report" for mail in mails)
    assert any(mail["X-LinkedIn-Class"] for mail in mails)
    assert any(mail["Bcc"] for mail in mails)
    assert any(len((mail["References"] or "").split()) > 1 for mail in mails)
    assert any(part.get_filename() == "notes.pdf" for mail in mails for part in mail.walk())
    assert len({mail["Delivered-To"] for mail in mails}) == 4


def test_a_line_that_begins_like_a_separator_is_quoted(sample: SampleFiles) -> None:
    raw = sample.paths[1].read_bytes()
    assert b"\r\n>From what I hear" in raw
    assert raw.count(b"\nFrom ") + 1 == len(_SEPARATOR.findall(raw))


def test_replies_name_what_they_answer(mails: list[Message]) -> None:
    known = {mail["Message-ID"]: mail["X-GM-THRID"] for mail in mails}
    replies = [mail for mail in mails if mail["In-Reply-To"]]
    assert len(replies) > 50
    for mail in replies:
        assert known[mail["In-Reply-To"]] == mail["X-GM-THRID"]
        assert mail["Subject"].startswith(("Re: ", "=?"))
