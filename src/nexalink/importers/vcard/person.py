"""What one card says about its person."""

import re
from collections.abc import Iterator

from nexalink.formats.handles import profile_handle
from nexalink.formats.partial_dates import partial_date
from nexalink.formats.vcard import Card, Property
from nexalink.importers.contact_records import ContactDraft

_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-KIND")
_MEMBERS = frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"})
_NO_PERSON = frozenset(
    {"group", "org", "organization", "organisation", "location", "thing", "device", "application"}
)
_URLS = frozenset({"URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP", "X-URL", "CONTACT-URI"})
_ANNIVERSARIES = ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-WEDDING")
_RELATED = {
    "X-SPOUSE": "spouse",
    "X-MANAGER": "manager",
    "X-ASSISTANT": "assistant",
}
_MAKERS = re.compile(r"\AX-(?:EVOLUTION|KADDRESSBOOK|MS|ANDROID|GROUPDAV)-", re.IGNORECASE)
_SILENT = frozenset(
    {"X-ABLABEL", "X-ABDATE", "X-ABRELATEDNAMES", "X-SOCIALPROFILE", "X-URL", *_KINDS, *_MEMBERS}
)
_USERNAME = re.compile(r"[\w%-]{3,100}\Z")
_LINKEDIN_URL = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/(?:in|pub|mwlite)/[^\s\"'<>,;)]+", re.IGNORECASE
)


def draft_of(card: Card) -> ContactDraft:
    """Return the draft of a card: handles, names, jobs, facts, labels, notes."""
    draft = ContactDraft(uid=_plain_uid(card.text("UID")), organisation=_is_no_person(card))
    _take_names(draft, card)
    _take_handles(draft, card)
    _take_jobs(draft, card)
    draft.facts += [*_days(card), *_places(card), *_plain_facts(card), *_relations(card), *_unknown(card)]
    draft.labels += [label for prop in card.all("CATEGORIES") for label in prop.text.split(",")]
    draft.notes += [prop.text for prop in card.all("NOTE")]
    return draft


def is_group(card: Card) -> bool:
    """Tell whether a card is a list of other cards."""
    return any(prop.text.strip().lower() == "group" for prop in card.all(*_KINDS))


def group_members(card: Card) -> Iterator[str]:
    """Yield the UIDs that a group card lists, for comparing with ``uid_of``."""
    for prop in card.properties:
        if prop.name in _MEMBERS:
            yield _compared_uid(prop.text)


def uid_of(card: Card) -> str:
    """Return the card's UID for comparing: without ``urn:uuid:``, in lower case."""
    return _compared_uid(card.text("UID") or card.text("X-ABUID"))


def _plain_uid(text: str) -> str:
    return text.strip().removeprefix("urn:uuid:")


def _compared_uid(text: str) -> str:
    return text.strip().lower().removeprefix("urn:uuid:").removesuffix(":abperson")


def _is_no_person(card: Card) -> bool:
    kinds = {prop.text.strip().lower() for prop in card.all(*_KINDS)}
    company = card.text("X-ABSHOWAS").upper().split(",")[0] == "COMPANY"
    listing = not kinds and any(prop.name in _MEMBERS for prop in card.properties)
    return company or listing or bool(kinds & _NO_PERSON)


def _take_names(draft: ContactDraft, card: Card) -> None:
    structured = card.first("N")
    components = structured.components if structured else ()
    family, given, middle, *_ = (*map(_joined, components), "", "", "")
    if components and not given and "," in components[0]:
        family, _, given = (part.strip() for part in components[0].partition(","))
    draft.family, draft.given, draft.middle = family, given, middle
    names = [prop.text for prop in card.all("FN") if prop.text.strip()]
    nicknames = [name for prop in card.all("NICKNAME") for name in prop.parts if name]
    draft.name = next(iter(names), "")
    if not draft.name and not (given or family or middle):
        draft.name = next(iter(nicknames), "")
    draft.other_names += names[1:]
    draft.facts += [("nickname", name) for name in nicknames]


def _joined(component: str) -> str:
    """Return a component of a name with several values (``Richter,James``) as one."""
    return " ".join(component.replace(",", " ").split())


def _take_handles(draft: ContactDraft, card: Card) -> None:
    draft.emails += [prop.text for prop in card.all("EMAIL")]
    draft.phones += [(prop.text, _place(prop)) for prop in card.all("TEL")]
    for prop in card.all("ADR"):
        country = (*prop.components, *[""] * 7)[6]
        if country:
            draft.countries.setdefault(_place(prop), country)
    for prop in card.properties:
        draft.links += _profiles(prop)


def _place(prop: Property) -> str:
    return "work" if "work" in prop.types else "home"


def _profiles(prop: Property) -> list[str]:
    """Return LinkedIn profiles that a property names: a URL anywhere, or a user name where the service is told."""
    if prop.name in ("NOTE", "PHOTO", "LOGO"):
        return []
    if found := _LINKEDIN_URL.findall(prop.text):
        return [str(link) for link in found]
    services = {
        word.lower() for word in (*prop.types, *prop.param("SERVICE-TYPE"), *prop.param("X-SERVICE-TYPE"))
    }
    if "linkedin" not in services and not prop.name.startswith("X-LINKEDIN"):
        return []
    users = (*prop.param("X-USER"), *prop.param("USERNAME"), prop.text.rpartition(":")[2].strip("/@ "))
    return [f"https://www.linkedin.com/in/{user}" for user in users if _USERNAME.match(user)][:1]


def _take_jobs(draft: ContactDraft, card: Card) -> None:
    companies = _without_translations(card.all("ORG"))
    titles = [prop.text.strip() for prop in _without_translations(card.all("TITLE")) if prop.text.strip()]
    roles = [prop.text.strip() for prop in _without_translations(card.all("ROLE")) if prop.text.strip()]
    names = [prop.components[0] for prop in companies if prop.value.strip("; ")]
    titles = titles or roles[:1]
    for index in range(max(len(names), len(titles))):
        draft.jobs.append(
            (names[index] if index < len(names) else "", titles[index] if index < len(titles) else "")
        )
    departments = [", ".join(part for part in prop.components[1:] if part) for prop in companies]
    draft.facts += [("department", department) for department in departments if department]
    draft.facts += [("role", role) for role in roles]


def _without_translations(props: tuple[Property, ...]) -> list[Property]:
    """Return the first of each set of translations (4.0's ALTID) and all that are no translation."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for prop in props:
        alternative = prop.param("ALTID")
        if not alternative or alternative not in seen:
            kept.append(prop)
        seen.add(alternative)
    return kept


def _days(card: Card) -> Iterator[tuple[str, str]]:
    if birthday := next(filter(None, map(_day, card.all("BDAY", "X-BDAY", "X-BIRTHDAY"))), ""):
        yield "birthday", birthday
    if anniversary := next(filter(None, map(_day, card.all(*_ANNIVERSARIES))), ""):
        yield "anniversary", anniversary
    for prop in card.all("X-ABDATE"):
        label, day = card.label(prop), _day(prop)
        if day and label.lower() == "anniversary":
            yield "anniversary", day
        elif day:
            yield "date", f"{label}: {day}" if label else day


def _day(prop: Property) -> str:
    return partial_date(prop.text, omitted_year=next(iter(prop.param("X-APPLE-OMIT-YEAR")), ""))


def _places(card: Card) -> Iterator[tuple[str, str]]:
    for index, prop in enumerate(_without_translations(card.all("ADR"))):
        parts = [" ".join(part.split()) for part in (*prop.components, *[""] * 7)[:7]]
        _, _, _, city, region, _, country = parts
        place = ", ".join(part for part in (city, country or region) if part)
        if place and index == 0:
            yield "place", place
        if whole := ", ".join(part for part in parts if part):
            yield "address", whole


def _plain_facts(card: Card) -> Iterator[tuple[str, str]]:
    for prop in card.properties:
        if prop.name == "URL" and prop.text.strip() and not profile_handle(prop.text):
            yield "url", prop.text
        elif prop.name == "GENDER" and prop.value.strip("; "):
            yield "gender", prop.components[0] or prop.components[-1]
        elif prop.name in ("IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE") and not _profiles(prop):
            service = next(
                iter((*prop.param("X-SERVICE-TYPE"), *prop.param("SERVICE-TYPE"), *prop.param("TYPE"))), ""
            )
            yield "profile", f"{service}: {prop.text}" if service else prop.text


def _relations(card: Card) -> Iterator[tuple[str, str]]:
    for prop in card.properties:
        kind = _RELATED.get(_MAKERS.sub("X-", prop.name), "")
        if prop.name == "X-ABRELATEDNAMES":
            kind = card.label(prop).lower() or "related"
        elif prop.name == "RELATED":
            kind = ", ".join(sorted(prop.types - {"pref"})) or "related"
        elif prop.name == "AGENT":
            kind = "agent"
        if kind and prop.text.strip():
            refers = prop.text.startswith("urn:")  # to a card that may not be here: kept, but nothing to read
            yield (
                "x-related" if refers else "related",
                f"{kind}: {_agent_name(prop) if kind == 'agent' else prop.text}",
            )


def _agent_name(prop: Property) -> str:
    """Return the name in a card within a card, else the agent's address as written."""
    found = re.search(r"^FN[^:\n]*:(.+)$", prop.text, re.MULTILINE | re.IGNORECASE)
    return found[1].strip() if found else prop.text


def _unknown(card: Card) -> Iterator[tuple[str, str]]:
    """Yield the properties that no rule reads, for writing them back: ``x-…`` in lower case and the text."""
    for prop in card.properties:
        if prop.name.startswith("X-") and prop.name not in _SILENT and prop.text.strip():
            yield prop.name.lower(), prop.text
