"""What the latest audit measured of a tie, as one sentence beside the reason for a line of today's list."""

from collections.abc import Iterator, Mapping
from typing import Any

FEWEST_OPENINGS = 3
"""Fewer openings than this say nothing about whether somebody answers."""
_LIKELY = 0.5
_WORTH_SAYING = 0.15
"""A term of the forecast that moves the log-odds by less than this is not a reason."""
_RAISED_BY = {
    "days_since": "the silence is longer than usual for your ties",
    "closeness": "you spoke on fewer days lately than is usual for your ties",
    "span": "the tie is young",
    "burstiness": "you speak in bursts, then not at all",
    "own_activity": "you write less to everybody lately",
}


def evidence(reading: Mapping[str, Any], *, opening: bool = True) -> str:
    """Return what was measured about a tie and bears on writing now, "" where nothing is known well enough.

    In this order: whether the owner reaches a circle through this person alone, why silence is likely, how often they
    answered. ``reading`` is one person's readings in an audit; ``opening`` tells whether the owner would open, since whether
    somebody answers says nothing to one who owes the answer.

    >>> evidence({"readings": {"bridge": {"counts": {"alone": 1, "circles": 3}}}, "fade": {"p_silent": None}})
    'Your only way into 1 of 3 circles'
    """
    parts = list(_parts(reading.get("readings", {}), reading.get("fade", {}), opening=opening))
    return "; ".join([part if place else part[0].upper() + part[1:] for place, part in enumerate(parts)])


def _parts(readings: Mapping[str, Any], fade: Mapping[str, Any], *, opening: bool) -> Iterator[str]:
    bridge = readings.get("bridge", {}).get("counts", {})
    if bridge.get("alone"):
        circles = bridge["circles"]
        yield f"your only way into {bridge['alone']} of {circles} {'circle' if circles == 1 else 'circles'}"
    if (fade.get("p_silent") or 0.0) >= _LIKELY:
        strongest = max(fade.get("terms") or (), key=lambda term: term[1], default=("", 0.0))
        if strongest[1] >= _WORTH_SAYING and strongest[0] in _RAISED_BY:
            yield f"likely to fall silent: {_RAISED_BY[strongest[0]]}"
    answers = readings.get("answer_forecast", {}).get("counts", {})
    if opening and answers.get("openings", 0) >= FEWEST_OPENINGS:
        yield f"answered {answers['answered']} of your {answers['openings']} openings within a week"
