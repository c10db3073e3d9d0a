"""Small texts that many rooms say alike: a job, a day, a span of days, the beginning of a longer text."""

from datetime import date


def works_of(title: str | None, company: str | None, *, between: str = ", ") -> str:
    """Return what somebody does and where, as far as known.

    >>> works_of("Nurse", "City Clinic"), works_of("", "City Clinic"), works_of(None, None)
    ('Nurse, City Clinic', 'City Clinic', '')
    """
    return between.join(part for part in (title, company) if part)


def one_line(text: str, *, longest: int) -> str:
    """Return a text on one line, its beginning where it is longer than ``longest`` characters.

    >>> one_line("Lunch  next week? ", longest=90), one_line("Lunch next week", longest=7)
    ('Lunch next week?', 'Lunch…')
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def long_day(day: date) -> str:
    """Return a day with its month written out.

    >>> long_day(date(2026, 3, 9))
    '9 March 2026'
    """
    return f"{day.day} {day:%B} {day.year}"


def span(days: int, *, whole_years: bool = False) -> str:
    """Say a number of days as people do; with ``whole_years`` a year counts once it is over, else to the nearest.

    >>> span(1), span(13), span(90), span(800), span(2_000), span(2_000, whole_years=True)
    ('1 day', '13 days', '3 months', '2 years', '5 years', '5 years')
    >>> span(1_000), span(1_000, whole_years=True)
    ('3 years', '2 years')
    """
    for size, word, least in ((365.25, "year", 700), (30.44, "month", 60), (1, "day", 0)):
        if days >= least:
            number = int(days / size) if whole_years and word == "year" else round(days / size)
            return f"{number} {word}" + ("" if number == 1 else "s")
    return f"{days} days"
