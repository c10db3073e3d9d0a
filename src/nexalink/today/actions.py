"""Put a nudge off, skip it, or do it: three different acts."""

from datetime import date, timedelta

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.interactions.actions import close_commitment, log_touch
from nexalink.kernel.dates import local_midday
from nexalink.people.models import Person
from nexalink.playbooks.actions import finish_step
from nexalink.ties.actions import finish_reminder
from nexalink.ties.due import cadences
from nexalink.ties.models import Tie
from nexalink.today.errors import NotSnoozable, NudgeMissing
from nexalink.today.models import Snooze
from nexalink.today.news import NewsLine, news, seen_until
from nexalink.today.nudges import Group, Nudge
from nexalink.today.queries import find_nudge

SNOOZES = {"tomorrow": 1, "3 days": 3, "week": 7, "month": 30}
"""How long a nudge can be put off, in days."""
_SKIPPED = 7
_SEEN = 365
_LONGEST = 200


def put_off(owner: Owner, *, nudge: str, days: int, on: date, by: str, key: str = "") -> Deed:
    """Let a nudge rest for ``days``; it comes back by itself.

    Raises:
        NudgeMissing: it is not on the list.
        NotSnoozable: the number of days is not between 1 and 366.
    """
    if not 1 <= days <= 366:
        raise NotSnoozable("A line can be put off for a day up to a year.", advice="Choose one of the spans.")
    found = _found(owner, nudge, on=on)
    until = on + timedelta(days=days)
    with deed(owner, by=by, action="put off", what=f"Put off until {until}: {found.name}", key=key) as act:
        _rest(act, found, until=until, skips=found.skips, on=on)
    return act


def skip(owner: Owner, *, nudge: str, on: date, by: str, key: str = "") -> Deed:
    """Leave a nudge out this time: an overdue tie for half its cadence, news for good, anything else for a week.

    Raises:
        NudgeMissing: it is not on the list.
    """
    found = _found(owner, nudge, on=on)
    rest = _SEEN if found.group is Group.NEWS else _SKIPPED
    if found.group is Group.OVERDUE:
        tie = Tie.objects.of(owner).get(person=found.person)
        rest = max(_SKIPPED, (tie.cadence_days or cadences(owner)[tie.tier or 3]) // 2)
    with deed(owner, by=by, action="skip", what=f"Skipped this time: {found.name}", key=key) as act:
        _rest(act, found, until=on + timedelta(days=rest), skips=found.skips + 1, on=on)
    return act


def finish(owner: Owner, *, nudge: str, on: date, by: str, key: str = "") -> Deed:
    """Do what a nudge asks, in one key: log the touch, keep the promise, tick the step or the reminder.

    Raises:
        NudgeMissing: it is not on the list.
        NotSnoozable: a request is decided at the gate.
    """
    found = _found(owner, nudge, on=on)
    if found.group is Group.COMMITMENT:
        return close_commitment(owner, commitment=found.about_id, kept=True, on=on, by=by, key=key)
    if found.group is Group.STEP:
        return finish_step(owner, step=found.about_id, on=on, by=by, key=key)
    if found.group is Group.REMINDER:
        return finish_reminder(owner, reminder=found.about_id, on=on, by=by, key=key)
    if found.group is Group.NEWS:
        return skip(owner, nudge=nudge, on=on, by=by, key=key)
    if found.person is None or found.group is Group.REQUEST:
        raise NotSnoozable("A request is decided with the four questions.", advice="Open the gate.")
    return log_touch(owner, person=found.person, day=on, on=on, by=by, key=key)


def see_news(owner: Owner, *, line: str, on: date, by: str, key: str = "") -> Deed:
    """Take a line of the news off the page, and off today's list where it stands there too.

    Raises:
        NudgeMissing: it is not among the news.
    """
    with deed(owner, by=by, action="see news", what="Seen", key=key) as act:
        told = news(owner, on=on)
        found = next((one for one in (*told.lines, *told.folded) if one.key == line), None)
        if found is None:
            raise NudgeMissing("That line is not among the news any more.", advice="Reload the page.")
        act.what = f"Seen: {found.name} – {found.what}"[:_LONGEST]
        _rest(act, found, until=seen_until(found, on=on), skips=0, on=on)
    return act


def _found(owner: Owner, nudge: str, *, on: date) -> Nudge:
    found = find_nudge(owner, nudge, on=on)
    if found is None:
        raise NudgeMissing("That line is not on today's list any more.", advice="Reload the page.")
    return found


def _rest(act: Deed, nudge: Nudge | NewsLine, *, until: date, skips: int, on: date) -> None:
    owner = act.owner
    at = local_midday(on, owner.zone)
    row = Snooze.objects.of(owner).select_for_update().filter(nudge=nudge.key).first()
    if row is None:
        person = Person.objects.of(owner).filter(pk=nudge.person).first() if nudge.person else None
        act.add(Snooze(owner=owner, person=person, nudge=nudge.key, until=until, skips=skips, at=at))
    else:
        act.change(row, until=until, skips=skips, at=at)
