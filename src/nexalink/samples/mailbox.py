"""The mailbox: a Google Takeout mbox of the story's mails and of everything else that lies in a mailbox."""

import base64
import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.utils import formataddr
from pathlib import Path
from zoneinfo import ZoneInfo

from nexalink.samples.calendar_plan import event_uid
from nexalink.samples.counting import address_of, is_written_backwards
from nexalink.samples.mail_plan import MachineMail, MailPlan
from nexalink.samples.network import Network
from nexalink.samples.story import OWNER, Mail
from nexalink.samples.truth import FileTruth

_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_END = "\r\n"
_LABELS_IN = (
    "Inbox,Opened",
    "Inbox,Important,Opened,Category personal",
    "Archived,Opened",
    "=?UTF-8?Q?Posteingang,Ge=C3=B6ffnet?=",
)
_LABELS_OUT = ("Sent", "Sent,Opened", "Gesendet")
_MULTIPART, _ATTACHED, _QUOTED = 3, 37, 2
"""Every so many mails have an HTML part beside the text, an attachment, quoted-printable instead of base64."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """One mail ready to be written: moment, who wrote it in which zone, further headers in order, body."""

    at: int
    zone: str
    key: int
    thread: int
    labels: str
    headers: tuple[tuple[str, str], ...]
    body: tuple[tuple[str, str], ...]
    """Headers of the body, its text last under the empty name."""


def write_mailbox(path: Path, network: Network, plan: MailPlan) -> FileTruth:
    """Write the mbox, the newest mail first, and return its accounts."""
    drafts = [_of_person(network, mail) for mail in network.story.mails]
    drafts += [drafts[number] for number in plan.copies]
    drafts += [_of_stranger(network, mail, name, address) for mail, name, address in plan.strangers]
    drafts += [_of_machine(network, index, mail) for index, mail in enumerate(plan.machines)]
    drafts += [_invitation(network, mail, place) for mail, place in plan.invitations]
    drafts += [_of_person(network, mail, labels="Drafts") for mail in plan.drafts]
    drafts += [_of_person(network, mail) for mail in (*plan.to_self, *plan.future)]
    drafts.sort(key=lambda draft: (-draft.at, draft.key))
    with path.open("wb") as file:
        for draft in drafts:
            file.write(_written(draft))
    by_program = sum(_sent_by_program(mail) for mail, _ in plan.invitations)
    skipped = {
        "automated": len(plan.machines) + by_program, "draft": len(plan.drafts), "duplicate": len(plan.copies),
        "future": len(plan.future), "self": len(plan.to_self),
    }  # fmt: skip
    no_contact = {"list": len(plan.strangers), "meeting_mail": len(plan.invitations) - by_program}
    return FileTruth(path.name, len(drafts), *(_told(counts) for counts in (skipped, no_contact)))


def _told(counts: dict[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in counts.items() if count}


def _sent_by_program(invitation: Mail) -> bool:
    """Tell whether a calendar sent the invitation in its owner's name, and says so in the headers."""
    return invitation.number % 2 == 0


# --------------------------------------------------------------------------------------------- kinds of mail


def _of_person(network: Network, mail: Mail, *, labels: str = "") -> _Draft:
    out = mail.sender == OWNER
    zone = network.cast.owner.zone if out else network.person(mail.sender).city[2]
    headers = [("Delivered-To", _own_address(network, mail.thread))] if not out else []
    headers += [*_identity(mail), ("Subject", mail.subject), ("From", _party(network, mail.sender, mail))]
    if mail.via_list:
        name = mail.via_list.partition(".")[0]
        headers += [("To", f"{name}@{mail.via_list.partition('.')[2]}"), *_list_headers(mail.via_list)]
    else:
        headers += _recipients(network, mail)
    labels = (
        labels
        or (_LABELS_OUT if out else _LABELS_IN)[mail.number % (len(_LABELS_OUT) if out else len(_LABELS_IN))]
    )
    return _Draft(mail.at, zone, mail.number, mail.thread, labels, tuple(headers), _body(mail))


def _recipients(network: Network, mail: Mail) -> Iterator[tuple[str, str]]:
    for name, people in (("To", mail.to), ("Cc", mail.cc), ("Bcc", mail.bcc)):
        if people:
            yield name, f",{_END} ".join(_party(network, number, mail) for number in people)


def _of_stranger(network: Network, mail: Mail, name: str, address: str) -> _Draft:
    listed = mail.via_list.partition(".")
    headers = (
        ("Delivered-To", _own_address(network, 1)), *_identity(mail), ("Subject", mail.subject),
        ("From", formataddr((name, address))), ("To", f"{listed[0]}@{listed[2]}"), *_list_headers(mail.via_list),
    )  # fmt: skip
    return _Draft(mail.at, "UTC", mail.number, mail.thread, "Inbox,Unread", headers, _body(mail))


def _of_machine(network: Network, index: int, mail: MachineMail) -> _Draft:
    own = _own_address(network, 1)
    headers = (
        ("Delivered-To", own), ("Message-ID", f"<machine.{index}@{mail.address.partition('@')[2]}>"),
        ("Subject", mail.subject), ("From", formataddr((mail.name, mail.address))), ("To", own),
        *_MACHINE_HEADERS[mail.kind],
    )  # fmt: skip
    body = (
        _BOUNCE
        if mail.kind == "bounce"
        else (("Content-Type", 'text/plain; charset="UTF-8"'), ("", "This was sent by a program."))
    )
    return _Draft(mail.at, "UTC", 400_000 + index, 400_000 + index, "Inbox,Category updates", headers, body)


_MACHINE_HEADERS: dict[str, tuple[tuple[str, str], ...]] = {
    "newsletter": (("List-Unsubscribe", "<https://letters.example/off>"), ("Feedback-ID", "7:letters:example")),
    "receipt": (("Auto-Submitted", "auto-generated"),),
    "notice": (("Auto-Submitted", "auto-generated"), ("Precedence", "bulk")),
    "linkedin": (
        ("X-LinkedIn-Class", "MBR-TO-MBR"), ("X-LinkedIn-Template", "messaging_digest"), ("Auto-Submitted", "auto-generated"),
    ),
    "bounce": (("Return-Path", "<>"), ("Auto-Submitted", "auto-replied"), ("X-Failed-Recipients", "nobody@post.example")),
    "absence": (("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes"), ("Precedence", "bulk")),
}  # fmt: skip
_BOUNCE = (
    ("Content-Type", 'multipart/report; report-type=delivery-status; boundary="report"'),
    (
        "",
        _END.join((
            "--report", "Content-Type: text/plain", "", "No such mailbox.", "--report",
            "Content-Type: message/delivery-status", "", "Final-Recipient: rfc822; nobody@post.example", "Action: failed",
            "Status: 5.1.1", "", "--report--",
        )),
    ),
)  # fmt: skip


def _list_headers(name: str) -> tuple[tuple[str, str], ...]:
    box, _, host = name.partition(".")
    return (
        ("List-Id", f"<{name}>"), ("List-Post", f"<mailto:{box}@{host}>"),
        ("List-Unsubscribe", f"<mailto:{box}-leave@{host}>"), ("Precedence", "list"),
    )  # fmt: skip


def _invitation(network: Network, mail: Mail, place: int) -> _Draft:
    """Return the mail that announces a meeting: the calendar counts it, the mailbox must not."""
    start = datetime.fromtimestamp(network.story.meetings[place].at, UTC)
    sender = network.person(mail.sender)
    request = _END.join((
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sample//EN", "METHOD:REQUEST", "BEGIN:VEVENT",
        f"UID:{event_uid(place)}@calendar.example", f"DTSTAMP:{start:%Y%m%dT%H%M%SZ}", f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"ORGANIZER:mailto:{sender.email}", f"ATTENDEE:mailto:{network.cast.owner.emails[0]}", f"SUMMARY:{mail.subject}",
        "END:VEVENT", "END:VCALENDAR",
    ))  # fmt: skip
    program = (
        ("Sender", "Dovecote Calendar <calendar-notification@dovecote.example>"),
        ("Auto-Submitted", "auto-generated"),
    )
    headers = (
        ("Delivered-To", _own_address(network, 1)), *_identity(mail), ("Subject", mail.subject),
        ("From", _party(network, mail.sender, mail)), ("To", _own_address(network, 1)),
        *(program if _sent_by_program(mail) else ()),
    )  # fmt: skip
    text = (
        f'--invite\r\nContent-Type: text/plain; charset="UTF-8"\r\n\r\n{mail.text}\r\n--invite\r\n'
        f'Content-Type: text/calendar; charset="UTF-8"; method=REQUEST\r\n\r\n{request}\r\n--invite--'
    )
    body = (("Content-Type", 'multipart/alternative; boundary="invite"'), ("", text))
    return _Draft(mail.at, sender.city[2], mail.number, mail.thread, "Inbox,Opened", headers, body)


# ------------------------------------------------------------------------------------------- headers and body


def _own_address(network: Network, thread: int) -> str:
    """Return which of the owner's addresses a thread goes to."""
    emails = network.cast.owner.emails
    return emails[1] if thread % 7 == 0 else emails[2] if thread % 5 == 0 else emails[0]


def _party(network: Network, number: int, mail: Mail) -> str:
    if number == OWNER:
        return formataddr((network.cast.owner.name, _own_address(network, mail.thread)))
    person = network.person(number)
    name = f"{person.family}, {person.given}" if is_written_backwards(person) else person.name
    return formataddr((name, address_of(person, mail)))


def _identity(mail: Mail) -> Iterator[tuple[str, str]]:
    yield "Message-ID", _message_id(mail.number)
    if mail.earlier:
        yield "In-Reply-To", _message_id(mail.earlier[-1])
        yield "References", f"{_END} ".join(_message_id(number) for number in mail.earlier)


def _message_id(number: int) -> str:
    return f"<{number * 2_654_435_761 % 2**48:012x}.{number}@mail.example>"


def _body(mail: Mail) -> tuple[tuple[str, str], ...]:
    text = mail.text.replace("\n", _END)
    if mail.number % _ATTACHED == 0:
        data = base64.encodebytes(bytes(range(256)) * 6).decode().replace("\n", _END)
        whole = (
            f'--mixed\r\nContent-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{_base64(text)}'
            f'\r\n--mixed\r\nContent-Type: application/pdf; name="notes.pdf"\r\nContent-Disposition: attachment; '
            f'filename="notes.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n{data}--mixed--'
        )
        return ("Content-Type", 'multipart/mixed; boundary="mixed"'), ("", whole)
    if mail.number % _MULTIPART == 0:
        whole = (
            f'--part\r\nContent-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{_base64(text)}'
            f'\r\n--part\r\nContent-Type: text/html; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
            f"{_base64('<p>' + text + '</p>')}\r\n--part--"
        )
        return ("Content-Type", 'multipart/alternative; boundary="part"'), ("", whole)
    plain = ("Content-Type", 'text/plain; charset="UTF-8"')
    if text.isascii():
        return plain, ("", text)
    if mail.number % _QUOTED:
        return plain, ("Content-Transfer-Encoding", "base64"), ("", _base64(text))
    quoted = (
        quopri.encodestring(text.encode(), quotetabs=False).decode().replace("\r\n", "\n").replace("\n", _END)
    )
    return plain, ("Content-Transfer-Encoding", "quoted-printable"), ("", quoted)


def _base64(text: str) -> str:
    return base64.encodebytes(text.encode()).decode().strip().replace("\n", _END)


def date_text(at: int, zone: str, *, style: int = 0) -> str:
    """Return the Date header of a mail, in its writer's zone; some programs write the zone otherwise."""
    moment = datetime.fromtimestamp(at, UTC if style == 1 else ZoneInfo(zone))
    offset = "GMT" if style == 1 else f"{moment:%z}"
    comment = f" ({moment.tzname()})" if style == 2 and (moment.tzname() or "").isalpha() else ""
    day = f"{_DAYS[moment.weekday()]}, {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{day} {moment:%H:%M:%S} {offset}{comment}"


def from_line(at: int, key: int) -> str:
    """Return the line that begins a mail in a Takeout mbox: the zone stands before the year.

    >>> from_line(1474064811, 3)
    'From 1500000000000003003@xxx Fri Sep 16 22:26:51 +0000 2016'
    """
    moment = datetime.fromtimestamp(at, UTC)
    number = 1_500_000_000_000_000_000 + key * 1_001
    day = f"{_DAYS[moment.weekday()]} {_MONTHS[moment.month - 1]} {moment.day:02d}"
    return f"From {number}@xxx {day} {moment:%H:%M:%S} +0000 {moment.year}"


def _written(draft: _Draft) -> bytes:
    lines = [
        from_line(draft.at, draft.key),
        f"X-GM-THRID: {1_600_000_000_000_000_000 + draft.thread * 1_003}",
        f"X-Gmail-Labels: {draft.labels}",
        "MIME-Version: 1.0",
        f"Date: {date_text(draft.at, draft.zone, style=draft.key % 9)}",
    ]
    lines += [f"{name}: {_encoded(name, value)}" for name, value in (*draft.headers, *draft.body[:-1])]
    body = draft.body[-1][1]
    escaped = _END.join(
        f">{line}" if line.lstrip(">").startswith("From ") else line for line in body.split(_END)
    )
    return (_END.join((*lines, "", escaped, "", ""))).encode()


def _encoded(name: str, value: str) -> str:
    if name == "Subject" and not value.isascii():
        return Header(value, "utf-8", maxlinelen=70, header_name=name).encode(linesep=_END)
    return value
