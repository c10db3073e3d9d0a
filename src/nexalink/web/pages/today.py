"""Today: the few people who need the owner now, each with why, when last and about what."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.ties.actions import set_cadence
from nexalink.ties.due import cadences
from nexalink.ties.queries import has_anybody
from nexalink.today.actions import SNOOZES, finish, put_off, skip
from nexalink.today.nudges import Group, Nudge
from nexalink.today.path import next_step
from nexalink.today.queries import todays_list
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.shift import strip_of
from nexalink.web.typed import whole_number
from nexalink.web.words import Face, counted, face_of, today_in, when

GROUPS = {
    Group.COMMITMENT: ("Promises", "Kept"),
    Group.UNANSWERED: ("Waiting for your answer", "Answered"),
    Group.OVERDUE: ("Time for a touch", "Done today"),
    Group.REMINDER: ("Reminders", "Done"),
    Group.BIRTHDAY: ("Birthdays", "Congratulated"),
    Group.STEP: ("Steps of your plans", "Done"),
    Group.FADING: ("Close, and fading", "Done today"),
    Group.REQUEST: ("Who wants in", ""),
    Group.NEWS: ("News", "Seen"),
}
"""Group → its heading, and the words of its one-key done; empty where it is decided elsewhere."""
ALL_OF = {
    Group.COMMITMENT: "commitments",
    Group.REQUEST: "gate",
    Group.STEP: "playbooks",
    Group.UNANSWERED: "news",
    Group.OVERDUE: "tiers",
    Group.NEWS: "news",
}
"""Group → the page that lists them all."""
SKIPS_BEFORE_SLOWER = 3


@dataclass(frozen=True, slots=True)
class NudgeCard:
    """One nudge as it is shown."""

    key: str
    name: str
    address: str
    face: Face
    why: str
    last: str
    about: str
    evidence: str
    done: str
    brief: str
    slower: int
    """A slower cadence to offer, in days, after three skips; 0 for none."""


@dataclass(frozen=True, slots=True)
class NudgeGroup:
    """The nudges of one kind."""

    title: str
    cards: tuple[NudgeCard, ...]
    more: int
    """How many of the group are due and not shown."""
    all: str
    """Where all of them stand, "" where no page lists them."""


@dataclass(frozen=True, slots=True)
class ComingLine:
    """A nudge of the coming week."""

    day: str
    name: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The home page."""

    answer: str
    shown: str
    groups: tuple[NudgeGroup, ...]
    upcoming: tuple[ComingLine, ...]
    spans: tuple[tuple[str, int], ...]
    date: str


@require_safe
def show_today(request: OwnedRequest) -> HttpResponse:
    """Show what is due today, or calmly that nothing is."""
    owner = request.owner
    if owner is None:
        return render(request, "web/today/empty.html")
    on = today_in(owner.zone)
    found = todays_list(owner, on=on)
    if not found.nudges and not has_anybody(owner):
        return render(request, "web/today/empty.html")
    groups = tuple(
        NudgeGroup(title, cards, found.more.get(group, 0), reverse(ALL_OF[group]) if group in ALL_OF else "")
        for group, (title, _) in GROUPS.items()
        if (cards := tuple(_card(nudge, owner, on) for nudge in found.nudges if nudge.group is group))
    )
    shown = len(found.nudges)
    page = TodayPage(
        answer=_answer(len({nudge.person or nudge.key for nudge in found.nudges})),
        shown=f"{shown} of {found.total}" if found.total > shown else "",
        groups=groups,
        upcoming=tuple(
            ComingLine(_day_words(day, on), nudge.name or "(no name)", _address(nudge), nudge.why)
            for day, nudge in found.upcoming
        ),
        spans=tuple(SNOOZES.items()),
        date=f"{on:%A}, {on.day} {on:%B}",
    )
    return render(request, "web/today/today.html", {"page": page, "shift": strip_of(next_step(owner, on=on))})


def _answer(number: int) -> str:
    if not number:
        return "Nothing is due. Your network is in good order today."
    return f"{counted(number, 'person needs', 'people need')} you today."


def _day_words(day: date, on: date) -> str:
    """Name a day of the coming week."""
    return "Tomorrow" if (day - on).days == 1 else f"{day:%A}"


def _address(nudge: Nudge) -> str:
    """Return where a nudge leads to."""
    if nudge.group is Group.REQUEST:
        return reverse("gate")
    return reverse("person", args=[nudge.person]) if nudge.person else reverse("playbooks")


def _card(nudge: Nudge, owner: Owner, on: date) -> NudgeCard:
    last = when(nudge.last_contact, zone=owner.zone, today=on)
    slower = 2 * _cadence_of(nudge, owner) if nudge.group is Group.OVERDUE else 0
    return NudgeCard(
        key=nudge.key,
        name=nudge.name or "(no name)",
        address=_address(nudge),
        face=face_of(nudge.name),
        why=nudge.why,
        last=f"Last contact {last.day}" if last else "",
        about=nudge.about,
        evidence=nudge.evidence,
        done=GROUPS[nudge.group][1],
        brief=reverse("brief", args=[nudge.person]) if nudge.person else "",
        slower=slower if nudge.skips >= SKIPS_BEFORE_SLOWER else 0,
    )


def _cadence_of(nudge: Nudge, owner: Owner) -> int:
    return cadences(owner)[nudge.tier or 3]


@require_POST
def act_on(request: OwnedRequest) -> HttpResponse:
    """Do, put off or skip one nudge, as the pressed button says."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    nudge, wanted = request.POST.get("nudge", "")[:80], request.POST.get("act", "")

    def act(key: str) -> Deed:
        if wanted == "done":
            return finish(owner, nudge=nudge, on=on, by="web", key=key)
        if wanted == "skip":
            return skip(owner, nudge=nudge, on=on, by="web", key=key)
        if wanted.startswith("slower:"):
            person, days = number_after_colon(nudge), number_after_colon(wanted)
            return set_cadence(owner, person=person, days=days, on=on, by="web", key=key)
        return put_off(owner, nudge=nudge, days=SNOOZES.get(wanted, 1), on=on, by="web", key=key)

    return perform(request, act, back=reverse("today"))


def number_after_colon(text: str) -> int:
    """Return the number that a button's value ends with, 0 for none.

    >>> number_after_colon("slower:60"), number_after_colon("overdue:x"), number_after_colon("")
    (60, 0, 0)
    """
    return whole_number(text.rpartition(":")[2]) or 0
