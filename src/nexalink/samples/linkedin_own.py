"""The files of a LinkedIn export that are about the owner, or about nobody in particular."""

from datetime import UTC, datetime

from nexalink.samples.cast import OWNER_JOBS
from nexalink.samples.drawing import DAY, stream
from nexalink.samples.linkedin_rows import Row, Table, clock_text, stamp_text
from nexalink.samples.network import Network

_FOLLOWED = ("Imke Vollersen", "Rufus Applethwaite", "Doña Quirina", "Tarmo Kask", "Wilhelmina van Houtgraaf")
_PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,"
    "Websites,Instant Messengers"
).split(",")
_PROFILE_2018 = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Contact Instructions,Headline,Summary,Industry,Country,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers"
).split(",")
_LEARNING = (
    "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),"
    "Content Completed At (if completed),Content Saved,Notes taken on videos (if taken),"
).split(",")


def own_tables(network: Network) -> list[Table]:
    """Return profile, positions, schools, skills, addresses and phone numbers of the owner."""
    owner, era = network.cast.owner, network.era
    cells = {
        "First Name": owner.given, "Last Name": owner.family, "Headline": "Head of Product at Halden Software",
        "Summary": "I like small teams, clear words\nand long projects.", "Industry": "Software Development",
        "Geo Location": "Berlin, Germany", "Country": "de", "Zip Code": "10115", "Websites": "[PERSONAL:https://winterfeld.example]",
    }  # fmt: skip
    header = _PROFILE if era.senders else _PROFILE_2018
    updated = "3/2/17, 8:15 AM"
    jobs: list[Row] = [
        (company, title, "", "Berlin", start, end) for company, title, start, end in OWNER_JOBS
    ]
    emails: list[Row] = [
        (email, "Yes", "Yes" if not index else "No", updated) for index, email in enumerate(owner.emails)
    ]
    phones: list[Row] = [
        ("", phone, "Mobile" if not index else "Work") for index, phone in enumerate(owner.phones)
    ]
    skills: list[Row] = [("Product Management",), ("Facilitation",), ("Logistics",), ("Roadmapping",)]
    return [
        Table("Profile.csv", header, [tuple(cells.get(column, "") for column in header)]),
        Table(
            "Positions.csv",
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            jobs,
        ),
        Table(
            "Education.csv",
            ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"),
            [("Fernholt University", "2012", "2017", "", "MSc, Information Systems", "Choir")],
        ),
        Table("Skills.csv", ("Name",), skills),
        Table("Email Addresses.csv", ("Email Address", "Confirmed", "Primary", "Updated On"), emails),
        Table("PhoneNumbers.csv", ("Extension", "Number", "Type"), phones),
    ]


def activity_tables(network: Network) -> list[Table]:
    """Return reactions, votes, follows and the like: dates and links, but no person."""
    rng = stream(network.seed, "activity")
    times = network.times
    amount = max(3, min(len(network.cast.people), 1_000) // 12)
    moments = sorted((rng.randrange(times.begin, times.end) for _ in range(amount)), reverse=True)
    links = [
        f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{rng.randrange(10**18, 10**19)}"
        for _ in moments
    ]
    stamps = [stamp_text(at).removesuffix(" UTC") for at in moments]
    kinds = ("LIKE", "PRAISE", "EMPATHY", "INTEREST")
    reactions: list[Row] = [
        (stamp, rng.choice(kinds), link) for stamp, link in zip(stamps, links, strict=True)
    ]
    votes: list[Row] = [(stamp, link, "Yes, always") for stamp, link in zip(stamps[:4], links, strict=False)]
    follows: list[Row] = [(stamp, "Active", name) for stamp, name in zip(stamps, _FOLLOWED, strict=False)]
    companies: list[Row] = [
        (network.cast.market.companies[index % 8], f"Mon Jan 0{index + 1} 10:00:00 UTC 2024")
        for index in range(3)
    ]
    day = clock_text(datetime.fromtimestamp(times.end - 400 * DAY, UTC))
    tables = [
        Table("Reactions.csv", ("Date", "Type", "Link"), reactions, crlf=True),
        Table("Votes.csv", ("Date", "Link", "OptionText"), votes, crlf=True),
        Table("Member_Follows.csv", ("Date", "Status", "FullName"), follows, crlf=True),
        Table(
            "Saved_Items.csv", ("savedItem", "createdTime"), [(link, day) for link in links[:3]], crlf=True
        ),
        Table("Company Follows.csv", ("Organization", "Followed On"), companies),
        Table(
            "Events.csv",
            ("Event Name", "Event Time", "Status", "External Url"),
            [("Product evening", day, "ATTENDING", "")],
        ),
        Table(
            "Learning.csv", _LEARNING, [("Saying no", "A course", "Course", "N/A", "N/A", "false", "", "")]
        ),
    ]
    for table in tables:
        table.skipped["no_person"] += len(table.rows)
    return tables


def comments_text(network: Network) -> tuple[str, int]:
    """Return Comments.csv, whose comments with a line break are not quoted, and the number of its comments."""
    rng = stream(network.seed, "comments")
    lines = ["Date,Link,Message"]
    amount = max(3, min(len(network.cast.people), 1_000) // 50)
    for index in range(amount):
        at = rng.randrange(network.times.begin, network.times.end)
        comment = "Well said.\r\nI would add one thing" if index % 6 == 0 else "A good read"
        link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{rng.randrange(10**18, 10**19)}"
        lines.append(f"{stamp_text(at).removesuffix(' UTC')},{link},{comment}")
    return "\r\n".join(lines) + "\r\n", amount


def shares_text(network: Network) -> tuple[str, int]:
    """Return Shares.csv, each line of a post closed and opened again by doubled quotation marks, and its rows."""
    link = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7000000000000000001"
    stamp = stamp_text(network.times.end - 200 * DAY).removesuffix(" UTC")
    header = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n"
    return (
        header + f'{stamp},{link},"What I learned this year:""\r\n""\r\n""ask sooner.",,,MEMBER_NETWORK\r\n',
        1,
    )
