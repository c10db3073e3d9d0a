"""Who needs the owner today, and why: each group from its own evidence."""

from datetime import date, timedelta

import pytest

from nexalink.archives.models import Change
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.actions import close_commitment, log_touch, promise
from nexalink.playbooks.models import Playbook, Step
from nexalink.ties.actions import add_reminder, assign_tier, finish_reminder, set_cadence
from nexalink.ties.models import Tie
from nexalink.today.actions import finish, put_off, skip
from nexalink.today.errors import NotSnoozable, NudgeMissing
from nexalink.today.nudges import Group
from nexalink.today.queries import birthday_in, next_yearly, todays_list
from tests.factories import ON, Cast, make_cast, make_crowd, make_event, make_owner, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def groups(cast: Cast, *, on: date = ON) -> list[str]:
    return [nudge.key for nudge in todays_list(cast.owner, on=on).nudges]


def test_an_import_asks_for_nothing(cast: Cast) -> None:
    assert groups(cast) == []


def test_a_tie_is_due_one_cadence_after_its_last_touch(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.weak.pk], tier=2, on=ON, by="test")
    (nudge,) = todays_list(cast.owner, on=ON).nudges
    assert (nudge.group, nudge.person, nudge.why) == (
        Group.OVERDUE, cast.weak.pk, "Last contact 3 months ago; you wanted every 3 months (tier 2).",
    )  # fmt: skip
    assert nudge.urgency == pytest.approx(100 / 90)


def test_the_clock_runs_from_the_day_of_the_touch(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.weak.pk], tier=1, on=ON, by="test")
    log_touch(cast.owner, person=cast.weak.pk, day=ON - timedelta(days=40), on=ON, by="test")
    assert groups(cast) == [f"overdue:{cast.weak.pk}"]
    log_touch(cast.owner, person=cast.weak.pk, day=ON - timedelta(days=4), on=ON, by="test")
    assert groups(cast) == []
    assert Tie.objects.get(person=cast.weak).next_touch_due == ON + timedelta(days=26)


def test_a_touch_of_late_evening_counts_for_the_day_of_the_owners_zone(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.stranger.pk], tier=1, on=ON, by="test")
    event = make_event(cast.stranger, days_ago=0)
    event.at = moment(0) - moment(0) % 86_400 + 23 * 3_600 + 1_800  # 23:30 UTC is the next day in Berlin
    event.save()
    from nexalink.interactions.counts import refresh_ties

    refresh_ties(cast.owner, {cast.stranger.pk})
    assert Tie.objects.get(person=cast.stranger).next_touch_due == ON + timedelta(days=31)


def test_without_any_touch_the_clock_runs_from_the_day_of_the_tier(cast: Cast) -> None:
    assign_tier(cast.owner, people=[cast.stranger.pk], tier=1, on=ON, by="test")
    assert groups(cast) == []
    assert groups(cast, on=ON + timedelta(days=30)) == [f"overdue:{cast.stranger.pk}"]


def test_promises_reminders_steps_requests_and_news_are_lines(cast: Cast) -> None:
    owner = cast.owner
    assign_tier(owner, people=[cast.friend.pk, cast.stranger.pk], tier=3, on=ON, by="test")
    promise(owner, person=cast.weak.pk, what="send the plan", due=ON, on=ON, by="test")
    add_reminder(owner, person=cast.twin.pk, text="ask about the move", day=ON, by="test")
    plan = Playbook.objects.create(owner=owner, kind="launch", title="Autumn", started_on=ON)
    Step.objects.create(owner=owner, playbook=plan, what="Write the list", kind="touch", due_on=ON)
    ConnectionRequest.objects.create(
        owner=owner, direction="in", name="Nora New", sent_at=moment(3), source="linkedin", source_key="r1"
    )
    Change.objects.create(
        owner=owner,
        person=cast.stranger,
        kind="job",
        after={"title": "Head", "company": "Oak"},
        seen_after=ON,
    )
    whys = {nudge.group: nudge.why for nudge in todays_list(owner, on=ON).nudges}
    assert whys == {
        Group.COMMITMENT: "You promised: send the plan (due today).",
        Group.REMINDER: "ask about the move (today).",
        Group.STEP: "Write the list – step of “Autumn”.",
        Group.REQUEST: "Asked to connect 3 days ago; four questions decide.",
        Group.NEWS: "New job: Head, Oak.",
    }


def test_what_a_close_tie_wrote_last_waits_for_an_answer(cast: Cast) -> None:
    from nexalink.interactions.models import Direction

    assign_tier(cast.owner, people=[cast.friend.pk], tier=1, on=ON, by="test")
    assert groups(cast) == [
        f"unanswered:{cast.friend.pk}"
    ]  # the newest of the conversation is theirs, 3 days old
    make_event(cast.friend, days_ago=1, direction=Direction.OUT)
    assert groups(cast) == []


@pytest.mark.parametrize("on", [ON, ON + timedelta(days=400)])
def test_doing_a_line_takes_it_off_the_list(cast: Cast, on: date) -> None:
    owner = cast.owner
    assign_tier(owner, people=[cast.weak.pk], tier=1, on=ON, by="test")
    promise(owner, person=cast.twin.pk, what="call", due=on, on=on, by="test")
    add_reminder(owner, person=cast.stranger.pk, text="ask", day=on, by="test")
    for key in groups(cast, on=on):
        finish(owner, nudge=key, on=on, by="test")
    assert groups(cast, on=on) == []


def test_later_is_not_done_and_skipped_is_counted(cast: Cast) -> None:
    owner = cast.owner
    assign_tier(owner, people=[cast.weak.pk], tier=1, on=ON, by="test")
    (key,) = groups(cast)
    put_off(owner, nudge=key, days=3, on=ON, by="test")
    assert groups(cast) == []
    assert groups(cast, on=ON + timedelta(days=3)) == [key]
    day = ON + timedelta(days=3)
    for number in range(1, 4):
        skip(owner, nudge=key, on=day, by="test")
        assert groups(cast, on=day + timedelta(days=14)) == []
        day += timedelta(days=15)
        (nudge,) = todays_list(owner, on=day).nudges
        assert nudge.skips == number
    log_touch(owner, person=cast.weak.pk, day=day, on=day, by="test")
    (nudge,) = todays_list(owner, on=day + timedelta(days=31)).nudges
    assert nudge.skips == 0


def test_impossible_lines_are_refused(cast: Cast) -> None:
    with pytest.raises(NudgeMissing):
        finish(cast.owner, nudge=f"overdue:{cast.weak.pk}", on=ON, by="test")
    with pytest.raises(NotSnoozable):
        put_off(cast.owner, nudge="overdue:1", days=0, on=ON, by="test")


def test_a_yearly_reminder_comes_again(cast: Cast) -> None:
    act = add_reminder(cast.owner, person=cast.weak.pk, text="wedding day", day=ON, yearly=True, by="test")
    reminder = act.changes[0]["id"]
    finish_reminder(cast.owner, reminder=reminder, on=ON, by="test")
    assert groups(cast) == []
    assert groups(cast, on=ON.replace(year=2027)) == [f"reminder:{reminder}"]


def test_a_kept_promise_is_gone(cast: Cast) -> None:
    act = promise(cast.owner, person=cast.weak.pk, what="call", due=ON, on=ON, by="test")
    close_commitment(cast.owner, commitment=act.changes[0]["id"], kept=True, on=ON, by="test")
    assert groups(cast) == []


def test_nothing_of_another_owner_is_due_here(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    assign_tier(other.owner, people=[other.weak.pk], tier=1, on=ON, by="test")
    assert groups(cast) == []
    with pytest.raises(NudgeMissing):
        finish(cast.owner, nudge=f"overdue:{other.weak.pk}", on=ON, by="test")


def test_ten_more_ties_take_not_one_query_more(cast: Cast, django_assert_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            todays_list(cast.owner, on=ON)
        return len(seen)

    assign_tier(cast.owner, people=[cast.weak.pk], tier=1, on=ON, by="test")
    before = queries()
    crowd = make_crowd(cast.owner, people=10)
    assign_tier(cast.owner, people=[person.pk for person in crowd], tier=1, on=ON, by="test")
    set_cadence(cast.owner, person=crowd[0].pk, days=1, on=ON, by="test")
    assert queries() == before


def test_birthdays_come_once_a_year() -> None:
    week = timedelta(days=7)
    assert birthday_in("1980-11-22", ON, ON + week) == date(2026, 11, 22)
    assert birthday_in("--01-02", date(2026, 12, 30), date(2027, 1, 6)) == date(2027, 1, 2)
    assert birthday_in("1980-05-01", ON, ON + week) is None
    assert birthday_in("1980-13-45", ON, ON + week) is None
    assert next_yearly(date(2024, 2, 29), after=date(2026, 1, 1)) == date(2026, 2, 28)
