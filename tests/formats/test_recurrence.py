"""Rules against the standard's own examples, against dateutil, and against time."""

from datetime import datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from nexalink.formats.recurrence import Budget, OverBudget, expand
from nexalink.formats.recurrence_rules import parse_rule

FAR = datetime(2030, 1, 1)  # noqa: DTZ001 - rules are followed in local time


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def times(rule: str, start: str = "1997-09-02T09:00", last: datetime = FAR, most: int = 400) -> list[str]:
    found = expand(parse_rule(rule), at(start), last=last, budget=Budget(200_000))
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in islice(found, most)]


def days(rule: str, start: str = "1997-09-02T09:00", most: int = 5) -> list[str]:
    return [moment[:10] for moment in times(rule, start, most=most)]


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", "1997-09-02T09:00", ["1997-09-02", "1997-09-03", "1997-09-04"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", "1997-09-02T09:00", ["1997-09-02", "1997-09-12", "1997-09-22"]),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02T09:00", ["1997-09-02", "1997-09-16", "1997-09-30"]),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00", ["1997-09-02", "1997-09-04", "1997-09-09"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00", ["1997-08-05", "1997-08-10", "1997-08-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00", ["1997-08-05", "1997-08-17", "1997-08-19"]),
        ("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05T09:00", ["1997-09-05", "1997-10-03", "1997-11-07"]),
        ("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22T09:00", ["1997-09-22", "1997-10-20", "1997-11-17"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07T09:00", ["1997-09-07", "1997-09-28", "1997-11-02"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00", ["1997-09-28", "1997-10-29", "1997-11-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "2007-01-15T09:00", ["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2007-01-31T09:00", ["2007-01-31", "2007-03-31", "2007-05-31"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13T09:00", ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"]),
        ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00", ["1997-09-04", "1997-10-07", "1997-11-06"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00", ["1997-09-29", "1997-10-30", "1997-11-27"]),
        ("FREQ=YEARLY", "2020-02-29T09:00", ["2020-02-29", "2024-02-29", "2028-02-29"]),
        ("FREQ=YEARLY;BYMONTH=6,7", "1997-06-10T09:00", ["1997-06-10", "1997-07-10", "1998-06-10"]),
        ("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", "1997-01-01T09:00", ["1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01"]),  # noqa: E501
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", ["1997-05-19", "1998-05-18", "1999-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=20", "1997-05-12T09:00", ["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00", ["1997-03-13", "1997-03-20", "1997-03-27", "1998-03-05"]),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05T09:00", ["1996-11-05", "2000-11-07", "2004-11-02"]),  # noqa: E501
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO", "1998-01-01T09:00", ["1998-01-04", "1998-01-05", "1998-01-11"]),
        ("FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=4", "1997-09-01T09:00", ["1997-09-01", "1997-09-02", "1997-09-08", "1997-09-15"]),
    ],
)  # fmt: skip
def test_what_the_standard_says(rule: str, start: str, expected: list[str]) -> None:
    assert days(rule, start, len(expected)) == expected


def test_times_of_day() -> None:
    assert times("FREQ=HOURLY;INTERVAL=3", last=at("1997-09-02T17:00")) == [
        "1997-09-02 09:00", "1997-09-02 12:00", "1997-09-02 15:00",
    ]  # fmt: skip
    assert times("FREQ=MINUTELY;INTERVAL=90;COUNT=3")[-1] == "1997-09-02 12:00"
    assert times("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20;COUNT=4") == [
        "1997-09-02 09:00", "1997-09-02 09:20", "1997-09-02 10:00", "1997-09-02 10:20",
    ]  # fmt: skip
    assert times("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,16;COUNT=5")[-2:] == [
        "1997-09-02 16:00",
        "1997-09-02 16:20",
    ]
    assert times("FREQ=SECONDLY;INTERVAL=86400;COUNT=2")[-1] == "1997-09-03 09:00"
    assert times("FREQ=HOURLY;BYMINUTE=0,30;COUNT=3") == [
        "1997-09-02 09:00",
        "1997-09-02 09:30",
        "1997-09-02 10:00",
    ]


@pytest.mark.parametrize(
    "text",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYYEARDAY=366;BYMONTH=1",
     "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
     "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"],
)  # fmt: skip
def test_a_rule_that_never_comes_true_ends(text: str) -> None:
    budget = Budget(20_000)
    assert list(expand(parse_rule(text), at("2020-01-07T09:00"), last=FAR, budget=budget)) == []
    assert budget.steps >= 0


@pytest.mark.parametrize(
    "text",
    ["FREQ=SECONDLY;COUNT=1000000000", "FREQ=SECONDLY;BYSECOND=30;BYMINUTE=7;INTERVAL=7", "FREQ=MINUTELY"],
)
def test_a_rule_without_end_uses_up_its_budget(text: str) -> None:
    found = []
    with pytest.raises(OverBudget):
        found.extend(expand(parse_rule(text), at("2000-01-01T09:00"), last=FAR, budget=Budget(5_000)))


def test_the_end_of_time_is_no_fault() -> None:
    last = datetime.max  # noqa: DTZ901
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=HOURLY;INTERVAL=8"):
        assert list(expand(parse_rule(rule), at("9999-12-20T20:00"), last=last, budget=Budget(99)))


def test_nothing_lies_before_the_start() -> None:
    assert times("FREQ=DAILY", last=at("1997-09-01T09:00")) == []
    assert times("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=2") == ["1997-09-03 09:00", "1997-09-08 09:00"]


_PLAIN_DAYS = st.lists(st.sampled_from("MO TU WE TH FR SA SU".split()), min_size=1, max_size=3, unique=True)
_PLACED_DAYS = st.lists(
    st.builds("{}{}".format, st.sampled_from([1, 2, 4, -1, -2]), st.sampled_from("MO WE SU".split())),
    min_size=1, max_size=2, unique=True,
)  # fmt: skip
_SPANS = {"YEARLY": 3_000, "MONTHLY": 900, "WEEKLY": 400, "DAILY": 120, "HOURLY": 12}


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(sorted(_SPANS)))
    parts = [f"FREQ={frequency}", f"INTERVAL={1 if frequency == 'HOURLY' else draw(st.integers(1, 5))}"]
    if draw(st.booleans()):
        placed = frequency in {"YEARLY", "MONTHLY"} and draw(st.booleans())
        parts.append("BYDAY=" + ",".join(draw(_PLACED_DAYS if placed else _PLAIN_DAYS)))
    if draw(st.booleans()):
        parts.append(
            "BYMONTH=" + ",".join(map(str, draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))))
        )
    if frequency in {"YEARLY", "MONTHLY"} and draw(st.booleans()):  # else dateutil may search all years
        parts.append(
            "BYMONTHDAY="
            + ",".join(map(str, draw(st.lists(st.sampled_from([1, 13, 28, 31, -1, -5]), min_size=1))))
        )
    if draw(st.booleans()):
        parts.append("BYHOUR=" + draw(st.sampled_from(["9", "0,9,17"])))
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 20))}")
    if frequency != "WEEKLY" and len(parts) > 2 and draw(st.booleans()):
        parts.append(
            "BYSETPOS=" + draw(st.sampled_from(["1", "-1", "2,-1"]))
        )  # dateutil cuts the first week short
    parts.append("WKST=" + draw(st.sampled_from(["MO", "SU"])))
    return ";".join(parts)


@settings(max_examples=60)
@given(rules(), st.datetimes(datetime(2000, 1, 1), datetime(2020, 12, 28)))  # noqa: DTZ001
def test_rules_name_what_dateutil_names(text: str, start: datetime) -> None:
    start = start.replace(second=0, microsecond=0)
    last = start + timedelta(days=_SPANS[text[5:].partition(";")[0]])
    told = list(expand(parse_rule(text), start, last=last, budget=Budget(100_000)))
    bounded = text if "COUNT" in text else f"{text};UNTIL={last:%Y%m%dT%H%M%S}"
    assert told == list(takewhile(lambda moment: moment <= last, rrulestr(bounded, dtstart=start)))
