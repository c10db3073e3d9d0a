"""One tie's readings in words: value, what it rests on, its parts; or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nexalink.interactions.balance import LEANS_GIVING, LEANS_TAKING
from nexalink.web.pages.figure import CHARACTERISTICS
from nexalink.web.words import counted

Reading = Mapping[str, Any]

_TITLES = {
    "closeness": "Closeness",
    "reciprocity": "Who writes",
    "they_answer": "They answer",
    "i_answer": "You answer",
    "they_take_days": "Time to answer",
    "value_balance": "Balance of value",
    "answer_forecast": "Likely to answer",
    "bridge": "Bridge",
}
_PARTS = {
    "touch_days": "contact days, recent ones weigh more",
    "rank": "place by closeness",
    "share_out": "share written by you",
    "plain": "answered in time",
    "own_rate": "your average over everybody",
    "given": "given, in small favours",
    "received": "received, in small favours",
    "value": "value in both directions",
    "contact": "messages in both directions",
    "goals": "goals known",
    "challenges": "challenges known",
    "strengths": "strengths known",
    "how_met": "how you met known",
    "can_offer": "what they can offer known",
    "could_offer_me": "what you could offer known",
    "recent_note": "a note within a year",
    "would_recommend": "you would recommend them",
    "would_recommend_me": "they would recommend you",
    "comfortable": "comfortable to reach out",
    "promises_kept": "promises kept",
    "recommended": "a written recommendation",
    "allowed_days": "days between contacts that count as kept",
    "covered_days": "days inside that rhythm",
    "judged_days": "days looked at",
    "they_answer": "they answer",
    "i_answer": "you answer",
    "speed": "speed against your usual",
}
_DAY_PARTS = frozenset({"touch_days", "allowed_days", "covered_days", "judged_days"})
_PLAIN_PARTS = frozenset({"rank", "given", "received"})
_EVEN, _LEANING, _ALWAYS = 0.75, 0.4, 0.6
_PERCENT_POINTS = 1.0
_NEARLY_ALL = 99.5
_AN_HOUR, _A_DAY = 1 / 24, 1.0


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading: its value in words, the sentence of its evidence, its parts."""

    title: str
    value: str
    sentence: str
    known: bool
    meter: float | None
    parts: tuple[tuple[str, str], ...]


def characteristic_lines(readings: Mapping[str, Reading]) -> tuple[ReadingLine, ...]:
    """Return the five characteristics as text, each with its evidence."""
    return tuple(_line(name, title, readings.get(name)) for name, title, _ in CHARACTERISTICS)


def further_lines(readings: Mapping[str, Reading]) -> tuple[ReadingLine, ...]:
    """Return every other reading, those known to this page first."""
    shown = {name for name, _, _ in CHARACTERISTICS}
    names = [name for name in _TITLES if name in readings]
    names += [name for name in readings if name not in shown and name not in _TITLES]
    return tuple(
        _line(name, _TITLES.get(name, name.replace("_", " ").capitalize()), readings[name]) for name in names
    )


def _line(name: str, title: str, reading: Reading | None) -> ReadingLine:
    value = reading.get("value") if reading else None
    if reading is None or value is None:
        why = (reading or {}).get("why") or "not measured yet"
        return ReadingLine(title, "", f"Not enough data yet: {why}.", known=False, meter=None, parts=())
    if name == "answer_forecast" and not reading["counts"]["openings"]:
        return ReadingLine(
            title, "", "Not enough data yet: you began no conversation.", known=False, meter=None, parts=()
        )
    word, sentence, meter = _WORDS.get(name, _as_number)(reading)
    return ReadingLine(title, word, sentence, known=True, meter=meter, parts=_parts(reading))


def _parts(reading: Reading) -> tuple[tuple[str, str], ...]:
    found = [
        (_PARTS.get(name, name.replace("_", " ")), _part(name, value))
        for name, value in reading["parts"].items()
    ]
    found += [(name.replace("_", " "), f"{count:,}") for name, count in reading.get("counts", {}).items()]
    return tuple(found)


def _part(name: str, value: float) -> str:
    if name in _DAY_PARTS:
        return f"{value:,.1f} days"
    if name in _PLAIN_PARTS:
        return f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    return f"{value:.0%}" if 0 <= value <= _PERCENT_POINTS else f"{value:,.1f}"


Words = tuple[str, str, float | None]
"""The value in words, the sentence of its evidence, and the length of its meter in per cent (None: no meter)."""


def _as_number(reading: Reading) -> Words:
    found = [
        f"{count:,} {name.replace('_', ' ')}" for name, count in reading.get("counts", {}).items() if count
    ]
    return f"{reading['value']:,.3g}", f"Rests on {', '.join(found)}." if found else "", None


def _scored(reading: Reading, sentence: str) -> Words:
    return f"{reading['value']:.0f} of 100", sentence, _meter(reading["value"])


def _understanding(reading: Reading) -> Words:
    return _scored(reading, f"{reading['counts']['known']} of 7 things that matter are noted.")


def _reciprocal_value(reading: Reading) -> Words:
    counts = reading["counts"]
    rests = [counted(counts["messages"], "message")] if "contact" in reading["parts"] else []
    rests += (
        [counted(counts["entries"], "entry", "entries") + " of value"] if "value" in reading["parts"] else []
    )
    return _scored(reading, f"From {' and '.join(rests)}.")


def _maintenance(reading: Reading) -> Words:
    parts, days = reading["parts"], reading["counts"]["touch_days"]
    rhythm = f"{parts['covered_days']:.0f} of {parts['judged_days']:.0f} days within {parts['allowed_days']:.0f} days"
    return _scored(reading, f"{rhythm} of a contact; {counted(days, 'contact day')} in all.")


def _accessibility(reading: Reading) -> Words:
    parts, counts = reading["parts"], reading["counts"]
    said = []
    if "they_answer" in parts:
        said.append(
            f"they answer about {parts['they_answer']:.0%} (from {counted(counts['openings_mine'], 'opening')})"
        )
    if "i_answer" in parts:
        said.append(
            f"you answer about {parts['i_answer']:.0%} (from {counted(counts['openings_theirs'], 'opening')})"
        )
    sentence = " and ".join(said)
    return _scored(reading, f"{sentence[:1].upper()}{sentence[1:]} within 14 days." if said else "")


def _trust(reading: Reading) -> Words:
    known = [_PARTS.get(name, name) for name in reading["parts"]]
    return _scored(reading, f"Rests on: {', '.join(known)}." if known else "")


def _meter(value: float) -> float:
    return round(min(max(value, 0.0), 100.0), 1)


def _closeness(reading: Reading) -> Words:
    parts, counts = reading["parts"], reading["counts"]
    place = f"Number {parts['rank']:,.0f} by closeness" if parts.get("rank") else "Closeness"
    met = f" and {counted(counts['mutual'], 'meeting')}" if counts["mutual"] else ""
    sentence = (
        f"{place}, from {counts['incoming']:,} in, {counts['outgoing']:,} out{met}; recent days weigh more."
    )
    word = f"closer than {reading['value']:.0f}% of your two-way ties"
    if reading["value"] >= _NEARLY_ALL:
        word = "among the very closest"
    return word, sentence, _meter(reading["value"])


def _who_writes(reading: Reading) -> Words:
    into, out = reading["counts"]["in"], reading["counts"]["out"]
    if not into or not out:
        word = "only they write" if into else "only you write"
    elif reading["value"] >= _EVEN:
        word = "both write about evenly"
    elif reading["value"] >= _LEANING:
        word = "you write more" if out > into else "they write more"
    else:
        word = "mostly you write" if out > into else "mostly they write"
    return word, f"{into:,} came in, {out:,} went out.", None


def _answers(reading: Reading) -> Words:
    got, asked = reading["counts"]["answered"], reading["counts"]["openings"]
    sentence = (
        f"{got:,} of {counted(asked, 'opening')} answered within 14 days; few openings lean to your average."
    )
    return f"about {round(10 * reading['value'])} in 10", sentence, _meter(100 * reading["value"])


def _time_to_answer(reading: Reading) -> Words:
    days, answers = reading["value"], reading["counts"]["answered"]
    if days < _AN_HOUR:
        word = "within the hour"
    elif days < _A_DAY:
        word = f"about {round(24 * days)} hours"
    else:
        word = f"about {days:.0f} {'day' if round(days) == 1 else 'days'}"
    return word, f"Median of {counted(answers, 'answer')}.", None


def _value(reading: Reading) -> Words:
    value, counts = reading["value"], reading["counts"]
    word = "balanced"
    if abs(value) > _ALWAYS:
        word = "you always give" if value > 0 else "you always take"
    elif abs(value) > _ALWAYS / 2:
        word = LEANS_GIVING if value > 0 else LEANS_TAKING
    return word, f"{counts['given']:,} given, {counts['received']:,} received on record.", None


def _answer_forecast(reading: Reading) -> Words:
    got, asked = reading["counts"]["answered"], reading["counts"]["openings"]
    sentence = (
        f"{got:,} of {counted(asked, 'opening')} answered within a week; few openings lean to your average."
    )
    return f"about {round(10 * reading['value'])} in 10", sentence, _meter(100 * reading["value"])


def _bridge(reading: Reading) -> Words:
    alone, circles = reading["counts"]["alone"], reading["counts"]["circles"]
    word = "your only way to a circle" if alone else "others lead there too"
    return word, f"{alone:,} of {counted(circles, 'circle')} you reach through this person alone.", None


_WORDS: dict[str, Callable[[Reading], Words]] = {
    "understanding": _understanding,
    "reciprocal_value": _reciprocal_value,
    "trust": _trust,
    "maintenance": _maintenance,
    "accessibility": _accessibility,
    "closeness": _closeness,
    "reciprocity": _who_writes,
    "they_answer": _answers,
    "i_answer": _answers,
    "they_take_days": _time_to_answer,
    "value_balance": _value,
    "answer_forecast": _answer_forecast,
    "bridge": _bridge,
}
