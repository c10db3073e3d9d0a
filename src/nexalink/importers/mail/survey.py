"""One walk through an archive: what it says of its owner, its conversations, and which copy of a mail counts.

Directions can only be told once the owner is known, so an archive is walked through before it is read. What was
parsed is kept for the reading that follows (up to ``MOST_KEPT`` messages, some 400 bytes each); larger archives are
walked through twice.
"""

import gc
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from nexalink.formats.containers import BadContainer, FileMember, Member
from nexalink.formats.mbox import MboxMessage
from nexalink.importers.contract import Archive
from nexalink.importers.mail.classes import LIST, PERSONAL
from nexalink.importers.mail.message import UNREADABLE, Mail, Party, read_mail
from nexalink.importers.mail.places import messages_in, place_of
from nexalink.importers.mail.threads import Threads
from nexalink.importers.mail.words import is_machine_address

MOST_KEPT = 250_000
_MOST_SURVEYS = 2
_MOST_MAILBOXES = 10
_DIRECT_SAMPLE = 20_000
_MOST_IN_BATCH = 512
_BATCH_BYTES = 1 << 20


@dataclass(slots=True)
class Survey:
    """What one walk through an archive found."""

    threads: Threads = field(default_factory=Threads)
    best: dict[str, int] = field(default_factory=dict)
    """Message-ID → the ordinal of the copy that counts; of list copies plus ``LATER``, so that direct ones win."""
    lists: set[str] = field(default_factory=set)
    messages: int = 0
    delivered: Counter[str] = field(default_factory=Counter)
    writing_in: Counter[str] = field(default_factory=Counter)
    """Sender → mails that were delivered to another mailbox than the sender's."""
    kept_copies: Counter[str] = field(default_factory=Counter)
    """Sender → mails that were delivered nowhere else: copies of what was sent."""
    with_delivery: int = 0
    sent_label: Counter[str] = field(default_factory=Counter)
    sent_folder: Counter[str] = field(default_factory=Counter)
    names: Counter[Party] = field(default_factory=Counter)
    direct: int = 0
    taking_part: Counter[str] = field(default_factory=Counter)
    mails: deque[Mail] | None = field(default_factory=deque)
    """All messages in their order; None where they are too many to be kept."""

    def take(self) -> Iterator[Mail]:
        """Yield the kept messages in their order and let go of each: what is made of them needs the memory."""
        while self.mails:
            yield self.mails.popleft()


LATER = 1 << 40


def mails_of(archive: Archive) -> Iterator[Mail]:
    """Yield every message of every file, in order; a file that cannot be read is one unreadable message."""
    for member in archive.members:
        yield from _mails_in(member)


def _mails_in(member: Member) -> Iterator[Mail]:
    file = member.path
    place = place_of(file)
    number = 0
    try:
        for batch in _batches(messages_in(member)):
            for message in batch:
                number += 1
                yield read_mail(file, number, message, place)
    except BadContainer as fault:
        yield Mail(file, number + 1, -1, UNREADABLE, subject=fault.what)
    except OSError:
        yield Mail(file, number + 1, -1, UNREADABLE, subject="The file could not be read to its end.")
    else:
        if not number:
            yield Mail(file, 1, -1, UNREADABLE, subject="No message was found in this file.")


def _batches(messages: Iterator[MboxMessage]) -> Iterator[list[MboxMessage]]:
    """Yield the messages some at a time: finding them streams through the processor's cache, reading them needs it.

    One after the other, both take a sixth longer. Where the file cannot be read on, what was found of it comes first.
    """
    batch: list[MboxMessage] = []
    size = 0
    try:
        for message in messages:
            batch.append(message)
            size += len(message.block)
            if len(batch) == _MOST_IN_BATCH or size > _BATCH_BYTES:
                yield batch
                batch, size = [], 0
    except (BadContainer, OSError):
        yield batch
        raise
    yield batch


def survey_of(archive: Archive) -> Survey:
    """Return the survey of an archive; the last ones are remembered until ``forget`` is called."""
    key = _identity(archive)
    if (known := _SURVEYS.get(key)) is not None:
        _SURVEYS.move_to_end(key)
        return known
    survey = _survey(archive)
    _SURVEYS[key] = survey
    while len(_SURVEYS) > _MOST_SURVEYS:
        _SURVEYS.popitem(last=False)
    return survey


def forget(archive: Archive) -> None:
    """Drop what is remembered of an archive, once it was read."""
    _SURVEYS.pop(_identity(archive), None)


_Identity = tuple[object, ...]
_SURVEYS: OrderedDict[_Identity, Survey] = OrderedDict()


def _identity(archive: Archive) -> _Identity:
    """Return what tells an archive from others and from itself after a change."""
    told: list[object] = [archive.name]
    for member in archive.members:
        told.append(member)
        if isinstance(member, FileMember) and member.file.exists():
            told.append(member.file.stat().st_mtime_ns)
    return tuple(told)


def _survey(archive: Archive) -> Survey:
    """Walk through an archive.

    The collector of circular garbage pauses: there is none here, and hundreds of thousands of new tuples would make it
    look through all of them time and again, which takes a tenth of the whole.
    """
    survey = Survey()
    collecting = gc.isenabled()
    gc.disable()
    try:
        ordinal = -1
        for ordinal, mail in enumerate(mails_of(archive)):
            if survey.mails is not None:
                survey.mails.append(mail)
                if len(survey.mails) > MOST_KEPT:
                    survey.mails = None
            _count(survey, mail, ordinal)
        survey.messages = ordinal + 1
        survey.threads.settle()
    finally:
        if collecting:
            gc.enable()
    return survey


def _count(survey: Survey, mail: Mail, ordinal: int) -> None:
    verdict = mail.verdict
    if mail.delivered and verdict != LIST:
        survey.with_delivery += 1
        mailboxes = [handle for handle, _ in mail.delivered[:_MOST_MAILBOXES]]
        survey.delivered.update(mailboxes)
        (survey.kept_copies if mail.sender in mailboxes else survey.writing_in)[mail.sender] += 1
    elif verdict == PERSONAL:
        survey.kept_copies[mail.sender] += 1
    if verdict == PERSONAL:
        if mail.sent or survey.direct < _DIRECT_SAMPLE:
            _count_direct(survey, mail)
    elif verdict == LIST:
        survey.lists.update(mail.lists)
        ordinal += LATER
    else:
        return
    known = survey.best.setdefault(mail.key, ordinal)
    if ordinal < known:
        survey.best[mail.key] = ordinal
    if not mail.thread:
        survey.threads.add(mail)


def _count_direct(survey: Survey, mail: Mail) -> None:
    sender = mail.sender
    if mail.sent and sender and not is_machine_address(sender):
        (survey.sent_label if mail.sent == "label" else survey.sent_folder)[sender] += 1
        if mail.name:
            survey.names[sender, mail.name] += 1
    if survey.direct < _DIRECT_SAMPLE:
        survey.direct += 1
        survey.taking_part.update({sender, *(handle for handle, _ in mail.recipients)})
