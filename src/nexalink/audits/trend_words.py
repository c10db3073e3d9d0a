"""Trends in words: what changed with its dates and numbers, and never more than was measured."""

from collections.abc import Sequence
from datetime import date

from nexalink.audits.trends import JSON, KeptAudit, Verdict

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NOT_CAUSED = (
    "This shows what followed, not what caused it: whom you help you may know better in ways no count sees."
)


def day_words(day: date | str) -> str:
    """Return a day as it is read.

    >>> day_words("2026-03-09")
    '9 March 2026'
    """
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def month_words(day: str) -> str:
    """Return a day's month.

    >>> month_words("2026-03-09")
    'March 2026'
    """
    found = date.fromisoformat(day)
    return f"{_MONTHS[found.month]} {found.year}"


def per_cent(number: float, of: float) -> str:
    """Return a share as per cent, "–" of nothing.

    >>> per_cent(3, 4), per_cent(0, 0)
    ('75 %', '–')
    """
    return f"{100 * number / of:.0f} %" if of else "–"


def verdict_words(found: Verdict, *, steady_years: int) -> str:
    """Answer whether it is getting better, in one sentence."""
    if found.word == "unknown":
        years = "year is" if steady_years == 1 else "years are"
        return (
            "Not enough data yet to say whether it is getting better: two whole years of record are needed, "
            f"{steady_years or 'no'} {years} there."
        )
    more = found.now - found.before
    change = "as many as" if not more else f"{abs(more)} {'more' if more > 0 else 'fewer'} than"
    people = f"in the last year contact went both ways with {found.now} people, {change} the year before"
    if found.word == "same":
        return f"About the same: {people}."
    return f"{'Yes, it is getting better' if found.word == 'better' else 'It is getting thinner'}: {people}."


def moved_words(year: JSON, *, word: str = "") -> str:
    """Say how many came and went in a year; where that is no more than chance, say so too."""
    came = year["new"] + year["back"]
    return (
        f"In the twelve months to {day_words(year['to'])}, {came} came ({year['new']} for the first time, "
        f"{year['back']} after a silence) and {year['silent']} fell silent."
        f"{' Chance alone moves it as much.' if word == 'same' and came != year['silent'] else ''}"
    )


def record_words(history: JSON) -> tuple[str, ...]:
    """Say what the record leaves out: sources that begin late or have ended."""
    sources = history["sources"]
    said = []
    if len(sources) > 1 and history["steady_years"] < len(history["years"]):
        last = max(sources, key=lambda one: str(one["from"]))
        said.append(
            f"{last['name'][:1].upper()}{last['name'][1:]} is on record only since {month_words(last['from'])}: years before "
            "that look emptier than they were, and no rate is taken from them."
        )
    said += [
        f"{source['name'][:1].upper()}{source['name'][1:]} ends on {day_words(source['to'])}: later contact there is not "
        "on record, so the last year looks emptier than it was."
        for source in sources
        if source["ago"] > 60
    ]
    return tuple(said)


def added_words(year: JSON) -> str:
    """Say what became of the connections added in a year that is old enough to tell."""
    if not year["added"]:
        return f"Nobody was added in the twelve months to {day_words(year['to'])}."
    return (
        f"Of {year['added']} connections added in the twelve months to {day_words(year['to'])}, {year['added_real']} "
        f"({per_cent(year['added_real'], year['added'])}) went both ways within that year or the next."
    )


def decay_words(decay: JSON) -> tuple[str, ...]:
    """Say how ties last, and what became of those left alone; nothing where no year is followed by another."""
    if not decay["after"]:
        return ("Not enough data yet: two whole years of record are needed.",)
    said = [
        (
            f"Of {decay['ties'][0]} ties that went both ways in a year, {decay['living'][0]} "
            f"({per_cent(decay['living'][0], decay['ties'][0])}) did so again the year after."
        )
    ]
    (alone, of_alone), (cared, of_cared) = decay["left_alone"], decay["looked_after"]
    if min(of_alone, of_cared) >= 10:
        said.append(
            f"Left alone by you for a whole year, {alone} of {of_alone} ({per_cent(alone, of_alone)}) went both ways in the "
            f"year after that; of those you reached out to, {cared} of {of_cared} ({per_cent(cared, of_cared)})."
        )
    else:
        said.append(
            f"What becomes of ties left alone: not enough data yet, {of_alone} of 10 that are needed."
        )
    return tuple(said)


def what_if_words(looking: JSON) -> str:
    """Say where the present pace leads, or what is missing to say so."""
    if looking["why"]:
        return (
            f"Not enough data yet to look ahead: {looking['why']}. It takes four whole years of record from the same "
            "sources, with at least ten ties a year."
        )
    present = looking["present"]
    last = len(present["middle"]) - 1
    return (
        f"At the pace of your last {looking['changes']} years, the {present['middle'][0]:.0f} ties that go both ways today "
        f"would be between {present['low'][last]:.0f} and {present['high'][last]:.0f} in five years."
    )


def alternative_words(looking: JSON) -> tuple[str, ...]:
    """Say where the two alternatives lead, or why one cannot be told."""
    if looking["why"]:
        return ()
    present, plain = looking["present"], looking["no_deepening"]
    said = [
        (
            f"Add as you do, but deepen none: about {plain['middle'][-1]:.0f} ({_between(plain)}) in place of "
            f"{present['middle'][-1]:.0f}, and about {plain['deep'][-1]:.0f} of them deep in place of {present['deep'][-1]:.0f}."
        )
    ]
    kept = looking["cadences_kept"]
    if kept:
        rests = ", ".join(
            f"{one['two_way']} of {one['kept']} (every {one['every']} days)" for one in looking["cadences"]
        )
        said.append(
            f"Keep every cadence you set: about {kept['middle'][-1]:.0f} ({_between(kept)}). It rests on how ties fared in "
            f"years in which you reached out as often: {rests} went both ways. "
            "Those who answer are easier to write to, so it may say too much."
        )
    elif not looking["cadences"]:
        said.append("Keep every cadence you set: nobody is in a tier yet, so there is nothing to keep.")
    else:
        few = min(one["kept"] for one in looking["cadences"])
        said.append(
            f"Keep every cadence you set: not enough data. You kept such a cadence in {few} years of a tie; "
            f"{looking['least_kept']} are needed."
        )
    return tuple(said)


def _between(future: JSON) -> str:
    return f"{future['low'][-1]:.0f} to {future['high'][-1]:.0f}"


def look_back_words(looking: JSON) -> str:
    """Say how far off the same method would have been in the owner's own past."""
    found = looking["look_back"]
    if looking["why"]:
        return ""
    if not found:
        return "How far off this is cannot be told yet: there is no earlier year to look ahead from."
    held = sum(one["held"] for one in found)
    one = found[0]
    off = sum(abs(one["middle"] - one["came"]) for one in found) / len(found)
    wider = (
        f" So the range above is set {looking['wider']:.1f} times as far apart as the method alone would have it."
        if looking["wider"] > 1.05
        else ""
    )
    told = "once" if len(found) == 1 else f"{len(found)} times"
    return (
        f"Looked ahead from your own past the same way, {told}: what came lay within the range {held} of {len(found)} "
        f"times, {off:.0f} ties off the middle on average. In {month_words(one['from'])} it would have said "
        f"{one['low']:.0f} to {one['high']:.0f} for {month_words(one['to'])}; {one['came']} came."
        f"{wider}"
    )


def helped_words(one: JSON) -> str:
    """Say what followed help after so many months, beside comparable people, or that there is too little."""
    months, helped, compared = one["months"], one["helped"], one["compared"]
    if one["why"]:
        return f"Within {months} months: not enough data, {one['why']} (so far {one['so_far']:.0f})."
    return (
        f"Within {months} months, {helped['number']:.0f} of {helped['of']:.0f} people you had helped returned something "
        f"({_range(helped)}); of {one['people']} comparable people whom you had not, {100 * compared['value']:.0f} % "
        f"({_range(compared, alone=True)})."
    )


def _range(share: JSON, *, alone: bool = False) -> str:
    between = f"95 % range {100 * share['low']:.0f}–{100 * share['high']:.0f} %"
    return between if alone else f"{100 * share['value']:.0f} %, {between}"


def method_words(before: KeptAudit, after: KeptAudit) -> str:
    """Say that two audits were counted differently, "" where they were not."""
    if before.method == after.method and before.version == after.version:
        return ""
    if not before.method or not after.method:
        return f"Audits before {day_words(after.on)} kept no figures in brief."
    if before.method != after.method:
        return f"On {day_words(after.on)} the method changed: figures before and after are not alike."
    return f"On {day_words(after.on)} the version changed ({before.version} to {after.version}); the method did not."


def generic_words(costs: JSON) -> str:
    """Say how many texts were for anybody."""
    if not costs["written"]:
        return "Generic messages: not enough data, no text of yours from the last year is kept."
    return (
        f"{costs['generic']} of {costs['written']} messages and mails you wrote in the last year "
        f"({per_cent(costs['generic'], costs['written'])}) were for anybody: greetings, or one text to three people or more."
    )


def keeping_words(years: Sequence[JSON]) -> str:
    """Hold adding against keeping in the last year."""
    if len(years) < 2:
        return "Adding against keeping: not enough data, two whole years of record are needed."
    last = years[-1]
    return f"You added {last['added']} connections and kept {last['kept']} ties of the year before; {last['silent']} fell silent."
