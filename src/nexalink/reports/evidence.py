"""The reasons behind a dot of the orbit, in words: its place, what was exchanged, what the forecast says."""

from datetime import date

FADING, QUIET = 0.6, 0.35
"""Share of certainty that a tie falls silent from which it is likely to, and from which it may."""
FORECASTS = {
    "steady": "steady",
    "quiet": "may fall silent",
    "fading": "likely to fall silent",
    "unknown": "not enough data for a forecast",
}


def tone_of(fade: float | None) -> str:
    """Return the tone of a forecast.

    >>> tone_of(0.7), tone_of(0.4), tone_of(0.0), tone_of(None)
    ('fading', 'quiet', 'steady', 'unknown')
    """
    if fade is None:
        return "unknown"
    return "fading" if fade >= FADING else "quiet" if fade >= QUIET else "steady"


def reasons(
    *, rank: int, into: int, out: int, met: int, ago: int | None, fade: float | None
) -> tuple[str, str, str]:
    """Return three facts of somebody with contact; ``ago`` is the days since the last one.

    >>> reasons(rank=3, into=2, out=1, met=0, ago=9, fade=None)
    ('number 3 by closeness', '2 in, 1 out, last 9 days ago', 'not enough data for a forecast')
    """
    together = "" if not met else ", met once" if met == 1 else f", met {met:,} times"
    when = "" if ago is None else f", last {_ago(ago)}"
    return (
        f"number {rank:,} by closeness",
        f"{into:,} in, {out:,} out{together}{when}",
        FORECASTS[tone_of(fade)],
    )


def facts_of(
    *,
    rank: int,
    into: int,
    out: int,
    met: int,
    ago: int | None,
    fade: float | None,
    works: str,
    connected: date | None,
) -> str:
    """Return the facts of somebody far away as one line: without contact, who it is and since when.

    >>> facts_of(rank=0, into=0, out=0, met=0, ago=None, fade=None, works="Nurse", connected=date(2020, 3, 1))
    'nothing exchanged that your sources know of; Nurse; connected since March 2020'
    """
    if rank:
        return "; ".join(reasons(rank=rank, into=into, out=out, met=met, ago=ago, fade=fade))
    since = f"connected since {connected:%B %Y}" if connected else "not a connection"
    return "; ".join(part for part in ("nothing exchanged that your sources know of", works, since) if part)


def _ago(days: int) -> str:
    if days < 0:
        return "after the day of this audit"
    if days == 0:
        return "today"
    return "yesterday" if days == 1 else f"{days:,} days ago"
