"""How an entry of an address book, whatever file it stood in, becomes a sighting: one set of rules for all."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from nexalink.formats.handles import email_handle, fold_name, phone_handle, profile_handle
from nexalink.formats.regions import region_of
from nexalink.importers.contract import OwnerIdentity
from nexalink.importers.sightings import PersonSeen, Skipped
from nexalink.measures.addresses import is_machine_address, is_role_address

LONGEST_FACT = 4_096
"""Characters of one fact that are kept; what is longer is a program's layout, not a fact about a person."""

_BRACKETED = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_MAIL_DIVIDER = re.compile(r"[;,\s]+")
_PERSONAL_LOCAL = re.compile(r"[a-z]{2,}[._-][a-z]{2,}|[a-z][._-][a-z]{3,}")
_SYSTEM_LABELS = frozenset({"mycontacts", "my contacts", "system group: my contacts", "contacts"})
_LEGAL_FORM = re.compile(r"\b(?:gmbh|mbh|inc|llc|llp|ltd|limited|corporation|plc|sarl|srl|pty)\Z")
"""Forms that are no part of a person's name; shorter ones (AG, SA, AB) could be one."""


@dataclass(slots=True)
class ContactDraft:
    """What an entry says, not yet judged. ``phones`` are (number, kind) and ``countries`` kind → country's name.

    ``organisation`` is True where the source itself calls the entry a group or a company.
    """

    name: str = ""
    given: str = ""
    family: str = ""
    middle: str = ""
    other_names: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    countries: dict[str, str] = field(default_factory=dict)
    jobs: list[tuple[str, str]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    uid: str = ""
    organisation: bool = False


class Contacts:
    """Turns the drafts of one archive into sightings; knows what it has seen, so that a copy counts once."""

    def __init__(self, *, kind: str, owner: OwnerIdentity) -> None:
        self._kind = kind
        self._owner = owner
        self._owner_names = frozenset(map(fold_name, owner.names))
        self._seen: dict[str, set[str]] = {}

    def judge(self, draft: ContactDraft, *, file: str, line: int) -> PersonSeen | Skipped:
        """Return the person of ``draft``, or why it is none: group_card, no_person, robot, self, duplicate."""
        handles = handles_of(draft)
        name = person_name(draft)
        if _is_machine(handles):
            return Skipped(file, line, "robot")
        if _is_organisation(draft, name, handles):
            return Skipped(file, line, "group_card")
        if not name and not handles:
            return Skipped(file, line, "no_person")
        if self._is_owner(name, handles):
            return Skipped(file, line, "self")
        person = _person(draft, name, handles, kind=self._kind)
        content = _digest(repr(person))
        seen = self._seen.setdefault(person.source_key, set())
        if content in seen:
            return Skipped(file, line, "duplicate")
        key = f"{person.source_key}#{content[:8]}" if seen else person.source_key
        seen.add(content)
        return person._replace(file=file, line=line, source_key=key)

    def _is_owner(self, name: str, handles: tuple[str, ...]) -> bool:
        own = self._owner.handles.intersection(handles)
        if any(not handle.startswith("tel:") and not is_role_address(handle) for handle in own):
            return True
        return bool(own) and fold_name(name) in self._owner_names


def handles_of(draft: ContactDraft) -> tuple[str, ...]:
    """Return the canonical handles of a draft: addresses, numbers, profiles; each once, in the draft's order."""
    found = [handle for text in draft.emails for handle in emails_in(text)]
    found += [handle for number, kind in draft.phones if (handle := _phone(number, kind, draft.countries))]
    found += [handle for link in draft.links if (handle := profile_handle(link))]
    return tuple(dict.fromkeys(found))


def emails_in(text: str) -> tuple[str, ...]:
    """Return the handles of the addresses in ``text``: one, ``Ana Bell <ana@example.com>``, or several divided."""
    if single := email_handle(text):
        return (single,)
    pieces = _BRACKETED.findall(text) or _MAIL_DIVIDER.split(text)
    return tuple(handle for piece in pieces if (handle := email_handle(piece)))


def person_name(draft: ContactDraft) -> str:
    """Return the name to show: the full name, else its parts; empty where that is only an address or a number."""
    composed = " ".join(part for part in (draft.given, draft.middle, draft.family) if part)
    name = " ".join(draft.name.split()) or " ".join(composed.split())
    if (
        not any(character.isalpha() for character in name)
        or email_handle(name)
        or name.lower().startswith("http")
    ):
        return " ".join(composed.split()) if draft.name.strip() and not email_handle(composed) else ""
    return name


def clean_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels without system groups, Google's leading ``* `` and doubles."""
    cleaned = (" ".join(label.strip().removeprefix("* ").split()) for label in labels)
    return tuple(dict.fromkeys(label for label in cleaned if label and label.lower() not in _SYSTEM_LABELS))


def _phone(number: str, kind: str, countries: dict[str, str]) -> str | None:
    country = countries.get(kind) or next(iter(countries.values()), "")
    found = phone_handle(number, region_of(country) if country else None)
    if found and not found.startswith("tel:+") and re.match(r"\W*00\W*[1-9]", number):
        international = phone_handle(f"+{number.strip().lstrip('(')[2:]}")
        return international if international and international.startswith("tel:+") else found
    return found


def _is_organisation(draft: ContactDraft, name: str, handles: tuple[str, ...]) -> bool:
    if draft.organisation:
        return True
    companies = {fold_name(company) for company, _ in draft.jobs if company}
    folded = fold_name(name)
    mails = [handle for handle in handles if handle.startswith("mailto:")]
    if not folded:
        personal = any(_is_personal(mail) for mail in mails)
        return (bool(companies) and not personal) or (bool(mails) and all(map(is_role_address, mails)))
    if draft.given and draft.family:
        return False
    return folded in companies or (bool(_LEGAL_FORM.search(folded)) and " " in folded)


def _is_personal(mail: str) -> bool:
    local = mail.removeprefix("mailto:").rpartition("@")[0]
    return bool(_PERSONAL_LOCAL.fullmatch(local)) and not is_role_address(mail)


def _is_machine(handles: tuple[str, ...]) -> bool:
    return bool(handles) and all(
        handle.startswith("mailto:") and is_machine_address(handle) for handle in handles
    )


def _person(draft: ContactDraft, name: str, handles: tuple[str, ...], *, kind: str) -> PersonSeen:
    jobs = list(dict.fromkeys((company.strip(), title.strip()) for company, title in draft.jobs))
    jobs = [job for job in jobs if any(job)]
    company, title = jobs[0] if jobs else ("", "")
    composed = " ".join(f"{draft.given} {draft.middle} {draft.family}".split())
    names = [" ".join(other.split()) for other in (name, composed, *draft.other_names)]
    facts = ((key, value.strip()) for key, value in draft.facts)
    key = f"uid:{draft.uid}" if draft.uid else f"hash:{_digest(repr((fold_name(name), sorted(handles))))}"
    return PersonSeen(
        file="",
        line=0,
        source_key=key,
        kind=kind,
        name=name,
        given=draft.given,
        family=draft.family,
        handles=handles,
        company=company,
        title=title,
        positions=tuple((*job, "", "") for job in jobs[1:]),
        facts=tuple(dict.fromkeys((key, value) for key, value in facts if 0 < len(value) <= LONGEST_FACT)),
        labels=clean_labels(draft.labels),
        note="\n\n".join(dict.fromkeys(note.strip() for note in draft.notes if note.strip())),
        all_names=tuple(dict.fromkeys(other for other in names if other)),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
