"""Person, list or machine: every row of the tables of headers, and where they meet."""

from pathlib import Path

import pytest

from tests.importers.mail.mails import mail, read, told

LIST = ("List-Id: <circle.lists.example>", "List-Post: <mailto:circle@lists.example>")


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-replied (vacation)",
        "Auto-Submitted: auto-notified; owner=a",
        "Precedence: bulk",
        "Precedence: junk",
        "Precedence: auto_reply",
        "Return-Path: <>",
        "Return-Path:",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Content-Type: multipart/report;\n boundary=b",
        "Content-Type: message/delivery-status",
        "X-Failed-Recipients: ben@example.org",
        "X-Auto-Response-Suppress: All",
        "X-Autoreply: yes",
        "X-Autoreply-From: a@example.net",
        "X-Autorespond: yes",
        "Feedback-ID: 7:letters:example",
        "List-Unsubscribe: <https://letters.example/off>",
        "X-Mailgun-Sid: 1",
        "X-Mailgun-Variables: {}",
        "X-SG-EID: abc",
        "X-Mandrill-User: md_1",
        "X-Campaign: 1",
        "X-CampaignID: 1",
        "X-Campaign-Id: 1",
        "X-LinkedIn-Class: INMAIL",
        "X-LinkedIn-Template: messaging_digest",
        "Content-Class: urn:content-classes:calendarmessage",
        'Content-Type: text/calendar; charset="utf-8"; method=REQUEST',
        "From: Ana Bell <no-reply@example.net>",
        "From: MAILER-DAEMON@example.net (Mail Delivery System)",
        "From: Ana Bell <notifications@example.net>",
        "From: Ana <bounce+ana=example.com@example.net>",
        "Subject: Undelivered Mail Returned to Sender",
    ],
)
def test_machines_are_told_by_one_header(tmp_path: Path, field: str) -> None:
    assert [told(item) for item in read(tmp_path, mail(field))] == ["automated"]


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: no",
        "Precedence: normal",
        "Return-Path: <ana@example.net>",
        "Content-Type: multipart/mixed; boundary=report",
        "Content-Type: text/plain; name=calendar.txt",
        "X-Mailer: Mail 1.0",
        "Importance: high",
        "X-Priority: 1",
        "Reply-To: ana@home.example",
        "Sender: Ana's desk <desk@example.net>",
    ],
)
def test_ordinary_headers_tell_of_no_machine(tmp_path: Path, field: str) -> None:
    assert [told(item) for item in read(tmp_path, mail(field))] == ["in mail"]


@pytest.mark.parametrize(
    "field",
    [
        "List-Id: <circle.lists.example>",
        "List-Post: <mailto:circle@lists.example>",
        "Mailing-List: list circle@lists.example; contact circle-owner@lists.example",
        "X-BeenThere: circle@lists.example",
        "X-Mailing-List: circle@lists.example",
        "Precedence: list",
    ],
)
def test_lists_are_told_by_one_header(tmp_path: Path, field: str) -> None:
    assert [told(item) for item in read(tmp_path, mail(field))] == ["in list"]


@pytest.mark.parametrize(
    "fields",
    [
        (*LIST, "List-Unsubscribe: <mailto:leave@lists.example>"),
        (*LIST, "Precedence: bulk"),
        (
            "X-Mailing-List: circle@lists.example",
            "Precedence: bulk",
            "List-Unsubscribe: <mailto:leave@lists.example>",
        ),
        (
            "Mailing-List: list circle@lists.example",
            "Precedence: Bulk",
            "List-Unsubscribe: <https://lists.example/off>",
        ),
        ("Precedence: bulk", "Sender: owner-circle@lists.example"),
        ("Precedence: bulk", "Sender: <circle-bounces+olivia@lists.example>"),
    ],
)
def test_a_lists_own_marks_outweigh_the_weak_signs_of_mass_mail(
    tmp_path: Path, fields: tuple[str, ...]
) -> None:
    assert [told(item) for item in read(tmp_path, mail(*fields))] == ["in list"]


@pytest.mark.parametrize(
    "fields",
    [
        (*LIST, "Auto-Submitted: auto-generated"),
        (*LIST, "Feedback-ID: 1"),
        (*LIST, "From: Forge <notifications@forge.example>"),
        (*LIST, "X-Auto-Response-Suppress: All"),
        ("List-Id: <news.example>", "List-Unsubscribe: <https://letters.example/off>"),
        ("List-Id: <news.example>", "Precedence: bulk"),
    ],
)
def test_nothing_outweighs_the_strong_signs_of_machines(tmp_path: Path, fields: tuple[str, ...]) -> None:
    assert [told(item) for item in read(tmp_path, mail(*fields))] == ["automated"]


def invitation(head: str, *, body: str = "BEGIN:VCALENDAR") -> str:
    part = f"--b\nContent-Type: text/plain\n\nLet us meet.\n\n--b\n{head}\n\n{body}\n--b--"
    return mail("Content-Type: multipart/alternative; boundary=b", body=part)


@pytest.mark.parametrize("method", ["REQUEST", "reply", '"CANCEL"', "COUNTER"])
def test_meeting_mail_belongs_to_the_calendar(tmp_path: Path, method: str) -> None:
    one = invitation(f"Content-Type: text/calendar; charset=UTF-8;\n method={method}")
    assert [told(item) for item in read(tmp_path, one)] == ["automated"]


def test_meeting_mail_may_name_its_method_inside(tmp_path: Path) -> None:
    inside = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nEND:VCALENDAR"
    assert [
        told(item) for item in read(tmp_path, invitation("Content-Type: text/calendar", body=inside))
    ] == ["automated"]


def test_a_calendar_that_somebody_attached_is_no_meeting_mail(tmp_path: Path) -> None:
    published = "BEGIN:VCALENDAR\nMETHOD:PUBLISH\nEND:VCALENDAR"
    one = invitation("Content-Type: text/calendar; name=holidays.ics", body=published)
    assert [told(item) for item in read(tmp_path, one)] == ["in mail"]


def test_hostile_types_and_senders_are_looked_at_in_linear_time(tmp_path: Path) -> None:
    import time

    begun = time.process_time()
    read(
        tmp_path,
        mail("Content-Type: " + "text/calendar " * 10_000),
        mail("Precedence: bulk", "Sender: " + "-bounces+" * 20_000),
        mail("List-Post: " + "a" * 190_000),
        mail("List-Id: <" + "a." * 90_000),
        mail("X-Gmail-Labels: " + '",' * 90_000),
        mail("Subject: " + "fwd: " * 40_000),
        mail("Subject: " + "Re: " * 40_000),
        mail("Subject: " + "[" * 190_000),
    )
    assert time.process_time() - begun < 20
