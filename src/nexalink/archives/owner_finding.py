"""Tell who the owner is from what the archives say of themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

from nexalink.accounts.models import Owner, OwnerFact
from nexalink.archives.errors import OwnerUnknown
from nexalink.formats.handles import fold_name, handle
from nexalink.importers.contract import Archive, Importer, OwnerIdentity
from nexalink.importers.sightings import OwnerSeen

HANDLE_KINDS = frozenset({"profile", "email", "phone"})
_NEEDS = {"mail": "mailto:", "calendar": "mailto:", "linkedin": "https://www.linkedin.com/"}
"""Importers whose directions need a handle of the owner's, and how that handle begins."""


def known_identity(owner: Owner) -> OwnerIdentity:
    """Return the owner's handles, names and zone as recorded so far."""
    facts = list(OwnerFact.objects.of(owner).filter(kind__in=("handle", "name")).values_list("kind", "value"))
    names = {value for kind, value in facts if kind == "name"}
    if owner.name:
        names.add(owner.name)
    return OwnerIdentity(
        handles=frozenset(value for kind, value in facts if kind == "handle"),
        names=frozenset(names),
        zone=owner.zone,
    )


def find_owner(
    inputs: Sequence[tuple[Importer, Archive]], *, known: OwnerIdentity, me: Iterable[str] = ()
) -> tuple[OwnerIdentity, list[tuple[int, OwnerSeen]]]:
    """Return who the owner is over all inputs, and each sure piece of evidence with its input's index.

    Raises:
        OwnerUnknown: an input's directions cannot be told.
    """
    handles = set(known.handles) | {found for text in me if (found := handle(text))}
    names = set(known.names)
    zone = known.zone
    sure: list[tuple[int, OwnerSeen]] = []
    doubtful: dict[int, list[OwnerSeen]] = {}
    for index, (importer, archive) in enumerate(inputs):
        for seen in importer.owner_evidence(archive):
            if not seen.sure:
                doubtful.setdefault(index, []).append(seen)
                continue
            sure.append((index, seen))
            if seen.kind in HANDLE_KINDS:
                handles.add(seen.value)
            elif seen.kind == "name":
                names.add(seen.value)
            elif seen.kind == "zone" and zone == "UTC":
                zone = seen.value
    identity = OwnerIdentity(handles=frozenset(handles), names=frozenset(names), zone=zone)
    for index, (importer, archive) in enumerate(inputs):
        _check_told(importer, archive, identity, doubtful.get(index, []))
    return identity, sure


def _check_told(
    importer: Importer, archive: Archive, identity: OwnerIdentity, doubtful: list[OwnerSeen]
) -> None:
    needed = _NEEDS.get(importer.name)
    if not needed or any(own.startswith(needed) for own in identity.handles):
        return
    if importer.name != "mail" and not doubtful:
        return  # a calendar without attendees, an export without messages: nothing has a direction
    if importer.name == "linkedin" and identity.names:
        return  # the oldest exports carry no URLs; the importer goes by the owner's name
    ranked = sorted(doubtful, key=lambda seen: -seen.share)
    raise OwnerUnknown(archive.name, [(seen.value, seen.share) for seen in ranked])


def record_owner(
    owner: Owner, sure: Iterable[tuple[int, OwnerSeen]], *, imported_by: int, index: int
) -> None:
    """Keep what archive ``index`` says of the owner: handles, name, positions, schools."""
    rows = []
    for at, seen in sure:
        if at != index:
            continue
        kind = "handle" if seen.kind in HANDLE_KINDS else seen.kind
        detail: dict[str, Any] = {"title": seen.title, "started": seen.started, "finished": seen.finished}
        rows.append(
            OwnerFact(
                owner=owner,
                kind=kind,
                value=seen.value[:1000],
                detail={key: value for key, value in detail.items() if value},
                imported_by=imported_by,
            )
        )
        if kind == "name" and not owner.name:
            owner.name = seen.value[:200]
            owner.save(update_fields=["name"])
        if kind == "zone" and owner.zone == "UTC":
            owner.zone = seen.value[:64]
            owner.save(update_fields=["zone"])
    OwnerFact.objects.bulk_create(rows, ignore_conflicts=True)


def record_me(owner: Owner, me: Iterable[str]) -> None:
    """Keep the handles that the owner gave as their own."""
    found = [handle(text) for text in me]
    OwnerFact.objects.bulk_create(
        [OwnerFact(owner=owner, kind="handle", value=value) for value in found if value],
        ignore_conflicts=True,
    )


def is_owner(name: str, identity: OwnerIdentity) -> bool:
    """Tell whether ``name`` is one of the owner's names, compared without case and accents."""
    folded = fold_name(name)
    return bool(folded) and any(fold_name(own) == folded for own in identity.names)
