"""News: what changed with the people who matter, tier by tier; everybody else's is folded away."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nexalink.accounts.deeds import Deed
from nexalink.accounts.queries import Owner
from nexalink.interactions.actions import log_touch
from nexalink.today.actions import see_news
from nexalink.today.news import News, NewsLine, Sort, news
from nexalink.web.acts import owner_of, perform
from nexalink.web.middleware import OwnedRequest
from nexalink.web.pages.today import number_after_colon
from nexalink.web.words import Face, ago_text, counted, day_text, face_of, month_text, today_in, when

KINDS = {
    Sort.UNANSWERED: "Waits for your answer",
    Sort.JOB: "Work",
    Sort.BIRTHDAY: "Birthday",
    Sort.ANNIVERSARY: "Years at work",
    Sort.SINCE: "Years at work",
}
"""What a line is about → its badge."""
_TIERS = {1: "Tier 1", 2: "Tier 2", 3: "Tier 3"}


@dataclass(frozen=True, slots=True)
class NewsCard:
    """One line as it is shown."""

    key: str
    person: int
    name: str
    address: str
    face: Face
    kind: str
    what: str
    when: str
    machine: str
    why: str
    source: str
    touched: str
    draft: str
    brief: str


@dataclass(frozen=True, slots=True)
class TierNews:
    """The lines of one tier."""

    title: str
    cards: tuple[NewsCard, ...]


@dataclass(frozen=True, slots=True)
class NewsPage:
    """The page. ``folded_title`` is "" where people in no tier have no news; ``beyond`` counts lines not shown."""

    answer: str
    advice: str
    tiers: tuple[TierNews, ...]
    folded_title: str
    folded: tuple[NewsCard, ...]
    beyond: str
    is_empty: bool


@require_safe
def show_news(request: OwnedRequest) -> HttpResponse:
    """Show the news of the tiers, and folded those of everybody else."""
    owner = request.owner
    if owner is None:
        return render(request, "web/news/empty.html")
    on = today_in(owner.zone)
    return render(request, "web/news/news.html", {"page": _page(news(owner, on=on), owner, on)})


def _page(found: News, owner: Owner, on: date) -> NewsPage:
    pages = _addresses()
    cards = {line.key: _card(line, pages, owner, on) for line in (*found.lines, *found.folded)}
    tiers = (
        TierNews(title, tuple(cards[line.key] for line in found.lines if line.tier == tier))
        for tier, title in _TIERS.items()
    )
    lines = counted(found.others, "line", "lines")
    beyond = found.others - len(found.folded)
    return NewsPage(
        answer=_answer(found),
        advice=_advice(found),
        tiers=tuple(one for one in tiers if one.cards),
        folded_title=f"{lines} about people in no tier" if found.others else "",
        folded=tuple(cards[line.key] for line in found.folded),
        beyond=f"Those of the closest are shown; {counted(beyond, 'more line', 'more lines')} are not." if beyond > 0 else "",
        is_empty=not found.lines and not found.others,
    )  # fmt: skip


def _answer(found: News) -> str:
    people = len({line.person for line in found.lines})
    waiting = sum(line.sort is Sort.UNANSWERED for line in found.lines)
    if not people:
        return "No news from your tiers."
    news_of = f"There is news from {counted(people, 'person', 'people')} in your tiers"
    return f"{news_of}; {counted(waiting, 'waits', 'wait')} for your answer." if waiting else f"{news_of}."


def _advice(found: News) -> str:
    if not found.lines:
        return "Nobody whom you keep up with has a new job, a birthday near, or waits for an answer."
    first = found.lines[0]
    if first.sort is Sort.UNANSWERED:
        return f"Begin with an answer to {first.name}."
    return f"Begin with a line to {first.name}: {first.what[0].lower()}{first.what[1:]}."


def _addresses() -> dict[str, str]:
    """Return the pages of a person by name, with 0 for the person: resolving each for each line takes longest."""
    return {name: reverse(name, args=[0]) for name in ("person", "draft", "brief")}


def _card(line: NewsLine, pages: dict[str, str], owner: Owner, on: date) -> NewsCard:
    spoke = today_words(line.last_contact, owner, on) if line.touched else ""
    return NewsCard(
        key=line.key,
        person=line.person,
        name=line.name or "(no name)",
        address=pages["person"].replace("/0/", f"/{line.person}/"),
        face=face_of(line.name),
        kind=KINDS[line.sort],
        what=line.what,
        when=_when(line, on),
        machine=line.day.isoformat() if line.exact else f"{line.day:%Y-%m}",
        why=line.why,
        source=line.source,
        touched=f"You have been in touch since: {spoke}." if spoke else "",
        draft=pages["draft"].replace("/0/", f"/{line.person}/"),
        brief=pages["brief"].replace("/0/", f"/{line.person}/"),
    )


def today_words(seconds: int | None, owner: Owner, on: date) -> str:
    """Say how long ago a moment was, "" for never."""
    said = when(seconds, zone=owner.zone, today=on)
    return said.ago if said else ""


def _when(line: NewsLine, on: date) -> str:
    if not line.exact:
        return f"In {month_text(line.day)}"
    days = (line.day - on).days
    if days > 0:
        return f"{day_text(line.day)}, tomorrow" if days == 1 else f"{day_text(line.day)}, in {days} days"
    return f"{day_text(line.day)}, {ago_text(-days)}"


@require_POST
def act_on(request: OwnedRequest) -> HttpResponse:
    """Log a touch with the person of a line, or take the line away as seen."""
    owner = owner_of(request)
    on = today_in(owner.zone)
    wanted = request.POST.get("act", "")

    def act(key: str) -> Deed:
        if wanted.startswith("touch:"):
            return log_touch(owner, person=number_after_colon(wanted), day=on, on=on, by="web", key=key)
        return see_news(owner, line=request.POST.get("line", "")[:80], on=on, by="web", key=key)

    return perform(request, act, back=reverse("news"))
