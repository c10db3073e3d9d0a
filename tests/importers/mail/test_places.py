"""Which files are mail, and what their folders and names tell."""

import base64
from pathlib import Path

import pytest

from nexalink.formats.containers import members_of
from nexalink.importers.mail.places import Lines, Place, is_mail, messages_in, place_of
from tests.importers.mail.mails import mail, mailbox, put

HEAD = mail().encode()


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Inbox", mailbox(mail())),
        (
            "All mail Including Spam and Trash.mbox",
            mailbox(mail(), separator="From 15@xxx Fri Sep 16 22:26:51 +0000 2016"),
        ),
        ("Inbox.mbox/mbox", mailbox(mail())),
        ("Sent", mailbox(mail(), separator="From - Fri Sep 16 22:26:51 2016")),
        ("box", b"\xef\xbb\xbf" + mailbox(mail())),
        ("a.eml", HEAD),
        ("a.eml", HEAD.replace(b"\n", b"\r\n")),
        ("a.eml", HEAD.replace(b"\n", b"\r")),
        ("a.eml", mailbox(mail())),
        ("a.eml", b"Subject: only\n\nHello\n"),
        ("cur/1474.M1P2.host:2,S", HEAD),
        ("cur/1474.M1P2.host!2,S", HEAD),
        ("new/1474.M1P2.host", HEAD),
        ("mail/17", HEAD),
        ("letter.txt", HEAD),
    ],
)
def test_mail_is_known(name: str, head: bytes) -> None:
    assert is_mail(head, name)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("x", b""),
        ("x.eml", b""),
        ("x.eml", b"\xff\xfe\x00\x01"),
        ("x.txt", b"Hello\n"),
        ("x.txt", b"Notes:\nremember the milk\n"),
        ("x.txt", b"Dear Ana,\n\nFrom: me\nTo: you\nDate: today\n"),
        ("x.txt", b"From here on we walk.\nSubject: walking\n"),
        ("x.txt", b"Name: Ana\nPhone: 1\nCity: Bonn\n\n"),
        ("cur/notes", b"Hello\n"),
        ("tmp/1474.M1P2.host", HEAD),
        ("mail.csv", b"From,To,Date,Subject\na,b,c,d\n"),
        ("mail.csv", HEAD),
        ("mail.emlx", b"1234\n" + HEAD),
        ("mail", b"1234\n" + HEAD),
        ("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("mail.pst", b"!BDN"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        ("a", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"),
        ("a", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL:a@example.net\r\n"),
        ("a.html", b"<html><body>From: me</body></html>"),
        ("Inbox.msf", b'// <!-- <mdb:mork:z v="1.4"/> -->'),
        ("a.json", b'{"From": "a"}'),
    ],
)
def test_other_files_are_left_to_others(name: str, head: bytes) -> None:
    assert not is_mail(head, name)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("Inbox", Place()),
        ("Takeout/Mail/All mail Including Spam and Trash.mbox", Place()),
        ("Takeout/Mail/Sent.mbox", Place(sent=True)),
        ("Takeout/Mail/Gesendet.mbox", Place(sent=True)),
        ("Sent Messages.mbox/mbox", Place(sent=True)),
        ("Inbox.sbd/Sent-1", Place(sent=True)),
        (".Sent/cur/1.a:2,S", Place(sent=True, flags="S")),
        (".INBOX.Sent Items.2024/cur/1.a!2,RS", Place(sent=True, flags="RS")),
        (".&AMk-l&AOk-ments envoy&AOk-s/new/1.a", Place(sent=True)),
        ("Entwu\u0308rfe/1.eml", Place(draft=True)),
        (".Drafts/cur/1.a", Place(draft=True)),
        ("cur/1.a:2,DS", Place(draft=True, flags="DS")),
        ("cur/1.a:2,ST", Place(flags="ST")),
        (".Junk/cur/1.a:2,S", Place(spam=True, flags="S")),
        ("Takeout/Groups/runners@googlegroups.com/topics.mbox", Place(group=True)),
        ("Takeout/Grupos/corredores@googlegroups.com/temas.mbox", Place(group=True)),
        ("Takeout/Mine/runners@googlegroups.com/x.mbox", Place(group=True)),
        ("presentations/Ana.mbox", Place()),
        ("a&b-/x", Place()),
    ],
)
def test_folders_and_names_tell_what_lies_in_them(path: str, place: Place) -> None:
    assert place_of(path) == place


def test_the_modified_utf7_of_imap_is_read() -> None:
    for name in ("Gönderilmiş Öğeler", "送信済みメール", "Отправленные"):
        packed = base64.b64encode(name.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
        assert place_of(f".&{packed}-/cur/1").sent


def test_a_file_of_one_message_is_not_split(tmp_path: Path) -> None:
    body = "Hello\n\nFrom ana@example.net Fri Sep 16 22:26:51 2016\nSubject: quoted\n\nBye"
    for name in ("a.eml", "cur/1.a:2,S", "mail/17"):
        put(tmp_path, name, mail(body=body))
    assert [len(list(messages_in(member))) for member in members_of(tmp_path)] == [1, 1, 1]
    put(tmp_path, "box", mailbox(mail(), mail()))
    assert sum(len(list(messages_in(member))) for member in members_of(tmp_path)) == 5


def test_lines_are_counted_from_one(tmp_path: Path) -> None:
    data = b"".join(b"line %d\r\n" % number for number in range(60_000))
    file = put(tmp_path, "box", data)
    lines = Lines(members_of(file))
    offsets = [data.index(b"line %d\r" % number) for number in (0, 1, 59_999, 7)]
    assert [lines.line_at("box", offset) for offset in offsets] == [1, 2, 60_000, 8]
    assert lines.line_at("box", -1) == 0
    lines.close()
