"""What each kind of plan asks for, and when: pure dates and words, no rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

KINDS = {
    "job_search": "Job search",
    "launch": "Launch",
    "mentorship": "Mentorship",
    "deepening": "Deepening",
}
"""Kind of playbook → how it is called."""
MOST_PEOPLE = {"job_search": 20, "launch": 20, "mentorship": 5, "deepening": 10}
"""The article's 15–20 for a job search; "a few potential mentors"; as many new ties as can be deepened at once."""
ASK_KINDS = ("feedback", "introduction", "amplification", "advice")
_LEAD_DAYS = {"feedback": 28, "introduction": 14, "amplification": 5, "advice": 28}
"""So many days before a launch each kind of help is asked for, while it still can change something."""
_EARLIEST_LEAD = 1
_THANKS_DAYS = 3
FOLLOW_UP_DAYS = 10


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One thing to do on a day. ``kind`` is touch, give, ask, thank or review."""

    what: str
    kind: str
    due_on: date


_MENTORSHIP = (
    (7, "touch", "Reply to something {name} said or wrote, with a thought of your own"),
    (28, "give", "Give {name} something useful: a resource, a contact, your own experience"),
    (56, "touch", "Tell {name} what came of what you learned from them"),
    (84, "give", "Give {name} something again, fitting what they work on now"),
    (120, "ask", "Ask {name} one specific question, if it is earned by then"),
)
_DEEPENING = (
    (3, "touch", "Write to {name} about something only the two of you share"),
    (14, "give", "Give {name} something useful, unasked"),
    (35, "touch", "Suggest a short conversation with {name}"),
    (63, "give", "Pass on something that fits {name}’s goals"),
    (90, "review", "Look back: did the tie with {name} become two-way?"),
)


def steps_with(
    kind: str,
    *,
    name: str,
    on: date,
    ask_kind: str = "",
    day: date | None = None,
    taken: Sequence[date] = (),
) -> list[PlannedStep]:
    """Return the dated steps with one person of a plan of ``kind``, begun on day ``on``.

    ``day`` is the launch; ``taken`` are days on which somebody of the plan is written to already: a job search writes to
    one person a working day.

    >>> steps = steps_with("launch", name="Ada", on=date(2026, 1, 1), day=date(2026, 2, 1), ask_kind="feedback")
    >>> [(step.kind, step.due_on.isoformat()) for step in steps]
    [('ask', '2026-01-04'), ('thank', '2026-02-04')]
    """
    if kind == "job_search":
        return [PlannedStep(f"Write to {name} personally", "touch", next_free_day(on, taken))]
    if kind == "launch":
        return _launch_steps(name, on=on, day=day or on, ask_kind=ask_kind)
    slow = _MENTORSHIP if kind == "mentorship" else _DEEPENING
    return [
        PlannedStep(what.format(name=name), of_kind, on + timedelta(days=days))
        for days, of_kind, what in slow
    ]


def plan_steps(kind: str, *, on: date, day: date | None = None) -> list[PlannedStep]:
    """Return the steps of a plan that concern nobody in particular."""
    if kind == "launch" and day is not None:
        return [PlannedStep("Look back on the launch and close the plan", "review", day + timedelta(days=14))]
    if kind == "job_search":
        return [PlannedStep("Look back: who answered, what was learned", "review", on + timedelta(days=42))]
    return []


def next_free_day(on: date, taken: Sequence[date]) -> date:
    """Return the first working day from ``on`` on which nobody is to be written to yet.

    >>> next_free_day(date(2026, 11, 20), [date(2026, 11, 20)])
    datetime.date(2026, 11, 23)
    """
    used = set(taken)
    day = on
    while day in used or day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _launch_steps(name: str, *, on: date, day: date, ask_kind: str) -> list[PlannedStep]:
    lead = _LEAD_DAYS.get(ask_kind, _LEAD_DAYS["feedback"])
    due = min(max(on, day - timedelta(days=lead)), day - timedelta(days=_EARLIEST_LEAD))
    words = {
        "feedback": f"Ask {name} for feedback",
        "introduction": f"Ask {name} for an introduction",
        "amplification": f"Ask {name} to pass it on",
        "advice": f"Ask {name} for advice",
    }
    return [
        PlannedStep(words.get(ask_kind, f"Ask {name} for help"), "ask", due),
        PlannedStep(f"Thank {name}, and tell how it went", "thank", day + timedelta(days=_THANKS_DAYS)),
    ]
