"""Which lines are shown: few, one a person, every group heard."""

from hypothesis import given
from hypothesis import strategies as st

from nexalink.today.nudges import ASKED_FOR, MOST_REQUESTS, Group, Nudge, choose


def nudge(group: Group, number: int, *, urgency: float = 1.0, person: int | None = None) -> Nudge:
    return Nudge(
        f"{group}:{number}", group, person or 1000 * list(Group).index(group) + number, "N", "why", urgency
    )


def test_the_most_urgent_comes_first() -> None:
    found = [nudge(Group.OVERDUE, 1, urgency=1.2), nudge(Group.OVERDUE, 2, urgency=3.0)]
    assert [line.about_id for line in choose(found, most=10)] == [2, 1]


def test_thirty_overdue_ties_do_not_hide_a_promise_or_a_request() -> None:
    found = [nudge(Group.OVERDUE, number, urgency=number) for number in range(30)]
    found += [nudge(Group.COMMITMENT, 1), nudge(Group.REQUEST, 1)]
    groups = [line.group for line in choose(found, most=10)]
    assert groups == [Group.COMMITMENT, *[Group.OVERDUE] * 8, Group.REQUEST]


def test_a_person_is_named_once_by_the_first_group() -> None:
    found = [nudge(Group.FADING, 1, person=7), nudge(Group.COMMITMENT, 2, person=7)]
    assert [line.group for line in choose(found, most=10)] == [Group.COMMITMENT]


def test_a_reminder_stands_beside_whatever_else_is_due_with_the_person() -> None:
    found = [nudge(Group.UNANSWERED, 1, person=7), nudge(Group.REMINDER, 2, person=7)]
    assert [line.group for line in choose(found, most=10)] == [Group.UNANSWERED, Group.REMINDER]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Group)), st.integers(1, 40), st.floats(0, 9), st.integers(1, 12)),
        max_size=40,
        unique_by=lambda line: line[:2],
    ),
    st.integers(1, 12),
)
def test_never_more_than_asked_and_never_a_person_twice(
    lines: list[tuple[Group, int, float, int]], most: int
) -> None:
    found = [nudge(group, number, urgency=urgency, person=person) for group, number, urgency, person in lines]
    chosen = choose(found, most=most)
    people = [line.person for line in chosen if line.group not in ASKED_FOR]
    asked = {line for line in found if line.group in ASKED_FOR}
    named = {line.person for line in asked}
    strangers = {line.person for line in found if line.group is Group.REQUEST}
    known = {line.person for line in found if line.group not in {*ASKED_FOR, Group.REQUEST}}
    fewest = len(asked) + len(known - named) + min(len(strangers - known - named), MOST_REQUESTS)
    assert (
        min(most, fewest)
        <= len(chosen)
        <= min(most, len(asked) + len(known) + min(len(strangers), MOST_REQUESTS))
    )
    assert sum(line.group is Group.REQUEST for line in chosen) <= MOST_REQUESTS
    assert len(people) == len(set(people))
    if len(chosen) < most:
        assert {line.key for line in found if line.group in ASKED_FOR} <= {line.key for line in chosen}
        others = {line.person for line in found if line.group is not Group.REQUEST}
        assert others <= {line.person for line in chosen}
    assert choose(list(reversed(found)), most=most) == chosen
