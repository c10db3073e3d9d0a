"""The dates of a LinkedIn export: every file has its own spelling and time zone, and its own reader here.

A reader returns the date or the second, or raises ``ValueError`` with what is wrong; nothing is guessed. Seconds are
UTC since 1970. A two-digit year is of this century: LinkedIn opened in 2003.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
FIRST_YEAR = 2002
LAST_YEAR = 2099
_CENTURY = 2000
_NOON = 12

# English first, as LinkedIn writes; the others because spreadsheets in other languages rewrite a date on saving.
_MONTH_NAMES = """
    january february march april may june july august september october november december
    jan feb mar apr may jun jul aug sep oct nov dec
    januar februar märz april mai juni juli august september oktober november dezember
    jän feb mär apr mai jun jul aug sept okt nov dez
    jan febr mrz apr mai juni juli aug sep okt nov dez
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    janv févr mars avr mai juin juil août sept oct nov déc
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    ene feb mar abr may jun jul ago sept oct nov dic
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    gen feb mar apr mag giu lug ago set ott nov dic
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    jan fev mar abr mai jun jul ago set out nov dez
    januari februari maart april mei juni juli augustus september oktober november december
    jan feb mrt apr mei jun jul aug sep okt nov dec
    januari februari mars april maj juni juli augusti september oktober november december
    januar februar marts april maj juni juli august september oktober november desember
    styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    sty lut mar kwi maj cze lip sie wrz paź lis gru
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    oca şub mar nis may haz tem ağu eyl eki kas ara
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    янв фев мар апр май июн июл авг сен окт ноя дек
"""


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("ł", "l").replace("ı", "i")


_MONTHS = {
    _plain(name): number
    for line in _MONTH_NAMES.strip().splitlines()
    for number, name in enumerate(line.split(), 1)
}

_SPACES = re.compile(r"[\s\u202f\u00a0\u2009\u200e\u200f]+")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.?[ -](?:de )?([^\W\d_]+)\.?[ -](?:de )?(\d{4}|\d{2})")
_MONTH_DAY_YEAR = re.compile(r"([^\W\d_]+)\.? (\d{1,2}), (\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_ASIAN = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_CLOCK = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}),? (\d{1,2}):(\d{2})(?::(\d{2}))? ?([AP])?\.?M?\.?", re.IGNORECASE
)
_STAMP = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(?:UTC|GMT|Z))?"
)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _day(year: str, month: str | int, day: str) -> date:
    number = int(year) + (_CENTURY if len(year) == len("24") else 0)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise ValueError(f"the year {number} cannot be")
    return date(number, int(month), int(day))


def _month(name: str) -> int:
    if not (number := _MONTHS.get(_plain(name), 0)):
        raise ValueError(f"{name!r} is no month")
    return number


@lru_cache(maxsize=16_384)
def connected_on(text: str, *, day_first: bool | None = None) -> date:
    """Return the UTC date of acceptance that Connections.csv holds.

    ``12 Mar 2024`` as LinkedIn writes it, ``10/18/18, 1:21 AM`` (2018), ``4-Apr-21`` and other spellings in which a
    spreadsheet leaves no doubt. ``3/4/2021`` is read only where ``day_first`` says how (see ``slashes_day_first``).

    >>> connected_on("07 Jun 2026"), connected_on("4-Apr-21"), connected_on("10/18/18, 1:21 AM")
    (datetime.date(2026, 6, 7), datetime.date(2021, 4, 4), datetime.date(2018, 10, 18))
    """
    tidy = _tidy(text)
    if found := _DAY_MONTH_YEAR.fullmatch(tidy):
        return _day(found[3], _month(found[2]), found[1])
    if found := _CLOCK.fullmatch(tidy):
        return _day(found[3], found[1], found[2])
    if found := _ISO.fullmatch(tidy) or _ASIAN.fullmatch(tidy):
        return _day(found[1], found[2], found[3])
    if found := _DOTTED.fullmatch(tidy):
        return _day(found[3], found[2], found[1])
    if found := _MONTH_DAY_YEAR.fullmatch(tidy):
        return _day(found[3], _month(found[1]), found[2])
    if (found := _SLASHED.fullmatch(tidy)) and day_first is not None:
        return _day(found[3], found[2], found[1]) if day_first else _day(found[3], found[1], found[2])
    raise ValueError("it is no date that Connections.csv is known to hold")


def slashes_day_first(texts: set[str]) -> bool | None:
    """Tell how a re-saved file writes ``3/4/2021``, from those of its dates that allow one reading only.

    None where no date, or contradicting dates, tell.
    """
    found = [match for text in texts if (match := _SLASHED.fullmatch(_tidy(text)))]
    day_first = any(int(match[1]) > _NOON for match in found)
    month_first = any(int(match[2]) > _NOON for match in found)
    return day_first if day_first != month_first else None


class StampDays(dict[str, int]):
    """Seconds of midnight UTC per ``YYYY-MM-DD`` and a blank, worked out once a day: a file has many rows a date."""

    def __missing__(self, text: str) -> int:
        """Work out one date; ``KeyError`` where it is written otherwise, ``ValueError`` where there is none such."""
        if text[4:5] + text[7:8] + text[10:] != "-- " or not (text[:4] + text[5:7] + text[8:10]).isdecimal():
            raise KeyError(text)
        self[text] = seconds = calendar.timegm(_day(text[:4], text[5:7], text[8:10]).timetuple())
        return seconds


class StampMinutes(dict[str, int]):
    """Seconds of the day per ``HH:MM:``, worked out once each."""

    def __missing__(self, text: str) -> int:
        """Work out one minute; ``KeyError`` where it is written otherwise, ``ValueError`` where there is none such."""
        if text[2:3] + text[5:] != "::" or not (text[:2] + text[3:5]).isdecimal():
            raise KeyError(text)
        clock = time(int(text[:2]), int(text[3:5]))
        self[text] = seconds = clock.hour * 3600 + clock.minute * 60
        return seconds


STAMP_SECONDS = {f"{second:02} UTC": second for second in range(60)}
"""Seconds by the end of a stamp. Together the three read ``2024-03-12 09:14:55 UTC`` by looking up its parts."""


def utc_stamp(text: str) -> int:
    """Return the second of a stamp in UTC: messages' ``2024-03-12 09:14:55 UTC``, endorsements' with slashes.

    >>> utc_stamp("2024-03-12 09:14:55 UTC") == utc_stamp("2024/03/12 09:14:55 UTC")
    True
    """
    found = _STAMP.fullmatch(_tidy(text))
    if not found:
        raise ValueError("it is no date that this file is known to hold")
    day = _day(found[1], found[3], found[4])
    moment = datetime(
        day.year, day.month, day.day, int(found[5]), int(found[6]), min(int(found[7] or 0), 59), tzinfo=UTC
    )
    return int(moment.timestamp())


def _clock(text: str) -> datetime:
    found = _CLOCK.fullmatch(_tidy(text))
    if not found:
        raise ValueError("it is no date that this file is known to hold")
    day = _day(found[3], found[1], found[2])
    hour = int(found[4])
    if found[7]:
        if not 1 <= hour <= _NOON:
            raise ValueError("it is no time")
        hour = hour % _NOON + (_NOON if found[7] in "Pp" else 0)
    return datetime(day.year, day.month, day.day, hour, int(found[5]), int(found[6] or 0))  # noqa: DTZ001


def pacific_clock(text: str) -> int:
    """Return the second UTC of an invitation's ``Sent At``, which is US Pacific time without saying so.

    The hour that autumn repeats is read as its first pass, in summer time.

    >>> pacific_clock("7/1/24, 9:00 AM") - utc_stamp("2024-07-01 16:00:00 UTC")
    0
    """
    return int(_clock(text).replace(tzinfo=PACIFIC).timestamp())


def utc_clock(text: str) -> int:
    """Return the second of ``03/12/24, 09:14 AM``, in UTC: recommendations, and the messages of 2018."""
    return int(_clock(text).replace(tzinfo=UTC).timestamp())


def either(*readers: Callable[[str], int]) -> Callable[[str], int]:
    """Return a reader for a file whose spelling changed over the years: the first that can read a text does.

    The spellings must exclude one another, so that nothing is guessed.
    """

    def read(text: str) -> int:
        for reader in readers[:-1]:
            try:
                return reader(text)
            except ValueError:
                continue
        return readers[-1](text)

    return read


def _midnight(text: str) -> int:
    return calendar.timegm(connected_on(text).timetuple())


message_date = either(utc_stamp, utc_clock)
note_date = either(utc_stamp, utc_clock, _midnight)
