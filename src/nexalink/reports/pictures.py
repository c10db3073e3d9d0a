"""The orbit of each audit, drawn once and kept: as numbers, as SVG, and its far dots as JSON."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from nexalink.accounts.models import Owner
from nexalink.audits.models import Audit
from nexalink.kernel.dates import day_number
from nexalink.reports.dots import FarWords, dots_text, words_of
from nexalink.reports.far import far_people
from nexalink.reports.orbit import Orbit, draw_orbit

Key = tuple[int, datetime, int]
"""What tells a picture: its audit's id and moment, and how often somebody was erased from it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Holder:
    """Carries an audit into the cache without being part of its key: all holders are equal."""

    owner: Owner
    audit: Audit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder)

    def __hash__(self) -> int:
        return 0


def _key_of(audit: Audit) -> Key:
    """Tell an audit from every other: its moment from one of another database; but for erasing it never changes."""
    return audit.pk, audit.made_at, audit.document.get("erased", 0)


@lru_cache(maxsize=4)
def _drawn(_key: Key, by: str, holder: _Holder) -> Orbit:
    picture = dict(holder.audit.document["picture"])
    far = far_people(holder.owner, holder.audit, named=[person["id"] for person in picture["people"]])
    return draw_orbit(picture, far=far, by=by, on_day=day_number(holder.audit.on))


@lru_cache(maxsize=4)
def _picture(key: Key, by: str, linked: bool, holder: _Holder) -> SafeString:  # noqa: FBT001 - a key
    shown = {"orbit": _drawn(key, by, holder), "linked": linked}
    return mark_safe(render_to_string("reports/orbit.html", shown))  # noqa: S308 - the template escaped it


@lru_cache(maxsize=4)
def _dots(key: Key, by: str, holder: _Holder) -> str:
    return dots_text(holder.owner, holder.audit, _drawn(key, by, holder))


@lru_cache(maxsize=4)
def _words(key: Key, by: str, most: int | None, holder: _Holder) -> dict[int, FarWords]:
    return words_of(holder.owner, holder.audit, _drawn(key, by, holder).far[:most])


def orbit_of(owner: Owner, audit: Audit, *, by: str = "industry") -> Orbit:
    """Return an audit's picture, drawn once."""
    return _drawn(_key_of(audit), by, _Holder(owner, audit))


def picture_of(owner: Owner, audit: Audit, *, by: str = "industry", linked: bool = True) -> SafeString:
    """Return an audit's picture as SVG; ``linked`` where its dots open pages."""
    return _picture(_key_of(audit), by, linked, _Holder(owner, audit))


def far_dots(owner: Owner, audit: Audit, *, by: str = "industry") -> str:
    """Return the people of the picture's field as JSON: see ``dots_text``."""
    return _dots(_key_of(audit), by, _Holder(owner, audit))


def far_words(
    owner: Owner, audit: Audit, *, by: str = "industry", most: int | None = None
) -> dict[int, FarWords]:
    """Return what the first ``most`` people of the picture's field say of themselves, by id."""
    return _words(_key_of(audit), by, most, _Holder(owner, audit)) if most != 0 else {}


def forget_pictures() -> None:
    """Forget every picture drawn by this process."""
    for kept in (_drawn, _picture, _dots, _words):
        kept.cache_clear()
