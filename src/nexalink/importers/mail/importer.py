"""Reads the mails of an archive, each as an interaction or with the reason why it is none."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from nexalink.importers.contract import Archive, OwnerIdentity
from nexalink.importers.mail.classes import LIST
from nexalink.importers.mail.message import UNREADABLE, Mail, Party
from nexalink.importers.mail.owner import evidence_in
from nexalink.importers.mail.places import Lines, is_mail
from nexalink.importers.mail.survey import LATER, Survey, forget, mails_of, survey_of
from nexalink.importers.mail.words import is_machine_address
from nexalink.importers.sightings import InteractionSeen, Item, OwnerSeen, Skipped, Trouble

MOST_RECIPIENTS = 12
"""A mail to more people is like one to a list."""
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
_GOOGLE = ("gmail.com", "googlemail.com")


@dataclass(frozen=True, slots=True)
class MailImporter:
    """The importer of mail."""

    name: str = "mail"
    source: str = "mail"
    title: str = "Mail"
    version: int = 1

    def accepts(self, head: bytes, filename: str) -> bool:
        """Tell whether the file is an mbox, a Maildir message or an ``.eml``."""
        return is_mail(head, filename)

    def taken_on(self, archive: Archive) -> date | None:
        """Return the day in the archive's name, as Takeout writes it (``takeout-20260317T101500Z-001.zip``)."""
        for found in _DAY.finditer(re.sub(r"T\d{6}Z", " ", archive.name)):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:  # 31 February: a number that only looks like a day
                continue
        return None

    def owner_evidence(self, archive: Archive) -> Iterator[OwnerSeen]:
        """Yield the owner's addresses: from delivery headers, sent mail, and who takes part in most of it."""
        if archive.members:
            yield from evidence_in(survey_of(archive), file=archive.members[0].path)

    def read(self, archive: Archive, *, owner: OwnerIdentity) -> Iterator[Item]:
        """Yield one item per message, in the order of the files."""
        survey = survey_of(archive)
        forget(archive)
        with closing(Lines(archive.members)) as lines:
            judge = _Judge(survey, owner, archive.until, lines)
            for ordinal, mail in enumerate(mails_of(archive) if survey.mails is None else survey.take()):
                yield judge.item(mail, ordinal)


class _Judge:
    """Makes an item of each message, once the owner is known."""

    def __init__(self, survey: Survey, owner: OwnerIdentity, until: int, lines: Lines) -> None:
        self._survey = survey
        self._own = frozenset(_mailbox(handle) for handle in owner.handles if handle.startswith("mailto:"))
        self._until = until
        self._lines = lines
        self._known: dict[str, bool] = {}

    def item(self, mail: Mail, ordinal: int) -> Item:
        """Return what becomes of the message that is the archive's ``ordinal``-th."""
        verdict = mail.verdict
        if verdict and verdict != LIST:
            if verdict == UNREADABLE:
                return self._trouble(mail, mail.subject)
            return Skipped(mail.file, mail.number, verdict)
        if self._survey.best.get(mail.key, ordinal) % LATER != ordinal:
            return Skipped(mail.file, mail.number, "duplicate")
        if mail.at is None:
            return self._trouble(mail, "The mail bears no date that can be read.")
        if mail.at > self._until:
            return Skipped(mail.file, mail.number, "future")
        if not mail.sender:
            return Skipped(mail.file, mail.number, LIST if verdict else "no_person")
        return self._outgoing(mail) if self._is_own(mail.sender) else self._incoming(mail)

    def _trouble(self, mail: Mail, message: str) -> Trouble:
        return Trouble(mail.file, self._lines.line_at(mail.file, mail.offset), message)

    def _incoming(self, mail: Mail) -> Item:
        sender = mail.sender
        size = 1
        for handle, _ in mail.recipients:
            if handle != sender and not self._is_own(handle):
                size += 1
        return self._interaction(mail, "in", ((sender, mail.name),), size, count=len(mail.recipients))

    def _outgoing(self, mail: Mail) -> Item:
        others = [party for party in mail.recipients if not self._is_own(party[0])]
        lists = self._survey.lists
        people = tuple(
            party for party in others if party[0] not in lists and not is_machine_address(party[0])
        )
        if not people:
            return Skipped(mail.file, mail.number, self._why_nobody(mail, others))
        return self._interaction(mail, "out", people, len(others), count=len(others))

    def _why_nobody(self, mail: Mail, others: list[Party]) -> str:
        if any(handle in self._survey.lists for handle, _ in others) or (mail.verdict == LIST and not others):
            return LIST
        if others:
            return "automated"
        return "self" if mail.recipients else "no_person"

    def _interaction(
        self, mail: Mail, direction: str, people: tuple[Party, ...], size: int, *, count: int
    ) -> InteractionSeen:
        kind = "list" if mail.verdict or count > MOST_RECIPIENTS else "mail"
        return InteractionSeen(
            mail.file, mail.number, mail.key, mail.at or 0, kind, direction, people, size,
            self._survey.threads.name_of(mail), mail.subject,
        )  # fmt: skip

    def _is_own(self, handle: str) -> bool:
        known = self._known.get(handle)
        if known is None:
            known = self._known[handle] = _mailbox(handle) in self._own
        return known


def _mailbox(handle: str) -> str:
    """Return the mailbox that an address leads to: without ``+tag``, and for Gmail without dots."""
    local, _, domain = handle.removeprefix("mailto:").rpartition("@")
    local = local.partition("+")[0] or local
    return f"{local.replace('.', '') if domain in _GOOGLE else local}@{domain}"
