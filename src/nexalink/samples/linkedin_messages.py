"""The messages' file of a LinkedIn export, as each era writes it."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from nexalink.samples.cast import Character, profile_url
from nexalink.samples.drawing import stream
from nexalink.samples.linkedin_noise import Noise
from nexalink.samples.linkedin_plan import messages_by_person
from nexalink.samples.linkedin_rows import Row, Table, stamp_text
from nexalink.samples.network import Network
from nexalink.samples.story import Message


@dataclass(frozen=True, slots=True)
class _Line:
    """A message as any era can write it: ``sender`` and ``to`` are (name, URL)."""

    conversation: str
    at: int
    sender: tuple[str, str]
    to: tuple[str, str]
    out: bool
    text: str
    title: str = ""
    folder: str = "INBOX"
    draft: bool = False


def messages(network: Network) -> Table:
    """Return the messages' file: by conversation, the newest first, and nearly always the newest message first."""
    era = network.era
    table = Table(era.messages_file, era.messages, quote_all=era.name == "2026")
    rng = stream(network.seed, "rows of messages")
    talks = [list(_talk(network, person, found, drafts)) for person, found, drafts in _talks(network)]
    talks += [
        [_noise(network, index, noise)]
        for index, noise in enumerate(network.linkedin.noise)
        if noise.draft_to < 0
    ]
    talks += _groups(network)
    for noise in network.linkedin.noise:
        table.skipped[noise.reason] += 1
    talks.sort(key=lambda talk: (-talk[0].at, talk[0].conversation))
    for talk in talks:
        if len(talk) > 2 and rng.random() < 0.02:
            talk.reverse()  # so much for the order
        table.rows.extend(_message_row(era.messages, line, rng.random()) for line in talk)
    return table


def _talks(network: Network) -> Iterator[tuple[Character, list[Message], list[Noise]]]:
    found = messages_by_person(network.story.messages)
    drafts: dict[int, list[Noise]] = {}
    for noise in network.linkedin.noise:
        if noise.draft_to >= 0:
            drafts.setdefault(noise.draft_to, []).append(noise)
    for number in sorted(found.keys() | drafts.keys()):
        yield network.person(number), found.get(number, []), drafts.get(number, [])


def _conversation(number: int) -> str:
    return f"2-{number * 2_654_435_761 % 2**40:010x}NexaLinkSample=="


def _sides(network: Network, person: Character, *, out: bool) -> tuple[tuple[str, str], tuple[str, str]]:
    owner = network.cast.owner
    mine, theirs = (owner.name, owner.url), (" ".join(person.listed_name.split()), person.url)
    return (mine, theirs) if out else (theirs, mine)


def _talk(network: Network, person: Character, found: list[Message], drafts: list[Noise]) -> Iterator[_Line]:
    """Yield the conversation with one person, newest first; an unsent draft lies at its newest end."""
    conversation = _conversation(person.number)
    for noise in drafts:
        sender, to = _sides(network, person, out=True)
        yield _Line(conversation, noise.at, sender, to, out=True, text=noise.text, draft=True)
    for message in found:
        sender, to = _sides(network, person, out=message.out)
        folder = "ARCHIVE" if person.number % 31 == 0 else "INBOX"
        yield _Line(conversation, message.at, sender, to, message.out, _dressed(message), folder=folder)


def _dressed(message: Message) -> str:
    """Return a message's text as the file holds it: now and then with markup, or without a word (an attachment)."""
    if message.note:
        return message.text
    dice = message.at % 100
    if dice < 3:
        return ""
    if dice < 6:
        return f"<p>{html.escape(message.text, quote=False).replace(chr(10), '<br>')}</p>"
    return message.text


def _noise(network: Network, index: int, noise: Noise) -> _Line:
    owner = network.cast.owner
    sender_url = profile_url(noise.sender_slug) if noise.sender_slug else ""
    to = (noise.to, owner.url if noise.to == owner.name else "")
    conversation = _conversation(900_000 + index)
    return _Line(
        conversation,
        noise.at,
        (noise.sender, sender_url),
        to,
        noise.out,
        noise.text,
        noise.title,
        noise.folder,
    )


def _groups(network: Network) -> list[list[_Line]]:
    """Return the conversations with several others: names joined with a comma and a blank, URLs with a comma alone."""
    owner = network.cast.owner
    talks = []
    for index, group in enumerate(network.linkedin.groups):
        people = [(" ".join(p.listed_name.split()), p.url) for p in map(network.person, group.people)]
        lines = []
        for at, place, text in group.lines:
            mine = (owner.name, owner.url)
            sender = mine if place < 0 else people[place]
            others = [side for side in (mine, *people) if side != sender]
            to = (", ".join(name for name, _ in others), ",".join(url for _, url in others))
            lines.append(_Line(_conversation(950_000 + index), at, sender, to, place < 0, text, title="May"))
        talks.append(sorted(lines, key=lambda line: -line.at))
    return talks


def _message_row(header: Row, line: _Line, dice: float) -> Row:
    first_era = header[0] == "From"
    folder = line.folder if not first_era else "SENT" if line.out else "ARCHIVED" if dice < 0.05 else "INBOX"
    cells = {
        "CONVERSATION ID": line.conversation,
        "CONVERSATION TITLE": line.title,
        "FROM": line.sender[0],
        "SENDER PROFILE URL": line.sender[1],
        "TO": line.to[0],
        "RECIPIENT PROFILE URLS": line.to[1],
        "DATE": stamp_text(line.at),
        "CONTENT": line.text,
        "FOLDER": folder,
        "DIRECTION": "OUTGOING" if line.out else "INCOMING",
        "ATTACHMENTS": "https://www.linkedin.com/dms/example" if dice > 0.98 else "",
        "IS MESSAGE DRAFT": "Yes" if line.draft else "No",
        "IS CONVERSATION DRAFT": "No",
    }
    return tuple(cells.get(column.upper(), "") for column in header)
