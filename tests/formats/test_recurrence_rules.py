from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.formats.recurrence_rules import BadRule, modern_rule, parse_rule


def test_blanks_case_empty_and_unknown_parts_are_passed_over() -> None:
    rule = parse_rule("RRULE:freq=daily; BYDAY=MO, TU ,,WE;UNTIL=20150722T080000Z;X-NAME=1;BYMONTH=;")
    assert rule.by_day == ((0, 0), (0, 1), (0, 2))
    assert rule.by == {}
    assert rule.until is not None
    assert rule.until.zone is UTC


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=FORTNIGHTLY", "COUNT=3", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=0",
     "FREQ=DAILY;COUNT=many", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;BYMONTH=-1",
     "FREQ=DAILY;BYHOUR=24", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;WKST=1", "RSCALE=CHINESE;FREQ=YEARLY",
     "FREQ=YEARLY;BYMONTH=5L", "FREQ=MONTHLY;BYSETPOS=0", "%n;BYMONTH="],
)  # fmt: skip
def test_a_rule_without_meaning_says_so(text: str) -> None:
    with pytest.raises(BadRule):
        parse_rule(text)


@pytest.mark.parametrize(
    ("old", "modern"),
    [
        ("D1 #10", "FREQ=DAILY;INTERVAL=1;COUNT=10"),
        ("D2", "FREQ=DAILY;INTERVAL=2;COUNT=2"),
        ("W2 TU TH #0", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("W1 MO 19971224T000000Z", "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;UNTIL=19971224T000000Z"),
        ("MP1 1+ FR #3", "FREQ=MONTHLY;INTERVAL=1;BYDAY=1FR;COUNT=3"),
        ("MP1 1- SU #2", "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1SU;COUNT=2"),
        ("MD1 2 15 #10", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=2,15;COUNT=10"),
        ("MD1 LD #4", "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1;COUNT=4"),
        ("YM1 6 7 #10", "FREQ=YEARLY;INTERVAL=1;BYMONTH=6,7;COUNT=10"),
        ("YD3 1 100 #10", "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100;COUNT=10"),
        ("FREQ=DAILY", "FREQ=DAILY"),
    ],
)
def test_rules_of_vcalendar_1(old: str, modern: str) -> None:
    assert modern_rule(old) == modern
    parse_rule(modern_rule(old))


@given(
    st.text(max_size=40)
    | st.builds("FREQ={};{}={}".format, st.sampled_from(["DAILY", "X"]), st.text(), st.text())
)
def test_any_text_is_a_rule_or_a_bad_one(text: str) -> None:
    for told in (text, modern_rule(text)):
        try:
            rule = parse_rule(told)
        except BadRule as fault:
            assert str(fault)  # noqa: PT017 - every text may be read or not
        else:
            assert rule.interval >= 1
