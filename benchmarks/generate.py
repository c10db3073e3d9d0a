"""Seeded files for the benchmarks, written into ``benchmarks/files/``: large mailboxes and a large LinkedIn export.

``python -m benchmarks.generate`` writes all of them, ``python -m benchmarks.generate small-mbox`` one. A file that is
there already stays, unless ``--again`` is given. Memory stays flat whatever the size.
"""

import argparse
import csv
import io
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import quote

from benchmarks.generate_mail import BEGIN, DAY, END, ON, OWNER_MAIL, OWNER_NAME, WORDS, write_mailbox
from nexalink.samples.companies import JobMarket, ascii_slug
from nexalink.samples.linkedin_rows import PREAMBLE, clock_text, day_text, stamp_text
from nexalink.samples.names import Namer, NewName

FOLDER = Path(__file__).resolve().parent / "files"
OWNER_URL = "https://www.linkedin.com/in/thea-winterfeld"


# ------------------------------------------------------------------------------------------ LinkedIn export


class _Member(NamedTuple):
    name: NewName
    slug: str
    connected_at: int


def write_linkedin(path: Path, *, connections: int, messages: int, seed: int = 7) -> Path:
    """Write a LinkedIn zip of the 2026 era with so many connections and messages, and return its path.

    Every fortieth connection has a non-ASCII address; messages go to a tenth of the connections, in conversations.
    """
    rng = Random(f"benchmark linkedin {seed}")
    namer, market = Namer(rng, taken=(OWNER_NAME,)), JobMarket(rng, people=connections)
    names = [namer.new() for _ in range(connections)]
    step = (END - BEGIN) / connections
    members = [
        _Member(name, _slug(name, number), int(END - number * step)) for number, name in enumerate(names)
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        _add(archive, "Connections.csv", _connection_rows(members, market), preamble=PREAMBLE)
        _add(archive, "messages.csv", _message_rows(rng, members, messages), quoting=csv.QUOTE_ALL)
        _add(archive, "Invitations.csv", _invitation_rows(rng, members))
        _add(archive, "Profile.csv", iter(_PROFILE))
        emails = [
            ("Email Address", "Confirmed", "Primary", "Updated On"),
            (OWNER_MAIL, "Yes", "Yes", "3/2/17, 8:15 AM"),
        ]
        _add(archive, "Email Addresses.csv", iter(emails))
    return path


_PROFILE = (
    tuple(
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers".split(",")
    ),
    (
        "Thea",
        "Winterfeld",
        "",
        "",
        "",
        "Head of Product",
        "",
        "Software Development",
        "",
        "Berlin",
        "",
        "",
        "",
    ),
)


def _slug(name: NewName, number: int) -> str:
    plain = ascii_slug(name.full) or "member"
    return f"{name.full.lower().replace(' ', '-') if number % 40 == 0 else plain}-{number:x}"


def _add(
    archive: zipfile.ZipFile,
    name: str,
    rows: Iterator[tuple[str, ...]],
    *,
    preamble: str = "",
    quoting: int = csv.QUOTE_MINIMAL,
) -> None:
    """Stream one table into the zip, dated the day of the export."""
    info = zipfile.ZipInfo(name, (ON.year, ON.month, ON.day, 12, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w") as entry, io.TextIOWrapper(entry, encoding="utf-8", newline="") as text:
        text.write(preamble)
        csv.writer(text, lineterminator="\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]


def _connection_rows(members: list[_Member], market: JobMarket) -> Iterator[tuple[str, ...]]:
    yield ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    for member in members:
        job = market.job()
        url = f"https://www.linkedin.com/in/{quote(member.slug)}"
        yield (
            member.name.given,
            member.name.family,
            url,
            "",
            job.company,
            job.title,
            day_text(member.connected_at),
        )


def _message_rows(rng: Random, members: list[_Member], messages: int) -> Iterator[tuple[str, ...]]:
    """Yield conversation after conversation, the newest message of each first; every second is used once."""
    yield (
        "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE",
        "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS",
    )  # fmt: skip
    talking = members[::10]
    at, written, talk = END, 0, 0
    owner = (OWNER_NAME, OWNER_URL)
    span = (END - BEGIN) // (messages + 1)
    while written < messages:
        member = talking[talk % len(talking)]
        them = (member.name.full, f"https://www.linkedin.com/in/{member.slug}")
        for _ in range(min(1 + int(rng.expovariate(1 / 12)), messages - written)):
            sender, to = (owner, them) if rng.random() < 0.5 else (them, owner)
            text = " ".join(rng.choices(WORDS, k=rng.randrange(4, 40)))
            if written % 9 == 0:
                text = f'{text}\n\nBest wishes, "me"'
            yield (f"2-{talk % len(talking):08x}==", "", *sender, *to, stamp_text(at), "", text, "INBOX", "")
            at -= rng.randrange(1, 2 * span)
            written += 1
        talk += 1


def _invitation_rows(rng: Random, members: list[_Member]) -> Iterator[tuple[str, ...]]:
    yield ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
    for member in members:
        if member.connected_at < END - 170 * DAY:
            return
        them = (member.name.full, f"https://www.linkedin.com/in/{member.slug}")
        sent = clock_text(datetime.fromtimestamp(member.connected_at - rng.randrange(60, 9 * DAY), UTC))
        if rng.random() < 0.5:
            yield (OWNER_NAME, them[0], sent, "", "OUTGOING", OWNER_URL, them[1])
        else:
            yield (them[0], OWNER_NAME, sent, "", "INCOMING", them[1], OWNER_URL)


# ------------------------------------------------------------------------------------------------ command

FILES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "big-mbox": ("mail-1.2GB.mbox", lambda path: write_mailbox(path, mails=20_000, attachment_bytes=60_000)),
    "small-mbox": ("mail-200000.mbox", lambda path: write_mailbox(path, mails=200_000, attachment_bytes=0)),
    "takeout": (
        "Takeout-20000.mbox",
        lambda path: write_mailbox(path, mails=20_000, attachment_bytes=0, takeout=True),
    ),
    "linkedin": (
        "Basic_LinkedInDataExport_11-23-2026.zip",
        lambda path: write_linkedin(path, connections=30_000, messages=200_000),
    ),
}
"""Word of the command → the file's name and what writes it."""


def ready(word: str, *, folder: Path = FOLDER, again: bool = False) -> Path:
    """Return the path of the file that ``word`` names, written now if it is not there yet.

    It is written under another name first, so that a half-written file is never taken for a whole one.
    """
    name, write = FILES[word]
    path = folder / name
    if again or not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{name}.part")
        write(part)
        part.replace(path)
    return path


def main(arguments: list[str]) -> None:
    """Write the files that were asked for, all of them by default, and say how large they are."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.generate", description="Write the benchmarks' files."
    )
    parser.add_argument("files", nargs="*", choices=[[], *FILES], help="which files; all by default")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where they go")
    parser.add_argument("--again", action="store_true", help="write anew what is there already")
    chosen = parser.parse_args(arguments)
    for word in chosen.files or FILES:
        began = time.perf_counter()
        path = ready(word, folder=chosen.folder, again=chosen.again)
        print(f"{path.name}: {path.stat().st_size / 1e6:,.1f} MB, {time.perf_counter() - began:.1f} s")


__all__ = ["FILES", "FOLDER", "main", "ready", "write_linkedin", "write_mailbox"]

if __name__ == "__main__":
    main(sys.argv[1:])
