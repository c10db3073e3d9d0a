"""Add a person by hand."""

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name, handle
from nexalink.people.actions import LONGEST, clean_name
from nexalink.people.errors import AddressUnclear, NameImpossible, PersonKnown
from nexalink.people.models import Fact, Handle, Person
from nexalink.ties.models import SOURCES, Tie


def add_person(
    owner: Owner,
    *,
    name: str,
    by: str,
    address: str = "",
    company: str = "",
    title: str = "",
    key: str = "",
) -> Deed:
    """Add somebody whom no source knows, untracked; ``address`` is an e-mail address, a number or a profile.

    Raises:
        NameImpossible: the name has no letters, or a text is too long.
        AddressUnclear: the address is none.
        PersonKnown: somebody in the network holds the address.
    """
    words = clean_name(name)
    said = {"name": words}
    for field, text in (("company", company), ("title", title)):
        if kept := text.replace("\x00", "").strip():
            if len(kept) > LONGEST[field]:
                raise NameImpossible(
                    f"{field.capitalize()} has at most {LONGEST[field]} characters.",
                    advice="Make it shorter.",
                )
            said[field] = kept
    with deed(owner, by=by, action="add person", what=f"Added {words[:200]}", key=key) as act:
        uri = _uri(
            owner, address.replace("\x00", "").strip()
        )  # here: sent twice, the form finds whom it added
        person = act.add(Person(owner=owner, folded_name=fold_name(words)[:400], by_owner=said, **said))
        act.add(Fact(owner=owner, person=person, kind="source", value="manual", source="manual"))
        if uri:
            act.add(Handle(owner=owner, person=person, uri=uri, source="manual"))
        act.add(Tie(owner=owner, person=person, sources=SOURCES["manual"]))
    return act


def _uri(owner: Owner, address: str) -> str:
    if not address:
        return ""
    uri = handle(address) if len(address) <= 700 else None
    if uri is None:
        raise AddressUnclear(
            f"“{address[:80]}” is no address, number or profile.",
            advice="Write it as ana@example.com, +49 30 1234567 or linkedin.com/in/ana.",
        )
    holder = Handle.objects.of(owner).filter(uri=uri).select_related("person").first()
    if holder is not None and holder.person.trashed_at is not None:
        raise PersonKnown(
            f"{holder.person.name or 'Somebody'} has that address, and is among the people you removed.",
            advice="Restore them from there.",
        )
    if holder is not None:
        raise PersonKnown(
            f"{holder.person.name or 'Somebody'} has that address already.", advice="Open their page."
        )
    return uri
