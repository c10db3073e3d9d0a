"""The files of a LinkedIn export that are about other people, row by row, as each era writes them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from nexalink.samples.cast import profile_url
from nexalink.samples.network import Network

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_PACIFIC = ZoneInfo("America/Los_Angeles")
Row = Sequence[str]


@dataclass(slots=True)
class Table:
    """One file: its header, its rows, and how many of them say nothing about a person, by reason."""

    name: str
    header: Row
    rows: list[Row] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    quote_all: bool = False
    crlf: bool = False
    preamble: str = ""
    final_newline: bool = True


# --------------------------------------------------------------------------------------------------- dates


def day_text(at: int) -> str:
    """Return ``07 Jun 2026``, the UTC date, in English everywhere."""
    moment = datetime.fromtimestamp(at, UTC)
    return f"{moment.day:02d} {MONTHS[moment.month - 1]} {moment.year}"


def clock_text(moment: datetime, *, padded: bool = False) -> str:
    """Return ``6/7/26, 5:40 AM``, or ``06/07/26, 05:40 AM``."""
    hour, half = moment.hour % 12 or 12, "AM" if moment.hour < 12 else "PM"
    if padded:
        return f"{moment:%m/%d/%y}, {hour:02d}:{moment:%M} {half}"
    return f"{moment.month}/{moment.day}/{moment:%y}, {hour}:{moment:%M} {half}"


def stamp_text(at: int, *, between: str = "-") -> str:
    """Return ``2026-06-07 05:40:12 UTC``."""
    return f"{datetime.fromtimestamp(at, UTC):%Y{between}%m{between}%d %H:%M:%S} UTC"


# --------------------------------------------------------------------------------------------- connections

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    "will only see email addresses for connections who have allowed their connections to see or download their email "
    "address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)


def connections(network: Network) -> Table:
    """Return Connections.csv: the newest first, profile URLs percent-encoded, ghosts in between."""
    era = network.era
    urls = ("URL",) if era.urls else ()
    header = ("First Name", "Last Name", *urls, "Email Address", "Company", "Position", "Connected On")
    table = Table("Connections.csv", header, preamble=PREAMBLE if era.preamble else "", final_newline=False)
    dated = [(person.connected_at, person.number, person) for person in network.cast.of("connection")]
    ghosts = [(at, -1, None) for at in network.linkedin.ghosts]
    for at, _, person in sorted([*dated, *ghosts], key=lambda entry: (-entry[0], entry[1])):
        since = day_text(at) if era.senders else clock_text(datetime.fromtimestamp(at, UTC))
        if person is None:
            table.rows.append((*("" for _ in header[1:]), since))
            table.skipped["ghost"] += 1
            continue
        link = (f"https://www.linkedin.com/in/{quote(person.slug)}",) if era.urls else ()
        email = person.email if person.listed_email else ""
        job = person.job
        table.rows.append(
            (person.listed_given, person.listed_family, *link, email, job.company, job.title, since)
        )
    return table


# -------------------------------------------------------------------------------- requests and appreciation


def invitations(network: Network) -> Table:
    """Return Invitations.csv, dated in US Pacific time."""
    owner, urls = network.cast.owner, network.era.urls
    header = (
        "From",
        "To",
        "Sent At",
        "Message",
        "Direction",
        *(("inviterProfileUrl", "inviteeProfileUrl") if urls else ()),
    )
    table = Table("Invitations.csv", header)
    for request in network.linkedin.requests:
        mine, theirs = (owner.name, owner.url), (" ".join(request.name.split()), profile_url(request.slug))
        inviter, invitee = (mine, theirs) if request.out else (theirs, mine)
        sent = clock_text(datetime.fromtimestamp(request.sent_at, _PACIFIC))
        way = "OUTGOING" if request.out else "INCOMING"
        links = (inviter[1], invitee[1]) if urls else ()
        table.rows.append((inviter[0], invitee[0], sent, request.note, way, *links))
    return table


def endorsements(network: Network) -> list[Table]:
    """Return the files of endorsements received and given; URLs, where there are any, have no scheme."""
    tables = []
    for given, role, name in ((False, "Endorser", "Received"), (True, "Endorsee", "Given")):
        url = (f"{role} Public Url",) if network.era.urls else ()
        header = (
            "Endorsement Date",
            "Skill Name",
            f"{role} First Name",
            f"{role} Last Name",
            *url,
            "Endorsement Status",
        )
        table = Table(f"Endorsement_{name}_Info.csv", header)
        for entry in network.linkedin.endorsements:
            if entry.given == given:
                link = (f"www.linkedin.com/in/{entry.person.slug}",) if network.era.urls else ()
                names = (entry.person.listed_given, entry.person.listed_family)
                table.rows.append(
                    (stamp_text(entry.at, between="/"), entry.skill, *names, *link, entry.status)
                )
                table.skipped["unconfirmed"] += entry.status != "ACCEPTED"
        tables.append(table)
    return tables


def recommendations(network: Network) -> list[Table]:
    """Return the files of recommendations, which name people without their URL."""
    header = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")
    tables = []
    for given, name in ((False, "Received"), (True, "Given")):
        table = Table(f"Recommendations_{name}.csv", header)
        for entry in network.linkedin.recommendations:
            if entry.given == given:
                person = entry.person
                written = clock_text(datetime.fromtimestamp(entry.at, UTC), padded=True)
                table.rows.append(
                    (person.listed_given, person.listed_family, person.job.company, person.job.title, entry.text, written,
                     entry.status)
                )  # fmt: skip
        tables.append(table)
    return tables


def notes(network: Network) -> Table:
    """Return Notes.csv, the owner's own notes on connections (2026)."""
    header = (
        "Connection First Name",
        "Connection Last Name",
        "Connection Profile URL",
        "Note",
        "Created On",
        "Edited On",
    )
    rows: list[Row] = [
        (person.listed_given, person.listed_family, person.url, text, stamp_text(at), stamp_text(at))
        for person, at, text in network.linkedin.notes
    ]
    return Table("Notes.csv", header, rows)


def uploads(network: Network) -> Table:
    """Return the uploaded address book under the name and columns of the era, with exact copies of some rows."""
    plan, era = network.linkedin, network.era
    table = Table(era.contacts_file, era.contacts)
    for upload in plan.uploads:
        cells = {
            "Source": "IMPORTED", "FirstName": upload.given, "LastName": upload.family, "Companies": upload.company,
            "Title": upload.title, "Emails": upload.emails, "PhoneNumbers": upload.phones,
            "EmailAddress": upload.emails, "CreatedAt": "4/11/16, 7:02 AM", "FullName": f"{upload.given} {upload.family}",
        }  # fmt: skip
        table.rows.append(tuple(cells.get(column.replace(" ", ""), "") for column in era.contacts))
    table.rows += table.rows[: plan.upload_copies]
    table.skipped["duplicate"] += plan.upload_copies
    return table
