"""Seeded mailboxes of any size, written mail by mail: attachments are cut from a few blocks that are encoded once."""

import base64
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import formataddr
from pathlib import Path
from random import Random
from typing import NamedTuple

from nexalink.samples.companies import ascii_slug
from nexalink.samples.mailbox import date_text, from_line
from nexalink.samples.names import Namer

ON = date(2026, 11, 23)
OWNER_NAME, OWNER_MAIL = "Thea Winterfeld", "thea.winterfeld@example.com"
DAY = 86_400
END = int(datetime(ON.year, ON.month, ON.day, tzinfo=UTC).timestamp()) - DAY
BEGIN = END - 6 * 365 * DAY
WORDS = (
    "the plan of the next round looks good to me and I will send the numbers on Friday so that we can talk about what"
    " is missing before the meeting with all who asked for it last week"
).split()
_WIDTH = 76
_BLOCKS, _BLOCK_LINES = 16, 8_192
_REPLIES = 0.66
_OPEN_THREADS = 400
_OWN = 0.31
_SIGNATURE = (
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.example; s=2026;\n"
    "        h=from:to:subject:date:message-id;\n        bh=" + "0" * 43 + "=;\n        b=" + "Zm9vYmFy" * 21
)
_KIND_HEADERS: dict[str, tuple[str, ...]] = {
    "direct": (),
    "list": (
        "List-Id: <readers.lists.example>", "List-Post: <mailto:readers@lists.example>", "Precedence: list",
        "List-Unsubscribe: <mailto:readers-leave@lists.example>",
    ),
    "automated": ("List-Unsubscribe: <https://letters.example/off>", "Auto-Submitted: auto-generated", "Precedence: bulk"),
}  # fmt: skip


class _Correspondent(NamedTuple):
    """Somebody who writes: the From header, the bare address, the kind of mail, and the zone they write in."""

    party: str
    address: str
    kind: str
    zone: str


def write_mailbox(
    path: Path,
    *,
    mails: int,
    attachment_bytes: int,
    takeout: bool = False,
    seed: int = 7,
    people: int = 1_500,
) -> Path:
    """Write an mbox of so many mails in order of time, and return its path.

    About 55 % are from people, 25 % from the owner, 10 % come by mailing lists and 10 % from programs; two thirds
    belong to a thread.

    Args:
        path: where the mailbox goes.
        mails: how many there are.
        attachment_bytes: mean size of a mail's attachment as it stands in the file, 0 for none.
        takeout: as Google writes it, with its own headers, separators, CRLF and names in many alphabets; else plain.
        seed: the same arguments give the same bytes.
        people: how many write.
    """
    rng = Random(f"benchmark mail {seed}")
    end = b"\r\n" if takeout else b"\n"
    blocks = _encoded_blocks(rng, end) if attachment_bytes else []
    with path.open("wb", buffering=1 << 20) as file:
        for head in _heads(rng, mails, people, attached=bool(attachment_bytes), takeout=takeout):
            file.write(head.replace("\n", "\r\n").encode() if takeout else head.encode())
            if attachment_bytes:
                file.write(_attachment(rng, blocks, attachment_bytes, width=_WIDTH + len(end)))
                file.write(b"--=_parts--" + end)
            file.write(end)
    return path


def _heads(rng: Random, mails: int, people: int, *, attached: bool, takeout: bool) -> Iterator[str]:
    """Yield each mail up to its attachment; a reply goes to one of the latest mails."""
    writers = _correspondents(rng, people, plain=not takeout)
    direct = [writer for writer in writers if writer.kind == "direct"]
    roots: list[int] = []
    for number in range(mails):
        at = BEGIN + (END - BEGIN) * number // mails
        earlier = (
            number - 1 - rng.randrange(min(number, _OPEN_THREADS))
            if number and rng.random() < _REPLIES
            else -1
        )
        root = roots[earlier % _OPEN_THREADS] if earlier >= 0 else number
        if len(roots) < _OPEN_THREADS:
            roots.append(root)
        else:
            roots[number % _OPEN_THREADS] = root
        writer = writers[int(rng.random() ** 2 * len(writers))]
        copied = rng.sample(direct, min(len(direct), rng.choice((0, 0, 0, 0, 1, 2, 4))))
        lines = _header_lines(rng, number, at, writer, root, takeout=takeout)
        if copied and writer.kind == "direct":
            lines.append("Cc: " + ",\n ".join(other.party for other in copied))
        text = "\n".join(" ".join(rng.choices(WORDS, k=12)) for _ in range(rng.randrange(3, 14)))
        yield "\n".join((*lines, *_body_lines(text, attached=attached)))


def _header_lines(
    rng: Random, number: int, at: int, writer: _Correspondent, root: int, *, takeout: bool
) -> list[str]:
    mine = writer.kind == "direct" and rng.random() < _OWN
    owner = f"{OWNER_NAME} <{OWNER_MAIL}>"
    sender, to = (owner, writer.party) if mine else (writer.party, owner)
    if writer.kind == "list":
        to = "readers@lists.example"
    subject = " ".join(rng.choices(WORDS, k=4)).capitalize()
    if number % 11 == 0:
        subject = f"=?UTF-8?B?{base64.b64encode(('Rückfrage: ' + subject).encode()).decode()}?="
    reply = root != number
    moment = datetime.fromtimestamp(at, UTC)
    first = from_line(at, number) if takeout else f"From {writer.address} {moment:%a %b %d %H:%M:%S %Y}"
    labels = (
        f"X-GM-THRID: {1_600_000_000_000_000_000 + root}",
        f"X-Gmail-Labels: {'Sent' if mine else 'Inbox,Opened'}",
    )
    return [
        first,
        *(labels if takeout else ()),
        *(() if mine else (f"Delivered-To: {OWNER_MAIL}", f"Return-Path: <{writer.address}>")),
        f"Received: by mx{number % 7}.example with SMTP id {number:012x};\n        {moment:%a, %d %b %Y %H:%M:%S} +0000",
        f"Received: from mx.example (mx.example [192.0.2.{number % 250 + 1}])\n        by mail.example with ESMTPS id {number:x}",
        _SIGNATURE,
        "MIME-Version: 1.0",
        f"Date: {date_text(at, 'Europe/Berlin' if mine else writer.zone)}",
        f"Message-ID: <{number:x}@mail.example>",
        *((f"In-Reply-To: <{root:x}@mail.example>", f"References: <{root:x}@mail.example>") if reply else ()),
        f"Subject: {'Re: ' if reply else ''}{subject}",
        f"From: {sender}",
        f"To: {to}",
        *_KIND_HEADERS[writer.kind],
    ]


def _body_lines(text: str, *, attached: bool) -> tuple[str, ...]:
    plain = 'Content-Type: text/plain; charset="UTF-8"'
    if not attached:
        return plain, "", text, ""
    pdf = ('Content-Type: application/pdf; name="report.pdf"', "Content-Transfer-Encoding: base64", "", "")
    return (
        'Content-Type: multipart/mixed; boundary="=_parts"',
        "",
        "--=_parts",
        plain,
        "",
        text,
        "--=_parts",
        *pdf,
    )


def _encoded_blocks(rng: Random, end: bytes) -> list[bytes]:
    """Return blocks of base64 lines: each attachment is a stretch of one of them."""
    raw = _WIDTH * 3 // 4 * _BLOCK_LINES
    return [base64.encodebytes(rng.randbytes(raw)).replace(b"\n", end) for _ in range(_BLOCKS)]


def _attachment(rng: Random, blocks: list[bytes], mean: int, *, width: int) -> memoryview:
    """Return an attachment of random size, in whole lines of ``width`` bytes."""
    lines = min(max(1, int(rng.lognormvariate(-0.405, 0.9) * mean / width)), _BLOCK_LINES - 1)
    start = rng.randrange(_BLOCK_LINES - lines) * width
    return memoryview(rng.choice(blocks))[start : start + lines * width]


def _correspondents(rng: Random, people: int, *, plain: bool) -> list[_Correspondent]:
    """Return who writes: of ten, eight directly, one by a mailing list, one a program; ``plain`` without accents."""
    namer = Namer(rng, taken=(OWNER_NAME,))
    found = []
    for number in range(people):
        name = namer.new()
        local = ascii_slug(name.full).replace("-", ".") or "reader"
        address = f"{local}.{number}@example.org"
        kind = {3: "list", 7: "automated"}.get(number % 10, "direct")
        if kind == "automated":
            address = f"{('no-reply', 'news', 'notifications')[number % 3]}@service{number}.example"
        shown = " ".join(part.capitalize() for part in local.split(".")) if plain else name.full
        party = formataddr((shown, address))
        found.append(_Correspondent(party, address, kind, name.culture.cities[0][2]))
    return found
