"""The sample's LinkedIn export, in the shape of 2026."""

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from nexalink.samples.plan import OWNER_ALIAS, OWNER_MAIL, OWNER_NAME, OWNER_SLUG, Plan, Planned
from nexalink.samples.vocabulary import SKILLS

_PACIFIC = ZoneInfo("America/Los_Angeles")
_NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will '
    "only see email addresses for connections who have allowed their connections to see or download their email address "
    "using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
_MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS"
).split(",")
_PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,"
    "Websites,Instant Messengers"
).split(",")
OWNER_URL = f"https://www.linkedin.com/in/{OWNER_SLUG}"
Row = Sequence[str]


def write_linkedin(plan: Plan, folder: Path) -> Path:
    """Write the export as LinkedIn's own zip and return its path; the same plan gives the same bytes."""
    target = folder / f"Basic_LinkedInDataExport_{plan.on:%m-%d-%Y}.zip"
    chance = random.Random(plan.seed + 1)
    files = {
        "Connections.csv": _NOTES + _csv(_connections(plan)),
        "messages.csv": _csv(_messages(plan, chance), quoting=csv.QUOTE_ALL),
        "Invitations.csv": _csv(_invitations(plan)),
        "Endorsement_Received_Info.csv": _csv(_endorsements(plan, chance, received=True)),
        "Endorsement_Given_Info.csv": _csv(_endorsements(plan, chance, received=False)),
        "Recommendations_Received.csv": _csv(_recommendations(plan, (3, 8, 21))),
        "Recommendations_Given.csv": _csv(_recommendations(plan, (1, 14))),
        "Notes.csv": _csv(_notes(plan)),
        "Profile.csv": _csv([_PROFILE, [*OWNER_NAME.split(), "", "Berlin, Germany", "Mar 4", "Product lead", *[""] * 7]]),
        "Positions.csv": _csv(
            [
                "Company Name,Title,Description,Location,Started On,Finished On".split(","),
                ["Pinewood Software", "Senior Product Manager", "", "Berlin", "Mar 2021", ""],
                ["Brightfield Consulting", "Consultant", "", "Hamburg", "2016", "Feb 2021"],
            ]
        ),
        "Education.csv": _csv(
            ["School Name,Start Date,End Date,Notes,Degree Name,Activities".split(","),
             ["Universität Nordmark", "2009", "2014", "", "MSc Informatics", ""]]
        ),
        "Skills.csv": _csv([["Name"], *([skill] for skill in SKILLS)]),
        "Email Addresses.csv": _csv(
            ["Email Address,Confirmed,Primary,Updated On".split(","),
             [OWNER_MAIL, "Yes", "Yes", "3/2/21, 9:14 AM"], [OWNER_ALIAS, "Yes", "No", "3/2/21, 9:15 AM"]]
        ),
        "PhoneNumbers.csv": _csv([["Extension", "Number", "Type"], ["", "+49 30 23125 001", "Mobile"]]),
        "Reactions.csv": _csv(_reactions(plan, chance)).replace("\n", "\r\n"),
    }  # fmt: skip
    stamp = (plan.on.year, plan.on.month, plan.on.day, 9, 30, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(zipfile.ZipInfo(name, stamp), text.encode(), zipfile.ZIP_DEFLATED)
    return target


def _csv(rows: Iterable[Row], *, quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().removesuffix("\n")


def _url(person: Planned) -> str:
    return f"https://www.linkedin.com/in/{person.slug}"


def _connections(plan: Plan) -> Iterable[Row]:
    """Connected people, newest first, URLs percent-encoded as only this file has them; a few ghosts."""
    yield "First Name,Last Name,URL,Email Address,Company,Position,Connected On".split(",")
    connected = [person for person in plan.people if person.connected]
    for index, person in enumerate(
        sorted(connected, key=lambda one: one.connected or date.min, reverse=True)
    ):
        family = (
            f"{person.family}, PhD"
            if index % 61 == 7
            else f"{person.family} "
            if index % 23 == 5
            else person.family
        )
        yield (
            person.given, family, f"https://www.linkedin.com/in/{quote(person.slug)}",
            person.mail if person.shown_mail else "", person.company, person.title, f"{person.connected:%d %b %Y}",
        )  # fmt: skip
        if index % 97 == 50:
            yield ("", "", "", "", "", "", f"{person.connected:%d %b %Y}")


def _messages(plan: Plan, chance: random.Random) -> Iterable[Row]:
    """Messages by conversation, newest first; drafts are dropped by the era, sponsored ones and strangers are not."""
    yield _MESSAGES
    noted = {request.person: request for request in plan.requests if request.note and request.accepted}
    talks = [index for index, person in enumerate(plan.people) if person.messages or index in noted]
    for index in talks:
        person = plan.people[index]
        rows = [
            (line.at, line.outgoing, line.subject if chance.random() < 0.1 else "", line.text)
            for line in person.messages
        ]
        if index in noted:
            request = noted[index]
            accepted = datetime.combine(request.accepted or plan.on, datetime.min.time(), UTC) + timedelta(
                hours=10
            )
            rows.append((accepted, request.outgoing, "", request.note))
        for at, outgoing, subject, text in sorted(rows, key=lambda row: row[0], reverse=True):
            names = (OWNER_NAME, person.name) if outgoing else (person.name, OWNER_NAME)
            urls = (OWNER_URL, _url(person)) if outgoing else (_url(person), OWNER_URL)
            body = text.replace("; ", ";\n\n") if chance.random() < 0.15 else text
            yield (
                f"2-{index:06d}==", "", names[0], urls[0], names[1], urls[1], f"{at:%Y-%m-%d %H:%M:%S} UTC", subject,
                body, "INBOX", "",
            )  # fmt: skip
    yield from _strangers(plan, chance)


def _strangers(plan: Plan, chance: random.Random) -> Iterable[Row]:
    for number in range(max(3, len(plan.people) // 80)):
        at = datetime.combine(plan.on, datetime.min.time(), UTC) - timedelta(
            days=chance.randrange(3, 700), hours=4
        )
        sponsored = number % 2 == 0
        yield (
            f"2-s{number:05d}==", "Sponsored Conversation" if sponsored else "", "LinkedIn Member", "", OWNER_NAME, OWNER_URL,
            f"{at:%Y-%m-%d %H:%M:%S} UTC", "",
            '<p class="spinmail-quill-editor__spin-break">An offer for %FIRSTNAME%</p>' if sponsored else "Hello there",
            "INBOX" if number % 3 else "SPAM", "",
        )  # fmt: skip


def _invitations(plan: Plan) -> Iterable[Row]:
    yield "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl".split(",")
    for request in plan.requests:
        if request.person >= 0:
            name, url = plan.people[request.person].name, _url(plan.people[request.person])
        else:
            name, url = (
                f"Ines Unmet{-request.person}",
                f"https://www.linkedin.com/in/ines-unmet-{-request.person}",
            )
        local = request.sent.astimezone(_PACIFIC)
        sent = f"{local.month}/{local.day}/{local:%y}, {local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"
        pair = (OWNER_NAME, name) if request.outgoing else (name, OWNER_NAME)
        urls = (OWNER_URL, url) if request.outgoing else (url, OWNER_URL)
        yield (*pair, sent, request.note, "OUTGOING" if request.outgoing else "INCOMING", *urls)


def _endorsements(plan: Plan, chance: random.Random, *, received: bool) -> Iterable[Row]:
    who = "Endorser" if received else "Endorsee"
    yield f"Endorsement Date,Skill Name,{who} First Name,{who} Last Name,{who} Public Url,Endorsement Status".split(
        ","
    )
    connected = [person for person in plan.people[:220] if person.connected]
    for person in chance.sample(connected, min(26 if received else 14, len(connected))):
        day = plan.on - timedelta(days=chance.randrange(20, 1500))
        yield (
            f"{day:%Y/%m/%d} 08:15:00 UTC", chance.choice(SKILLS), person.given, person.family,
            f"www.linkedin.com/in/{person.slug}", "ACCEPTED",
        )  # fmt: skip


def _recommendations(plan: Plan, chosen: tuple[int, ...]) -> Iterable[Row]:
    yield "First Name,Last Name,Company,Job Title,Text,Creation Date,Status".split(",")
    for index in chosen:
        if index < len(plan.people):
            person = plan.people[index]
            day = plan.on - timedelta(days=100 + 37 * index)
            yield (
                person.given, person.family, person.company, person.title, "A pleasure to work with, clear and kind.",
                f"{day:%m/%d/%y}, 02:15 PM", "VISIBLE",
            )  # fmt: skip


def _notes(plan: Plan) -> Iterable[Row]:
    yield "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On".split(
        ","
    )
    for index in (0, 2, 5, 9):
        if index < len(plan.people) and plan.people[index].connected:
            person = plan.people[index]
            yield (person.given, person.family, _url(person), "Met at the spring workshop; likes climbing.",
                   f"{plan.on - timedelta(days=200 + index):%Y-%m-%d %H:%M:%S} UTC", "")  # fmt: skip


def _reactions(plan: Plan, chance: random.Random) -> Iterable[Row]:
    yield ["Date", "Type", "Link"]
    for _ in range(40):
        at = datetime.combine(plan.on, datetime.min.time()) - timedelta(
            days=chance.randrange(1, 300), hours=3
        )
        yield (f"{at:%Y-%m-%d %H:%M:%S}", "LIKE", "https://www.linkedin.com/feed/update/urn:li:activity:0")
