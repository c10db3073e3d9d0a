"""What becomes of every mail: directions, people, lists, reasons, troubles with their lines; and the corpora."""

import tracemalloc
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.mail import IMPORTER
from nexalink.importers.sightings import InteractionSeen, Item, Skipped, Trouble
from tests.importers.mail.mails import (
    OWN,
    OWNER,
    SEPARATOR,
    UNTIL,
    mail,
    mailbox,
    opened,
    put,
    read,
    told,
)

MINE = "From: Olivia Owner <olivia@example.com>"


def only(items: list[Item]) -> InteractionSeen:
    (item,) = items
    assert isinstance(item, InteractionSeen)
    return item


def test_an_incoming_mail_is_its_senders(tmp_path: Path) -> None:
    item = only(
        read(
            tmp_path,
            mail(
                "Message-ID: <m@x>",
                "Cc: Ben <ben@example.org>, ana@example.net",
                "Subject: =?utf-8?q?H=C3=B6?=",
            ),
        )
    )
    assert item == InteractionSeen(
        "box",
        1,
        "m@x",
        1_474_064_811,
        "mail",
        "in",
        (("mailto:ana@example.net", "Ana Bell"),),
        2,
        "id:m@x",
        "Hö",
    )


def test_an_outgoing_mail_is_everybodys_to_whom_it_went(tmp_path: Path) -> None:
    item = only(
        read(
            tmp_path,
            mail(
                MINE,
                "To: ana@example.net, Ben <ben@example.org>",
                f"Cc: {OWN}, ANA@example.net",
                "Bcc: cy@example.org",
            ),
        )
    )
    assert item.direction == "out"
    assert item.people == (
        ("mailto:ana@example.net", ""),
        ("mailto:ben@example.org", "Ben"),
        ("mailto:cy@example.org", ""),
    )
    assert item.size == 3


def test_directions_go_by_the_owners_handles_not_by_folders(tmp_path: Path) -> None:
    owner = OwnerIdentity(frozenset({"mailto:olivia@example.com", "mailto:o.owner@work.example", "tel:+491"}))
    mails = (mail("From: O. <O.Owner@work.example>", "To: ana@example.net"), mail())
    for name in ("Sent", "Inbox"):
        assert [told(item) for item in read(tmp_path, *mails, name=name, owner=owner)] == [
            "out mail",
            "in mail",
        ]


def test_the_owners_other_spellings_are_the_owner(tmp_path: Path) -> None:
    owner = OwnerIdentity(frozenset({"mailto:olivia.owner@gmail.com"}))
    found = read(
        tmp_path,
        mail("From: oliviaowner+shop@googlemail.com", "To: ana@example.net, olivia.owner+x@gmail.com"),
        mail("From: olivia.owner@gmail.com", "To: o.l.i.v.i.a.owner@gmail.com"),
        owner=owner,
    )
    assert [told(item) for item in found] == ["out mail", "self"]
    assert isinstance(found[0], InteractionSeen)
    assert found[0].people == (("mailto:ana@example.net", ""),)


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ((MINE, f"To: {OWN}"), "self"),
        ((MINE, "To: undisclosed-recipients:;"), "no_person"),
        ((MINE, "To: no-reply@example.net"), "automated"),
        ((MINE, "To: no-reply@example.net, ana@example.net"), "out mail"),
        ((MINE, "To: ana@example.net", "Auto-Submitted: auto-replied"), "automated"),
        (("From: undisclosed",), "no_person"),
        (("Date: Fri, 16 Sep 2096 22:26:51 +0000",), "future"),
        (("To: undisclosed-recipients:;",), "in mail"),
        (("To: somebody@example.org",), "in mail"),
    ],
)
def test_every_mail_ends_as_one_item(tmp_path: Path, fields: tuple[str, ...], outcome: str) -> None:
    assert [told(item) for item in read(tmp_path, mail(*fields))] == [outcome]


@pytest.mark.parametrize(("count", "kind"), [(12, "mail"), (13, "list")])
def test_a_mail_to_more_than_twelve_is_like_one_to_a_list(tmp_path: Path, count: int, kind: str) -> None:
    people = ", ".join(f"p{number}@example.org" for number in range(count))
    outgoing = only(read(tmp_path, mail(MINE, f"To: {people}")))
    assert (outgoing.kind, outgoing.size, len(outgoing.people)) == (kind, count, count)
    incoming = only(read(tmp_path, mail(f"Cc: {people.partition(', ')[2]}")))
    assert (incoming.kind, incoming.size, len(incoming.people)) == (kind, count, 1)


def test_posts_to_a_list_are_not_mails_to_a_person(tmp_path: Path) -> None:
    listed = mail("List-Post: <mailto:circle@lists.example>", "To: circle@lists.example")
    found = read(
        tmp_path,
        listed,
        mail(MINE, "To: circle@lists.example"),
        mail(MINE, "To: circle@lists.example", "Cc: ana@example.net"),
    )
    assert [told(item) for item in found] == ["in list", "list", "out mail"]
    assert isinstance(found[2], InteractionSeen)
    assert found[2].people == (("mailto:ana@example.net", ""),)


def test_a_list_that_hides_who_wrote_gives_nobody(tmp_path: Path) -> None:
    hidden = mail("From: Dana via circle <circle@lists.example>", "List-Post: <mailto:circle@lists.example>")
    assert [told(item) for item in read(tmp_path, hidden)] == ["list"]


def test_group_mail_of_a_takeout_is_list_mail_whatever_its_labels_mean(tmp_path: Path) -> None:
    name = "Takeout/Groups/runners@googlegroups.com/topics.mbox"
    put(tmp_path, name, mailbox(mail("X-Gmail-Labels: Draft,Sent")))
    found = IMPORTER.read(opened(tmp_path), owner=OWNER)
    assert [told(item) for item in found] == ["in list"]


def test_troubles_bear_the_line_of_their_separator(tmp_path: Path) -> None:
    dateless = [mail(without=("date",)) for _ in range(2)]
    data = mailbox(mail()) + mailbox(dateless[0], mail(), dateless[1], separator="From -")
    found = list(IMPORTER.read(opened(put(tmp_path, "box", data)), owner=OWNER))
    lines = [number for number, line in enumerate(data.split(b"\n"), 1) if line == b"From -"]
    assert [(item.line, item.message) for item in found if isinstance(item, Trouble)] == [
        (lines[0], "The mail bears no date that can be read."),
        (lines[2], "The mail bears no date that can be read."),
    ]


def test_a_trouble_in_a_file_of_its_own_is_on_line_one(tmp_path: Path) -> None:
    put(tmp_path, "a.eml", mail(without=("date",)))
    (found,) = IMPORTER.read(opened(tmp_path), owner=OWNER)
    assert isinstance(found, Trouble)
    assert (found.file, found.line) == ("a.eml", 1)


def test_mails_are_numbered_within_their_file(tmp_path: Path) -> None:
    put(tmp_path, "a", mailbox(mail(), mail("Precedence: junk")))
    put(tmp_path, "b", mailbox(mail()))
    found = list(IMPORTER.read(opened(tmp_path), owner=OWNER))
    assert [(item.file, item.line) for item in found] == [("a", 1), ("a", 2), ("b", 1)]


def test_a_takeout_a_thunderbird_folder_a_maildir_and_loose_mails_are_read(tmp_path: Path) -> None:
    takeout = mailbox(mail(), mail(), separator="From 1545668983435175434@xxx Fri Sep 16 22:26:51 +0000 2016")
    put(tmp_path, "Takeout/Mail/All mail Including Spam and Trash.mbox", takeout.replace(b"\n", b"\r\n"))
    netscape = mailbox(
        mail("X-Mozilla-Status: 0001"),
        mail("X-Mozilla-Status: 0009"),
        separator="From - Fri Sep 16 22:26:51 2016",
    )
    put(tmp_path, "profile/Inbox", netscape)
    put(tmp_path, "profile/Inbox.msf", "// index")
    put(tmp_path, "Apple.mbox/mbox", mailbox(mail()))
    put(tmp_path, "Apple.mbox/table_of_contents", b"\0\1")
    put(tmp_path, "Maildir/cur/1.a:2,S", mail())
    put(tmp_path, "Maildir/cur/2.a!2,ST", mail())
    put(tmp_path, "Maildir/.Drafts/cur/3.a:2,", mail())
    put(tmp_path, "Maildir/new/4.a", mail())
    put(tmp_path, "Maildir/tmp/5.a", mail())
    put(tmp_path, "loose/one.eml", mail().replace("\n", "\r"))
    found = Counter(told(item) for item in IMPORTER.read(opened(tmp_path), owner=OWNER))
    assert found == {"in mail": 7, "duplicate": 2, "draft": 1}


def test_the_day_of_an_archive_stands_in_its_name() -> None:
    def day(name: str) -> date | None:
        return IMPORTER.taken_on(Archive(name, (), UNTIL))

    assert day("takeout-20260317T101500Z-001.zip") == date(2026, 3, 17)
    assert day("mail 2025-11-02.mbox") == date(2025, 11, 2)
    assert day("mail 2025-02-31.mbox") is None
    assert day("Inbox") is None


def test_hostile_headers_end_in_items(tmp_path: Path) -> None:
    people = ", ".join(f"p{number}@example.org" for number in range(100_000))
    found = read(
        tmp_path,
        mail(f"To: {people}"),
        mail(MINE, f"To: {people}"),
        mail("Subject: " + "x" * 10_000_000),
        mail("From: " + "a" * 300_000 + "@example.net"),
        mail("From: A\0na <ana@example.net>", "Subject: a\0b", "To: \0"),
        mail("References: " + " ".join(f"<{number}@x>" for number in range(50_000))),
        mail("X-Gmail-Labels: " + "a," * 100_000),
        "Received: x\n" * 50_000 + mail(),
    )
    assert [told(item) for item in found] == [
        "in list", "out list", "in mail", "no_person", "in mail", "in mail", "in mail", "in mail",
    ]  # fmt: skip
    for item in found:
        if isinstance(item, InteractionSeen):
            assert len(item.people) <= 5_000
            assert len(item.subject) <= 500
            assert "\0" not in item.subject + item.people[0][0] + item.people[0][1]


def test_memory_stays_flat_while_a_large_mailbox_is_read(tmp_path: Path) -> None:
    attachment = ("QUJD" * 19 + "\n") * 14_000
    file = put(
        tmp_path, "box", mailbox(*(mail(f"Subject: {number}", body=attachment) for number in range(60)))
    )
    assert file.stat().st_size > 60_000_000
    archive = opened(file)
    tracemalloc.start()
    try:
        assert sum(1 for _ in IMPORTER.read(archive, owner=OWNER)) == 60
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


FIELDS = st.sampled_from(
    ["From: a@example.net", f"From: {OWN}", "To: b@example.net", f"To: {OWN}", "Date: 1 Jan 2020 09:00 +0100", "Date: x",
     "Message-ID: <1@x>", "Subject: Re: x", "List-Id: <a.b>", "Precedence: bulk", "X-Gmail-Labels: Sent", "Content-Length: 12",
     "Content-Type: multipart/mixed; boundary=b", "References: <1@x> <2@x>", "", " folded", SEPARATOR, "text", "X-GM-THRID: 7"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.lists(FIELDS, max_size=8), max_size=6), st.binary(max_size=60))
def test_any_mailbox_ends_in_one_item_a_message(
    tmp_path_factory: pytest.TempPathFactory, mails: list[list[str]], tail: bytes
) -> None:
    data = (
        b"".join(
            f"{SEPARATOR}\n".encode() + "\n".join([*lines, "", "body", "", ""]).encode() for lines in mails
        )
        + tail
    )
    archive = opened(put(tmp_path_factory.mktemp("any"), "box", data))
    found = list(IMPORTER.read(archive, owner=OWNER))
    keys = [item.source_key for item in found if isinstance(item, InteractionSeen)]
    assert len(keys) == len(set(keys))
    assert all(isinstance(item, (InteractionSeen, Skipped, Trouble)) for item in found)
    assert all(item.people for item in found if isinstance(item, InteractionSeen))
    assert list(IMPORTER.read(archive, owner=OWNER)) == found


def test_every_bounce_of_the_corpus_is_automated(shared_folder: Path) -> None:
    archive = opened(shared_folder / "data" / "corpora" / "bounces")
    found = Counter(told(item) for item in IMPORTER.read(archive, owner=OwnerIdentity()))
    assert len(archive.members) == 117
    assert found == {"automated": 117}
    assert not [seen for seen in IMPORTER.owner_evidence(archive) if seen.sure]


def test_every_message_of_the_other_corpora_is_accounted_for(shared_folder: Path) -> None:
    corpora = shared_folder / "data" / "corpora"
    mails = list(IMPORTER.read(opened(corpora / "stalwart-mail"), owner=OwnerIdentity()))
    assert len(mails) == 64
    assert {item.message for item in mails if isinstance(item, Trouble)} == {
        "The mail bears no date that can be read."
    }
    boxes = Counter(
        item.file for item in IMPORTER.read(opened(corpora / "mimekit-mbox"), owner=OwnerIdentity())
    )
    assert boxes["content-length.mbox.txt"] == 29
    assert boxes["issue1189.mbox.txt"] == 4
