"""What else lies in a mailbox: mailing lists, newsletters, receipts, bounces, invitations, drafts, copies."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import NamedTuple

from nexalink.samples import phrases
from nexalink.samples.cast import Cast, Character
from nexalink.samples.drawing import DAY, by_day, stream
from nexalink.samples.relations import Relation, Times
from nexalink.samples.story import OWNER, Mail, Story, Teller

LISTS = ("product-people.lists.example", "berlin-logistics.lists.example")
_MACHINES = (
    ("newsletter", "Paula from Tidings", "paula@tidings.example", "Five things to read this week"),
    ("newsletter", "The Roadmap Letter", "letter@roadmap-letter.example", "Issue {number}: saying no"),
    ("newsletter", "Kestrelby Events", "events@kestrelby-events.example", "Early tickets end on Friday"),
    ("newsletter", "Jan Oberländer", "jan@oberlaender-letters.example", "What I learned in week {number}"),
    ("receipt", "Rimefield Railways", "no-reply@rimefield-railways.example", "Your ticket {number}"),
    ("receipt", "Silverbeck Stores", "noreply@silverbeck.example", "Order {number} is on its way"),
    ("notice", "Tracker", "notifications@tracker.halden-software.example", "[HALD-{number}] status changed"),
    ("notice", "Dovecote Calendar", "calendar-notification@dovecote.example", "Reminder {number}"),
    ("linkedin", "LinkedIn", "messages-noreply@linkedin.example", "You have {number} new messages"),
    (
        "bounce",
        "Mail Delivery Subsystem",
        "mailer-daemon@post.example",
        "Delivery Status Notification (Failure)",
    ),
)


class MachineMail(NamedTuple):
    """One mail that no person wrote to the owner. ``person`` is whose machine answered, −1 for nobody's."""

    kind: str
    name: str
    address: str
    subject: str
    at: int
    person: int = -1


@dataclass(slots=True)
class MailPlan:
    """What a mailbox holds beside the mails of the story."""

    machines: list[MachineMail] = field(default_factory=list)
    invitations: list[tuple[Mail, int]] = field(default_factory=list)
    """Mails that carry a calendar invitation, and the place of its meeting in the story."""
    drafts: list[Mail] = field(default_factory=list)
    to_self: list[Mail] = field(default_factory=list)
    future: list[Mail] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)
    """Numbers of mails that lie in the mailbox twice."""
    list_only: list[tuple[str, str]] = field(default_factory=list)
    """(name, address) of people who are known from mailing lists only."""
    strangers: list[tuple[Mail, str, str]] = field(default_factory=list)
    """Their mails: the mail, the sender's name and address."""


def plan_mail(cast: Cast, relations: list[Relation], teller: Teller, times: Times) -> MailPlan:
    """Return the plan of one mailbox; adds mails to many and to lists by known people to the story."""
    rng = stream(cast.seed, "mail")
    plan = MailPlan()
    writing = [r.person for r in relations if r.style == "layer" and "mail" in r.person.channels]
    _to_many(teller, writing, times, rng)
    _lists(plan, cast, teller, writing, times, rng)
    _blind_copy(teller, writing, times, rng)
    amount = min(len(cast.people), 1_500)
    for _ in range(max(12, round(0.9 * amount))):
        kind, name, address, subject = rng.choice(_MACHINES)
        at = by_day(rng, times.begin + int(rng.random() * (times.end - times.begin)))
        plan.machines.append(
            MachineMail(kind, name, address, subject.format(number=rng.randrange(10, 99_999)), at)
        )
    _absences(plan, teller.story, writing, rng)
    _invitations(plan, teller, rng)
    _own_odds(plan, teller, writing, times, rng)
    return plan


def _to_many(teller: Teller, writing: list[Character], times: Times, rng: Random) -> None:
    """Add mails to more than a dozen people: in both directions, they say nothing of anybody."""
    if len(writing) < 20:
        return
    numbers = [person.number for person in writing]
    for index in range(4):
        at = by_day(rng, times.end - rng.randrange(100, 1_500) * DAY)
        others = rng.sample(numbers, 18)
        if index % 2:
            teller.mail(
                at, (OWNER, tuple(others[:1])), tuple(others[1:]), "Goodbye and thank you", "It was a joy."
            )
        else:
            teller.mail(
                at,
                (others[0], (OWNER,)),
                tuple(others[1:]),
                "Summer party",
                "All are invited.\nBring a chair.",
            )


def _lists(
    plan: MailPlan, cast: Cast, teller: Teller, writing: list[Character], times: Times, rng: Random
) -> None:
    """Add the posts of mailing lists: some by people whom the owner also knows directly."""
    amount = max(2, min(len(cast.people), 1_500) // 150)
    names = [cast.namer.new() for _ in range(amount)]
    plan.list_only = [(name.full, f"reader{index}@post.example") for index, name in enumerate(names)]
    known = [person.number for person in writing[:: max(1, len(writing) // 4)]][:4]
    for index in range(amount * 8):
        at = by_day(rng, times.end - rng.randrange(5, 900) * DAY)
        subject = f"[{LISTS[index % 2].partition('.')[0]}] {phrases.topic(rng)}"
        if known and index % 4 == 0:
            mail = teller.mail(at, (rng.choice(known), ()), (), subject, "What do others think?")
            mail.via_list = LISTS[index % 2]
        else:
            stranger = rng.choice(plan.list_only)
            mail = Mail(100_000 + index, at, -2, (), (), subject, "I have seen that too.", 50_000 + index)
            mail.via_list = LISTS[index % 2]
            plan.strangers.append((mail, *stranger))


def _blind_copy(teller: Teller, writing: list[Character], times: Times, rng: Random) -> None:
    """Add a mail with a blind copy, which only the owner's own copy of the mail tells."""
    if len(writing) < 2:
        return
    one, other = rng.sample(writing, 2)
    mail = teller.mail(
        by_day(rng, times.end - 200 * DAY),
        (OWNER, (one.number,)),
        (),
        "An introduction",
        "You two should talk.",
    )
    mail.bcc = (other.number,)


def _absences(plan: MailPlan, story: Story, writing: list[Character], rng: Random) -> None:
    """Let a few people's mail programs answer for them while they are away."""
    people = {person.number: person for person in writing}
    sent = [mail for mail in story.mails if mail.sender == OWNER and mail.to and mail.to[0] in people]
    for mail in rng.sample(sent, min(len(sent), max(1, len(sent) // 120))):
        person = people[mail.to[0]]
        subject = f"Automatic reply: {mail.subject}"
        plan.machines.append(
            MachineMail("absence", person.name, person.email, subject, mail.at + 9, person.number)
        )


def _invitations(plan: MailPlan, teller: Teller, rng: Random) -> None:
    """Let some meetings be announced by mail as well: the calendar knows them already."""
    alone = [place for place, meeting in enumerate(teller.story.meetings) if len(meeting.people) == 1]
    for index, place in enumerate(rng.sample(alone, len(alone) // 12)):
        meeting = teller.story.meetings[place]
        at = meeting.at - rng.randrange(1, 6) * DAY
        subject = f"Invitation: {meeting.subject}"
        mail = Mail(
            200_000 + index, at, meeting.people[0], (OWNER,), (), subject, "You are invited.", 60_000 + index
        )
        plan.invitations.append((mail, place))


def _own_odds(plan: MailPlan, teller: Teller, writing: list[Character], times: Times, rng: Random) -> None:
    """Add drafts that were never sent, reminders to oneself, a mail from the future, and mails kept twice."""
    someone = (writing[0].number,) if writing else ()
    at = by_day(rng, times.end - 30 * DAY)
    blank = Mail(300_000, at, OWNER, someone, (), "Thoughts", "Not yet finished", 70_000)
    plan.drafts = [blank, replace(blank, number=300_001, at=at + 5 * DAY, thread=70_001)] if someone else []
    plan.to_self = [
        replace(
            blank,
            number=300_100 + index,
            at=at + index * 3 * DAY,
            to=(OWNER,),
            subject="Remember",
            thread=70_100 + index,
        )
        for index in range(3)
    ]
    if someone:
        later = replace(
            blank, number=300_200, at=times.end + 700 * DAY, sender=someone[0], to=(OWNER,), thread=70_200
        )
        plan.future = [replace(later, subject="A clock that is wrong")]
    direct = [mail.number for mail in teller.story.mails if not mail.via_list]
    plan.copies = sorted(rng.sample(direct, min(len(direct), max(1, len(direct) // 400))))
