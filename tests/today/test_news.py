"""What changed with whom: tier by tier, the rest folded; nothing old looks new, nothing of another owner."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nexalink.accounts.deeds import take_back
from nexalink.archives.models import Change
from nexalink.interactions.actions import log_touch
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Direction, Interaction, Kind, Source
from nexalink.people.merging import merge_people
from nexalink.people.models import Fact, Person, Position
from nexalink.ties.actions import assign_tier, assign_tiers
from nexalink.ties.models import Tie
from nexalink.today.actions import see_news
from nexalink.today.errors import NudgeMissing
from nexalink.today.news import COMING_DAYS, FOLDED, PAST_DAYS, NewsLine, Sort, news
from nexalink.today.nudges import Group
from nexalink.today.queries import todays_list
from tests.factories import ON, Cast, make_cast, make_crowd, make_event, make_owner, moment

pytestmark = pytest.mark.django_db

OLD = {"title": "Carpenter", "company": "Oak & Sons"}
NEW = {"title": "Head", "company": "Elm"}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def job(
    person: Person, *, seen: date = ON, before: dict[str, str] = OLD, after: dict[str, str] = NEW
) -> Change:
    return Change.objects.create(
        owner=person.owner, person=person, kind="job", before=before, after=after,
        seen_before=seen - timedelta(days=90), seen_after=seen,
    )  # fmt: skip


def tier(person: Person, number: int) -> None:
    assign_tier(person.owner, people=[person.pk], tier=number, on=ON, by="test")


def born(person: Person, birthday: str) -> None:
    Person.objects.filter(pk=person.pk).update(birthday=birthday)


def lines(cast: Cast, *, on: date = ON) -> list[NewsLine]:
    found = news(cast.owner, on=on)
    return [*found.lines, *found.folded]


def test_everybody_who_waits_is_found_however_many_they_are() -> None:
    owner, many = make_owner(), 1_100
    people = Person.objects.bulk_create(
        Person(owner=owner, name=f"P {number}", folded_name=f"p {number}") for number in range(many)
    )
    Interaction.objects.bulk_create(
        Interaction(
            owner=owner, person=person, kind=Kind.MESSAGE, direction=Direction.IN, source=Source.LINKEDIN, size=1,
            at=moment(5) + number, source_key=str(number),
        )
        for number, person in enumerate(people)
    )  # fmt: skip
    refresh_ties(owner)
    assign_tiers(owner, tiers={person.pk: 2 for person in people}, on=ON, by="test")
    assert len(news(owner, on=ON).lines) == many


def of(cast: Cast, sort: Sort, *, on: date = ON) -> list[NewsLine]:
    return [line for line in lines(cast, on=on) if line.sort is sort]


def test_without_anything_there_is_no_news(cast: Cast) -> None:
    assert news(cast.owner, on=ON).lines == ()
    assert news(cast.owner, on=ON).others == 0


def test_a_new_job_tells_what_when_why_and_from_where(cast: Cast) -> None:
    tier(cast.weak, 2)
    change = job(cast.weak)
    (line,) = news(cast.owner, on=ON).lines
    assert (line.key, line.person, line.what, line.day) == (
        f"news:{change.pk}", cast.weak.pk, "New job: Head, Elm", ON,
    )  # fmt: skip
    assert line.why == "Tier 2; last contact 3 months ago: a good reason to write."
    assert (
        line.source
        == "LinkedIn export of 20 November 2026; that of 22 August 2026 still said Carpenter, Oak & Sons"
    )


def test_news_are_ranked_by_tier_then_by_closeness_and_the_rest_is_folded(cast: Cast) -> None:
    crowd = make_crowd(cast.owner, people=4)
    for place, person in enumerate(crowd):
        job(person)
        Tie.objects.filter(person=person).update(rank=40 - place)
    tier(crowd[0], 1)
    tier(crowd[1], 2)
    tier(crowd[2], 2)
    found = news(cast.owner, on=ON)
    jobs = [line.person for line in found.lines if line.sort is Sort.JOB]
    assert jobs == [crowd[0].pk, crowd[2].pk, crowd[1].pk]
    assert ([line.person for line in found.folded], found.others) == ([crowd[3].pk], 1)


def test_folded_lines_are_counted_beyond_those_shown(cast: Cast) -> None:
    for person in make_crowd(cast.owner, people=FOLDED + 5):
        job(person)
    found = news(cast.owner, on=ON)
    assert (len(found.folded), found.others) == (FOLDED, FOLDED + 5)


@pytest.mark.parametrize(("days", "told"), [(0, 1), (60, 1), (61, 0), (-1, 0), (900, 0)])
def test_the_day_of_the_export_decides_what_is_new(cast: Cast, days: int, told: int) -> None:
    job(cast.weak, seen=ON - timedelta(days=days))
    assert len(lines(cast)) == told


def test_a_later_change_takes_the_place_of_an_earlier(cast: Cast) -> None:
    job(cast.weak, seen=ON - timedelta(days=30))
    job(cast.weak, before=NEW, after={"title": "Head", "company": "Ash"})
    assert [line.what for line in lines(cast)] == ["New company: Ash (was Elm), as Head"]


def test_merged_people_have_their_news_once(cast: Cast) -> None:
    job(cast.friend)
    job(cast.twin)
    merge_people(cast.owner, kept=cast.friend.pk, gone=cast.twin.pk, because=["same"], by="test")
    assert [line.person for line in lines(cast)] == [cast.friend.pk]


def test_removed_people_have_no_news(cast: Cast) -> None:
    tier(cast.friend, 1)
    job(cast.friend)
    born(cast.friend, f"--{ON:%m-%d}")
    assert {line.sort for line in lines(cast)} == {Sort.JOB, Sort.BIRTHDAY, Sort.UNANSWERED}
    Person.objects.filter(pk=cast.friend.pk).update(trashed_at=timezone.now())
    assert lines(cast) == []


def test_another_owners_news_stay_theirs(cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    tier(other.friend, 1)
    change = job(other.friend)
    born(other.friend, f"--{ON:%m-%d}")
    assert lines(cast) == []
    with pytest.raises(NudgeMissing):
        see_news(cast.owner, line=f"news:{change.pk}", on=ON, by="test")


@pytest.mark.parametrize(
    ("days", "told"), [(-PAST_DAYS - 1, 0), (-PAST_DAYS, 1), (0, 1), (COMING_DAYS, 1), (COMING_DAYS + 1, 0)]
)
def test_birthdays_of_the_last_week_and_the_coming_two(cast: Cast, days: int, told: int) -> None:
    born(cast.weak, f"1980-{ON + timedelta(days=days):%m-%d}")
    found = lines(cast)
    assert [line.day for line in found] == [ON + timedelta(days=days)] * told


@pytest.mark.parametrize(
    ("birthday", "on", "day"),
    [
        ("--02-29", date(2027, 2, 20), date(2027, 2, 28)),
        ("--02-29", date(2028, 2, 20), date(2028, 2, 29)),
        ("--02-29", date(2027, 3, 6), date(2027, 2, 28)),
        ("--01-03", date(2026, 12, 28), date(2027, 1, 3)),
        ("1990-12-30", date(2027, 1, 2), date(2026, 12, 30)),
    ],
)
def test_birthdays_without_a_year_of_a_leap_day_and_at_new_year(
    cast: Cast, birthday: str, on: date, day: date
) -> None:
    born(cast.weak, birthday)
    assert [line.day for line in lines(cast, on=on)] == [day]


@pytest.mark.parametrize("birthday", ["", "1980", "--13-45", "--11-", "soon"])
def test_a_birthday_that_is_no_day_is_no_news(cast: Cast, birthday: str) -> None:
    born(cast.weak, birthday)
    assert lines(cast) == []


def test_a_birthday_tells_who_knows_it_and_whether_contact_was_made(cast: Cast) -> None:
    born(cast.weak, f"--{ON:%m-%d}")
    Fact.objects.create(
        owner=cast.owner, person=cast.weak, kind="birthday", value=f"--{ON:%m-%d}", source="contacts"
    )
    (line,) = lines(cast)
    assert (line.what, line.source, line.touched) == (
        "Birthday today",
        "The day is known from your address book",
        False,
    )
    log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test")
    assert lines(cast)[0].touched


@pytest.mark.parametrize(
    ("started", "what"),
    [
        ("2021-11-25", "5 years at Oak & Sons"),
        ("2025-11-25", "1 year at Oak & Sons"),
        ("2020-12", "6 years at Oak & Sons"),
        ("Nov 2020", "6 years at Oak & Sons"),
        ("2026-11-25", None),
        ("2026-11", None),
        ("2021", None),
        ("--11-25", None),
        ("2021-06-25", None),
        ("2021-11-99", None),
        ("", None),
    ],
)
def test_whole_years_at_work(cast: Cast, started: str, what: str | None) -> None:
    Position.objects.filter(person=cast.weak).update(started=started)
    assert [line.what for line in of(cast, Sort.ANNIVERSARY)] == ([what] if what else [])


def test_a_month_alone_is_said_as_a_month(cast: Cast) -> None:
    Position.objects.filter(person=cast.weak).update(started="2020-12")
    (line,) = lines(cast)
    assert (line.exact, line.day) == (False, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("gap", "before", "company", "told"),
    [
        (30, "Oak", "Elm", True),
        (62, "Oak", "Elm", True),
        (63, "Oak", "Elm", False),  # somewhere in two months: no month to name
        (30, "Elm", "Elm", False),  # a new title is no new employer
        (30, "Oak", "Ash", False),  # has moved on since
    ],
)
def test_two_exports_tell_the_month_in_which_a_job_began(
    cast: Cast, gap: int, before: str, company: str, *, told: bool
) -> None:
    seen = date(2024, 11, 8)
    change = job(cast.weak, seen=seen, before={"company": before}, after={"company": "Elm", "title": "Head"})
    Change.objects.filter(pk=change.pk).update(seen_before=seen - timedelta(days=gap))
    Person.objects.filter(pk=cast.weak.pk).update(company=company)
    found = of(cast, Sort.SINCE)
    assert [(line.what, line.day, line.exact) for line in found] == (
        [("About 2 years at Elm", date(2026, 11, 1), False)] if told else []
    )
    job(cast.weak, seen=date(2025, 3, 1))
    assert of(cast, Sort.SINCE) == []


@pytest.mark.parametrize("changed", [{"finished": "2025-01"}, {"company": "Elsewhere"}])
def test_years_in_a_job_that_is_over_are_no_news(cast: Cast, changed: dict[str, str]) -> None:
    Position.objects.filter(person=cast.weak).update(started="2021-11-25", **changed)
    assert lines(cast) == []


def test_whom_of_the_near_tiers_one_owes_an_answer(cast: Cast) -> None:
    tier(cast.friend, 1)
    (line,) = news(cast.owner, on=ON).lines
    assert (line.sort, line.person, line.day) == (Sort.UNANSWERED, cast.friend.pk, ON - timedelta(days=3))
    assert line.source.startswith("Message of 17 November 2026, from LinkedIn")
    make_event(cast.friend, days_ago=1, direction=Direction.OUT)
    assert lines(cast) == []
    tier(cast.friend, 3)
    assert lines(cast) == []


def test_today_and_the_news_tell_the_same(cast: Cast) -> None:
    tier(cast.friend, 1)
    job(cast.friend)
    todays = {nudge.key for nudge in todays_list(cast.owner, on=ON).nudges}
    assert {line.key for line in lines(cast)} >= {key for key in todays if key.startswith("unanswered")}
    see_news(cast.owner, line=of(cast, Sort.UNANSWERED)[0].key, on=ON, by="test")
    (nudge,) = todays_list(cast.owner, on=ON).nudges
    assert (nudge.group, nudge.why) == (Group.NEWS, "New job: Head, Elm.")


def test_seen_is_gone_and_comes_back_when_taken_back(cast: Cast) -> None:
    change = job(cast.weak)
    act = see_news(cast.owner, line=f"news:{change.pk}", on=ON, by="test")
    assert act.what == "Seen: Wim Weak – New job: Head, Elm"
    assert news(cast.owner, on=ON).others == 0
    with pytest.raises(NudgeMissing):
        see_news(cast.owner, line=f"news:{change.pk}", on=ON, by="test")
    take_back(cast.owner, entry=act.entry, by="test")
    assert len(lines(cast)) == 1


def test_a_birthday_seen_early_comes_again_on_its_day_and_next_year(cast: Cast) -> None:
    day = ON + timedelta(days=5)
    born(cast.weak, f"--{day:%m-%d}")
    see_news(cast.owner, line=f"birthday:{cast.weak.pk}", on=ON, by="test")
    assert lines(cast, on=day - timedelta(days=1)) == []
    (line,) = lines(cast, on=day)
    see_news(cast.owner, line=line.key, on=day, by="test")
    assert lines(cast, on=day + timedelta(days=PAST_DAYS)) == []
    assert len(lines(cast, on=day.replace(year=2027))) == 1


def test_who_writes_again_is_news_again(cast: Cast) -> None:
    tier(cast.friend, 1)
    see_news(cast.owner, line=f"unanswered:{cast.friend.pk}", on=ON - timedelta(days=1), by="test")
    assert lines(cast) == []
    make_event(cast.friend, days_ago=0, direction=Direction.IN)
    tomorrow = ON + timedelta(days=1)
    assert [line.day for line in lines(cast, on=tomorrow)] == [ON]


def test_a_birthday_is_off_todays_list_once_congratulated(cast: Cast) -> None:
    tier(cast.weak, 3)
    log_touch(cast.owner, person=cast.weak.pk, day=ON - timedelta(days=1), on=ON, by="test")
    born(cast.weak, f"--{ON:%m-%d}")
    assert [nudge.group for nudge in todays_list(cast.owner, on=ON).nudges] == [Group.BIRTHDAY]
    log_touch(cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test")
    assert todays_list(cast.owner, on=ON).nudges == ()


def test_any_number_of_news_takes_the_same_queries(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            news(cast.owner, on=ON)
        return len(seen)

    def happen(people: list[Person]) -> None:
        for person in people:
            job(person)
            born(person, f"--{ON:%m-%d}")
            tier(person, 1)
            Person.objects.filter(pk=person.pk).update(company="Elm")
            Position.objects.create(
                owner=cast.owner,
                person=person,
                company="Elm",
                started="2020-11",
                seen_on=ON,
                source="contacts",
            )

    happen([cast.friend])
    before = queries()
    happen(make_crowd(cast.owner, people=10))
    assert len(lines(cast)) >= 40
    assert queries() == before <= 13
