"""The sample's mailbox: a Gmail Takeout mbox with people, lists, newsletters, bounces and notices."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

from nexalink.samples.plan import OWNER_ALIAS, OWNER_MAIL, OWNER_NAME, Plan, Planned
from nexalink.samples.vocabulary import SENTENCES

Mail = tuple[datetime, str]


def write_mail(plan: Plan, folder: Path) -> Path:
    """Write the mailbox and return its path."""
    target = folder / "All mail Including Spam and Trash.mbox"
    chance = random.Random(plan.seed + 2)
    mails = sorted(
        [*_personal(plan, chance), *_machines(plan, chance), *_lists(plan, chance)], key=lambda mail: mail[0]
    )
    with target.open("w", encoding="utf-8", newline="") as out:
        for number, (at, text) in enumerate(mails):
            out.write(
                f"From {1_545_668_983_435_175_000 + number}@xxx {at:%a %b %d %H:%M:%S} +0000 {at:%Y}\r\n"
            )
            out.write(text.replace("\n", "\r\n") + "\r\n\r\n")
    return target


def _encoded(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8").encode()


def _mail(
    at: datetime, *, sender: str, to: str, subject: str, key: str, extra: str = "", body: str = ""
) -> Mail:
    lines = [
        f"X-GM-THRID: {key.rpartition('.')[0] or key}",
        *([line for line in extra.split("\n") if line]),
        f"Message-ID: <{key}@mail.example>",
        f"Date: {format_datetime(at)}",
        f"Subject: {_encoded(subject)}",
        f"From: {sender}",
        f"To: {to}",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "",
        body,
    ]
    return at, "\n".join(lines)


def _personal(plan: Plan, chance: random.Random) -> Iterator[Mail]:
    for index, person in enumerate(plan.people):
        for number, line in enumerate(person.mails):
            mine = OWNER_MAIL if chance.random() < 0.8 else OWNER_ALIAS
            owner, other = f"{OWNER_NAME} <{mine}>", f"{_encoded(person.name)} <{person.mail}>"
            extra = (
                "X-Gmail-Labels: Sent"
                if line.outgoing
                else f"Delivered-To: {OWNER_MAIL}\nX-Gmail-Labels: Inbox,Opened"
            )
            to, body = (other, line.text) if line.outgoing else (owner, f"{line.text}\n\n> earlier words\n")
            if line.outgoing and chance.random() < 0.05:
                second = plan.people[(index + 1) % len(plan.people)]
                to += f", {_encoded(second.name)} <{second.mail}>"
            yield _mail(
                line.at, sender=owner if line.outgoing else other, to=to, subject=line.subject,
                key=f"{1_700_000_000_000_000_000 + index * 1_000 + line.thread}.{number}", extra=extra, body=body,
            )  # fmt: skip


def _machines(plan: Plan, chance: random.Random) -> Iterator[Mail]:
    end = datetime.combine(plan.on, datetime.min.time(), UTC)
    owner = f"{OWNER_NAME} <{OWNER_MAIL}>"
    kinds = (
        (
            "Copper News <newsletter@news.example>",
            "List-Unsubscribe: <https://news.example/u>\nPrecedence: bulk",
            "This week",
        ),
        ("Shop <no-reply@shop.example>", "Feedback-ID: 1:shop", "Your order"),
        (
            "Mail Delivery Subsystem <mailer-daemon@mail.example>",
            "Auto-Submitted: auto-replied\nReturn-Path: <>",
            "Undeliverable",
        ),
        ("Jonas Helper <jonas@tool.example>", "X-SG-EID: abc", "Your trial ends"),
        ("LinkedIn <messages-noreply@social.example>", "X-LinkedIn-Class: INMAIL", "You have a message"),
    )
    for number in range(max(20, len(plan.people) // 2)):
        sender, extra, subject = chance.choice(kinds)
        at = end - timedelta(days=chance.randrange(1, 1_200), minutes=chance.randrange(1_400))
        yield _mail(
            at, sender=sender, to=owner, subject=subject, key=f"8{number:017d}.0",
            extra=f"Delivered-To: {OWNER_MAIL}\n{extra}\nX-Gmail-Labels: Category promotions", body="Hello",
        )  # fmt: skip


def _lists(plan: Plan, chance: random.Random) -> Iterator[Mail]:
    end = datetime.combine(plan.on, datetime.min.time(), UTC)
    writers: list[Planned] = plan.people[:: max(1, len(plan.people) // 12)]
    for number in range(max(10, len(plan.people) // 15)):
        person = chance.choice(writers)
        at = end - timedelta(days=chance.randrange(1, 900), minutes=chance.randrange(1_400))
        yield _mail(
            at, sender=f"{_encoded(person.name)} <{person.mail}>", to="Product Circle <circle@lists.example>",
            subject="[circle] Monthly round", key=f"9{number:017d}.0",
            extra=f"Delivered-To: {OWNER_MAIL}\nList-Id: <circle.lists.example>\nList-Post: <mailto:circle@lists.example>",
            body=chance.choice(SENTENCES),
        )  # fmt: skip
