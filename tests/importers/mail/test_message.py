"""What one mail says: who, to whom, when, its identity and its labels."""

from pathlib import Path

import pytest

from nexalink.formats.mbox import MboxMessage
from nexalink.importers.mail.message import Mail, labels_in, people_in, read_mail
from nexalink.importers.mail.places import Place
from tests.importers.mail.mails import SEPARATOR, mail, read, told

AT = 1_474_064_811
"""When the mails of these tests were sent."""


def parsed(
    *fields: str, without: tuple[str, ...] = (), place: Place | None = None, separator: str = SEPARATOR
) -> Mail:
    head = mail(*fields, without=without).partition("\n\n")[0] + "\n"
    return read_mail(
        "box", 1, MboxMessage(0, f"{separator}\n{head}".encode(), len(separator) + 1), place or Place()
    )


def test_everybody_is_read_once_with_a_name() -> None:
    found = parsed(
        "To: Olivia Owner <olivia@example.com>, ben@example.org",
        'Cc: "Okafor, Ben" <Ben@Example.ORG>, olivia@example.com',
        "Bcc: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>, undisclosed-recipients:;",
    )
    assert (found.sender, found.name) == ("mailto:ana@example.net", "Ana Bell")
    assert found.recipients == (
        ("mailto:olivia@example.com", "Olivia Owner"),
        ("mailto:ben@example.org", "Okafor, Ben"),
        ("mailto:zoe@example.org", "Zoë"),
    )


def test_the_desk_that_sent_a_mail_stands_in_where_nobody_wrote_it() -> None:
    assert parsed("Sender: desk@example.net").sender == "mailto:ana@example.net"
    assert parsed("Sender: Desk <desk@example.net>", without=("from",)).name == "Desk"
    assert parsed("From: /O=FIRM/CN=ANA").sender == ""


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"'Ana Bell' <ana@example.net>", "Ana Bell"),
        (b'"ana@example.net" <ana@example.net>', ""),
        (b"Ana@example.net <ana@example.net>", ""),
        (b"ana@example.net", ""),
        (b"Ana  Bell <ana@example.net>", "Ana Bell"),
    ],
)
def test_names_that_only_repeat_the_address_are_none(raw: bytes, name: str) -> None:
    assert people_in(raw) == (("mailto:ana@example.net", name),)


@pytest.mark.parametrize(
    "fields",
    [
        ("Date: Sat, 17 Sep 2016 00:26:51 +0200 (CEST)",),
        (
            "Date: never",
            "Received: from a by b; Fri, 16 Sep 2016 22:26:51 +0000\nReceived: from c; Thu, 15 Sep 2016 1:00 +0000",
        ),
        ("Date: 1 Jan 1970 00:00:00 +0000", "Received: from a by b;\n Fri, 16 Sep 2016 15:26:51 -0700 (PDT)"),
        ("Date:",),
        ("Date: never", "Received: nowhere"),
    ],
)
def test_the_moment_is_that_of_date_else_received_else_the_separator(fields: tuple[str, ...]) -> None:
    assert parsed(*fields).at == AT


def test_gmails_separator_tells_the_moment_too() -> None:
    separator = "From 1545668983435175434@xxx Fri Sep 16 22:26:51 +0000 2016"
    assert parsed(without=("date",), separator=separator).at == AT


def test_a_mail_without_any_date_has_no_moment() -> None:
    assert parsed(without=("date",), separator="From -").at is None
    assert parsed("Date: 1 Jan 1970 00:00:10 +0000", separator="From -").at == 10


def test_the_identity_is_the_message_id_else_a_hash_of_what_copies_share() -> None:
    assert parsed("Message-ID: <one@example.net>").key == "one@example.net"
    assert parsed("Message-Id:\n <one@example.net>").key == "one@example.net"
    bare = [parsed(without=("message-id",)), parsed("X-Copy: 2", without=("message-id",))]
    assert bare[0].key == bare[1].key
    assert bare[0].key.startswith("sum:")
    assert parsed("Subject: other", without=("message-id",)).key != bare[0].key
    assert parsed("Message-ID: <>").key == bare[0].key


@pytest.mark.parametrize(
    ("fields", "parents"),
    [
        ((), ()),
        (("References: <a@x>",), ("a@x",)),
        (("References: <a@x>\n <b@x> <c@x>",), ("a@x", "c@x")),
        (("In-Reply-To: <b@x>",), ("b@x",)),
        (("References: ", "In-Reply-To: <b@x>"), ("b@x",)),
        (("References: <a@x>", "In-Reply-To: <b@x>"), ("a@x",)),
        (("In-Reply-To: Your message of Monday",), ()),
    ],
)
def test_parents_are_the_first_and_the_last_reference(
    fields: tuple[str, ...], parents: tuple[str, ...]
) -> None:
    assert parsed(*fields).parents == parents


def test_gmails_thread_stays_a_string() -> None:
    assert parsed("X-GM-THRID: 1545668983435175434").thread == "1545668983435175434"


@pytest.mark.parametrize(
    ("raw", "labels"),
    [
        (b" Inbox,Opened", set()),
        (b" Sent", {"sent"}),
        (b" Archived,Sent,Opened", {"sent"}),
        (b' "Work, private",Sent', {"sent"}),
        (b' "Sent, but not really"', set()),
        (b" =?UTF-8?Q?Messages_archiv=C3=A9s,Envoy=C3=A9?=", {"sent"}),
        (b" =?UTF-8?Q?Messages_archiv=C3=A9s,Messages_envoy=C2=A0?=\n =?UTF-8?Q?=C3=A9s?=", set()),
        (" Messages\u00a0envoyés".encode(), {"sent"}),
        (b" =?UTF-8?Q?Messages=C2=A0envoy=C3=A9s?=", {"sent"}),
        (b" =?UTF-8?B?0J7RgtC/0YDQsNCy0LvQtdC90L3Ri9C1?=", {"sent"}),
        (b" Gesendet,\n Wichtig", {"sent"}),
        (b" =?UTF-8?Q?Entw=C3=BCrfe?=", {"draft"}),
        (b" Spam,Unread", {"spam"}),
        (b"", set()),
    ],
)
def test_gmails_labels_are_read_in_all_their_forms(raw: bytes, labels: set[str]) -> None:
    assert labels_in(raw) == labels


@pytest.mark.parametrize(
    ("field", "outcome"),
    [
        ("X-Gmail-Labels: Spam", "spam"),
        ("X-Gmail-Labels: =?UTF-8?Q?Brouillons?=", "draft"),
        ("X-Gmail-Labels: Trash", "in mail"),
        ("X-Unsent: 1", "draft"),
        ("X-Mozilla-Draft-Info: internal/draft; vcard=0", "draft"),
        ("X-Mozilla-Status: 0001", "in mail"),
        ("X-Mozilla-Status: 0009", "duplicate"),
        ("X-Mozilla-Status: 0008", "duplicate"),
        ("X-Mozilla-Status: zzzz", "in mail"),
    ],
)
def test_what_the_mail_program_noted_decides(tmp_path: Path, field: str, outcome: str) -> None:
    assert [told(item) for item in read(tmp_path, mail(field))] == [outcome]


def test_the_mailboxes_that_a_mail_was_delivered_to_are_kept() -> None:
    found = parsed(
        "Delivered-To: olivia@example.com\nDelivered-To: old@example.org", "X-Original-To: team@example.com"
    )
    assert [handle for handle, _ in found.delivered] == [
        "mailto:olivia@example.com", "mailto:old@example.org", "mailto:team@example.com",
    ]  # fmt: skip


def test_the_writer_behind_a_list_that_sends_in_its_own_name_is_found() -> None:
    lists = "List-Post: <mailto:circle@lists.example>"
    for field in ("Reply-To: Dana Elm <dana@example.net>", "X-Original-From: Dana Elm <dana@example.net>"):
        found = parsed("From: Dana Elm via circle <circle@lists.example>", lists, field)
        assert (found.sender, found.name) == ("mailto:dana@example.net", "Dana Elm")
    found = parsed(
        "From: Dana Elm via circle <circle@lists.example>", lists, "Reply-To: circle@lists.example"
    )
    assert found.sender == ""
    assert found.lists == ("mailto:circle@lists.example",)
    assert parsed("List-Id: The circle <circle.lists.example>").lists == ("mailto:circle@lists.example",)


def test_a_message_without_any_field_is_unreadable() -> None:
    found = read_mail("box", 1, MboxMessage(5, b"From -\nX-Nothing: 1\n", 7), Place())
    assert (found.verdict, found.offset) == ("unreadable", 5)
