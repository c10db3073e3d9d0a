"""Ask what is due today, each line with its reason. A fixed number of queries, whatever the size of the network."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from nexalink.accounts.models import Owner
from nexalink.audits.queries import readings_of
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Commitment
from nexalink.interactions.queries import at_moments
from nexalink.kernel.dates import local_date
from nexalink.kernel.texts import one_line, span
from nexalink.playbooks.models import Step
from nexalink.ties.due import cadences, first_turns
from nexalink.ties.models import Reminder
from nexalink.ties.tracked import TrackedTie, tracked_ties
from nexalink.today.evidence import evidence
from nexalink.today.happenings import job_changes_of, job_words, waiting_for_answer
from nexalink.today.models import Snooze
from nexalink.today.nudges import ASKED_FOR, MOST, Group, Nudge, TodaysList, choose
from nexalink.today.tie_lines import LINE, TieLine, likely_to_fade

SOON_DAYS = 7
CLOSE = 50
FADING = 0.6
"""A close tie likelier than this to fall silent within 90 days is worth a line, unless the owner sets ``fade_threshold``."""
_MOST_OF_A_GROUP = 60
_ABOUT = 90
Dated = tuple[date, Nudge]
"""A nudge and the day from which it counts."""


def todays_list(owner: Owner, *, on: date) -> TodaysList:
    """Return what is due on day ``on`` (the owner's), at most ten lines (``nudges_a_day`` in the settings): 13 queries."""
    off = {row.nudge: row for row in Snooze.objects.of(owner)}
    found = [
        (day, _with_skips(nudge, off.get(nudge.key)))
        for day, nudge in everything_due(owner, on=on)
        if not rests(off.get(nudge.key), on=on, since=_came(nudge), zone=owner.zone)
    ]
    due = [nudge for day, nudge in found if day <= on]
    later = sorted(
        ((day, nudge) for day, nudge in found if day > on), key=lambda pair: (pair[0], pair[1].key)
    )
    chosen = choose(due, most=int(owner.settings.get("nudges_a_day", MOST)))
    people = {nudge.person for nudge in chosen}
    return TodaysList(
        _with_evidence(owner, _with_last_topic(owner, chosen)),
        len(due),
        Counter(nudge.group for nudge in due) - Counter(nudge.group for nudge in chosen),
        tuple(
            (day, nudge)
            for day, nudge in later
            if nudge.person not in people or nudge.person is None or nudge.group in ASKED_FOR
        )[:SOON_DAYS],
    )


def everything_due(owner: Owner, *, on: date) -> list[Dated]:
    """Return every nudge that is due or comes within a week, put off or not, with its day: ten queries."""
    until = on + timedelta(days=SOON_DAYS)
    ties = tracked_ties(owner)
    return [
        *_commitments(owner, on=on, until=until),
        *_unanswered(owner, ties, on=on),
        *_overdue(owner, ties, on=on, until=until),
        *_reminders(owner, on=on, until=until),
        *_birthdays(owner, ties, on=on, until=until),
        *_steps(owner, on=on, until=until),
        *_fading(owner, on=on),
        *_requests(owner, on=on),
        *_news(owner, ties, on=on),
    ]


def find_nudge(owner: Owner, key: str, *, on: date) -> Nudge | None:
    """Return the nudge of this name if it is due or coming, put off or not."""
    found = next((nudge for _, nudge in everything_due(owner, on=on) if nudge.key == key), None)
    return None if found is None else _with_skips(found, Snooze.objects.of(owner).filter(nudge=key).first())


def rests(off: Snooze | None, *, on: date, since: int | None, zone: str) -> bool:
    """Tell whether a line was put off beyond day ``on``; one that came on a later day, ``since``, is a new line."""
    if off is None or off.until <= on:
        return False
    return since is None or local_date(since, zone) <= local_date(off.at, zone)


def _came(nudge: Nudge) -> int | None:
    """Return when the message came that a nudge is about: a newer one is not what was put off."""
    return nudge.last_contact if nudge.group is Group.UNANSWERED else None


def _with_skips(nudge: Nudge, off: Snooze | None) -> Nudge:
    """Add how often in a row a nudge was skipped: a touch since then begins the row anew."""
    if off is None or off.at <= (nudge.last_contact or 0):
        return nudge
    return replace(nudge, skips=off.skips)


def _of_tie(tie: TieLine | TrackedTie, group: Group, about: int, why: str, urgency: float) -> Nudge:
    return Nudge(
        key=f"{group}:{about}",
        group=group,
        person=tie.person_id,
        name=tie.name,
        why=why,
        urgency=urgency,
        last_contact=tie.last_contact,
        tier=tie.tier,
        closeness=tie.closeness or 0.0,
    )


def _commitments(owner: Owner, *, on: date, until: date) -> Iterator[Dated]:
    rows = Commitment.objects.of(owner).filter(state="open", due_on__lte=until).order_by("due_on", "id")
    for number, due, by_owner, what, *of_tie in rows.values_list("pk", "due_on", "by_owner", "what", *LINE)[
        :_MOST_OF_A_GROUP
    ]:
        tie, day = TieLine(*of_tie), due or on
        late = (on - day).days
        who = "You promised" if by_owner else f"{tie.name} promised"
        when = f"due {span(late)} ago" if late > 0 else "due today" if late == 0 else f"due in {span(-late)}"
        yield day, _of_tie(tie, Group.COMMITMENT, number, f"{who}: {what} ({when}).", float(late))


def _unanswered(owner: Owner, ties: list[TrackedTie], *, on: date) -> Iterator[Dated]:
    """Yield those of tier 1 and 2 whose last direct message was theirs."""
    near = {tie.person_id: tie for tie in ties}
    for one in waiting_for_answer(owner, ties, on=on):
        tie = near[one.person]
        why = f"Wrote to you {span(one.days)} ago and has no answer yet (tier {tie.tier})."
        urgency = one.days + (10.0 if tie.tier == 1 else 0.0)
        yield on, _of_tie(tie, Group.UNANSWERED, one.person, why, urgency)


def _overdue(owner: Owner, ties: list[TrackedTie], *, on: date, until: date) -> Iterator[Dated]:
    usual = cadences(owner)
    turns = first_turns(ties, usual=usual)
    for tie in ties:
        if tie.next_touch_due is None:
            continue
        turn = max(tie.next_touch_due, turns.get(tie.person_id, tie.next_touch_due))
        if turn > until:
            continue
        cadence = tie.cadence_days or usual[tie.tier or 3]
        last = local_date(tie.last_contact, owner.zone) if tie.last_contact else None
        days = (on - last).days if last else None
        ratio = (days if days is not None else cadence + (on - tie.next_touch_due).days) / cadence
        ago = f"Last contact {span(days)} ago" if days is not None else "No contact yet"
        yield (
            turn,
            _of_tie(
                tie,
                Group.OVERDUE,
                tie.person_id,
                f"{ago}; you wanted every {span(cadence)} (tier {tie.tier}).",
                ratio,
            ),
        )


def _reminders(owner: Owner, *, on: date, until: date) -> Iterator[Dated]:
    rows = Reminder.objects.of(owner).filter(on__lte=until).filter(Q(done_on=None) | Q(yearly=True))
    rows = rows.order_by("on", "id")
    for number, first, done, text, *of_tie in rows.values_list("pk", "on", "done_on", "text", *LINE)[
        :_MOST_OF_A_GROUP
    ]:
        day = first if done is None else next_yearly(first, after=done)
        if day > until:
            continue
        late = (on - day).days
        when = f"{span(late)} ago" if late > 0 else "today" if late == 0 else f"in {span(-late)}"
        yield day, _of_tie(TieLine(*of_tie), Group.REMINDER, number, f"{text} ({when}).", float(late))


def _birthdays(owner: Owner, ties: list[TrackedTie], *, on: date, until: date) -> Iterator[Dated]:
    """Yield the birthdays to come; one is over once there was contact on the day."""
    for tie in ties:
        day = birthday_in(tie.birthday, on, until)
        if day is not None and not (tie.last_contact and local_date(tie.last_contact, owner.zone) >= day):
            when = "today" if day == on else f"on {day.day} {day:%B}"
            yield day, _of_tie(tie, Group.BIRTHDAY, tie.person_id, f"Birthday {when}.", 1.0 / (tie.tier or 3))


def _steps(owner: Owner, *, on: date, until: date) -> Iterator[Dated]:
    rows = Step.objects.of(owner).filter(
        done_on=None, skipped_on=None, due_on__lte=until, playbook__closed_on=None
    )
    told = rows.order_by("due_on", "id").values_list("pk", "due_on", "what", "playbook__title", *LINE)
    for number, due, what, title, *of_tie in told[:_MOST_OF_A_GROUP]:
        why = f"{what} – step of “{title}”."
        late = float((on - due).days)
        if of_tie[0] is None:
            yield due, Nudge(f"{Group.STEP}:{number}", Group.STEP, None, title, why, late)
        else:
            yield due, _of_tie(TieLine(*of_tie), Group.STEP, number, why, late)


def _fading(owner: Owner, *, on: date) -> Iterator[Dated]:
    """Yield close ties that are likely to fall silent, by the touch days at risk (closeness × forecast)."""
    least = float(owner.settings.get("fade_threshold", FADING))
    for tie, rank, fade in likely_to_fade(owner, closest=CLOSE, least=least):
        days = (on - local_date(tie.last_contact, owner.zone)).days if tie.last_contact else 0
        why = f"Number {rank} by closeness and likely to fall silent: last contact {span(days)} ago."
        yield on, _of_tie(tie, Group.FADING, tie.person_id, why, (tie.closeness or 0.0) * fade)


def _requests(owner: Owner, *, on: date) -> Iterator[Dated]:
    rows = ConnectionRequest.objects.of(owner).filter(
        direction="in", outcome="pending", judged_at=None, person__trashed_at=None
    )
    plain = rows.order_by("-sent_at", "id").values_list("pk", "person_id", "name", "sent_at")
    for pk, person, name, sent_at in plain[:_MOST_OF_A_GROUP]:
        days = (on - local_date(sent_at, owner.zone)).days
        why = f"Asked to connect {span(days)} ago; four questions decide."
        yield (
            on,
            Nudge(
                f"{Group.REQUEST}:{pk}",
                Group.REQUEST,
                person,
                name or "Somebody",
                why,
                -float(days),
            ),
        )


def _news(owner: Owner, ties: list[TrackedTie], *, on: date) -> Iterator[Dated]:
    """Yield job changes of tracked people that a newer export showed, the closest tiers first."""
    near = {tie.person_id: tie for tie in ties}
    for row in job_changes_of(owner, near.keys(), on=on):
        tie = near[row.person]
        why = f"{job_words(row.before, row.after)}."
        yield on, _of_tie(tie, Group.NEWS, row.pk, why, 4.0 - (tie.tier or 3))


def _with_last_topic(owner: Owner, nudges: tuple[Nudge, ...]) -> tuple[Nudge, ...]:
    """Add what the last contact was about, where the source tells."""
    moments = {nudge.person: nudge.last_contact for nudge in nudges if nudge.person and nudge.last_contact}
    if not moments:
        return nudges
    about = {
        person: (subject or text).strip()
        for rows in at_moments(owner, moments)
        for person, subject, text in rows.values_list("person_id", "subject", "text")
    }
    return tuple(replace(nudge, about=shortened(about.get(nudge.person or 0, ""))) for nudge in nudges)


def _with_evidence(owner: Owner, nudges: tuple[Nudge, ...]) -> tuple[Nudge, ...]:
    """Add what the latest audit measured of the people: one query."""
    about = {nudge.person for nudge in nudges if nudge.person and nudge.group is not Group.REQUEST}
    found = readings_of(owner, about) if about else {}
    return tuple(
        replace(nudge, evidence=evidence(found[nudge.person], opening=nudge.group is not Group.UNANSWERED))
        if nudge.person in found
        else nudge
        for nudge in nudges
    )


def shortened(text: str) -> str:
    """Return the beginning of a text on one line.

    >>> shortened("Lunch  next week? ")
    'Lunch next week?'
    """
    return one_line(text, longest=_ABOUT)


def birthday_in(birthday: str, first: date, last: date) -> date | None:
    """Return the day of a birthday (``YYYY-MM-DD`` or ``--MM-DD``) between two days, None where there is none.

    Who was born on 29 February has it on the 28th in other years.

    >>> birthday_in("1980-02-29", date(2026, 2, 20), date(2026, 3, 1))
    datetime.date(2026, 2, 28)
    """
    found = re.search(r"(\d{2})-(\d{2})$", birthday)
    if not found:
        return None
    month, day = int(found[1]), int(found[2])
    for year in {first.year, last.year}:
        try:
            this = date(year, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                return None
            this = date(year, 2, 28)
        if first <= this <= last:
            return this
    return None


def next_yearly(day: date, *, after: date) -> date:
    """Return the next anniversary of ``day`` later than ``after``."""
    for year in (after.year, after.year + 1):
        this = birthday_in(day.isoformat(), date(year, 1, 1), date(year, 12, 31))
        if this is not None and this > after:
            return this
    return day
