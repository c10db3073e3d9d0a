"""Why a reading has no value: one small number per tie, with an English phrase for each."""

from enum import IntEnum
from typing import Final


class Reason(IntEnum):
    """Why a value is missing; ``KNOWN`` (0) means that it is not missing."""

    KNOWN = 0
    NO_CONTACT = 1
    FEW_MESSAGES = 2
    FEW_OPENINGS = 3
    NO_ANSWER = 4
    NO_ENTRIES = 5
    YOUNG = 6
    NO_NOTES = 7
    NO_JUDGEMENT = 8
    FEW_TOUCH_DAYS = 9
    FEW_KNOWN = 10
    FEW_TIES = 11
    FEW_REQUESTS = 12
    SHORT_HISTORY = 13
    NO_CADENCE = 14
    FEW_RECENT_CONNECTIONS = 15
    NOTHING_LOGGED = 16
    FEW_INTRODUCTIONS = 17
    STAGE_UNKNOWN = 18
    FEW_ENTRIES = 19
    NO_PEOPLE = 20
    FEW_CONVERSATIONS = 21
    ONE_WAY = 22
    LONG_SILENT = 23
    FEW_PAST_WINDOWS = 24
    LEDGER_NOT_KEPT = 25
    FEW_YEARS = 26
    FEW_HELPED = 27
    NO_COMPARISON = 28
    FEW_TOUCHES = 29

    @property
    def phrase(self) -> str:
        """Say the reason in a few English words, empty for ``KNOWN``."""
        return _PHRASES[self]


_PHRASES: Final[dict[Reason, str]] = {
    Reason.KNOWN: "",
    Reason.NO_CONTACT: "no contact yet",
    Reason.FEW_MESSAGES: "fewer than 3 messages",
    Reason.FEW_OPENINGS: "fewer than 3 conversations to judge by",
    Reason.NO_ANSWER: "no answer to time yet",
    Reason.NO_ENTRIES: "nothing given or received is on record",
    Reason.YOUNG: "fewer than 3 entries or less than half a year of them",
    Reason.NO_NOTES: "nothing is noted about this person yet",
    Reason.NO_JUDGEMENT: "no judgement, promise or recommendation yet",
    Reason.FEW_TOUCH_DAYS: "fewer than 3 days with contact",
    Reason.FEW_KNOWN: "known for too few people",
    Reason.FEW_TIES: "too few ties to judge by",
    Reason.FEW_REQUESTS: "fewer than 10 requests in the window",
    Reason.SHORT_HISTORY: "less than 3 months of history",
    Reason.NO_CADENCE: "nobody has a tier or a cadence yet",
    Reason.FEW_RECENT_CONNECTIONS: "fewer than 10 connections old enough to judge",
    Reason.NOTHING_LOGGED: "no value received has been logged yet",
    Reason.FEW_INTRODUCTIONS: "fewer than 3 introductions with an outcome",
    Reason.STAGE_UNKNOWN: "career stages are not known",
    Reason.FEW_ENTRIES: "fewer than 10 entries of received value",
    Reason.NO_PEOPLE: "no people yet",
    Reason.FEW_CONVERSATIONS: "fewer than 10 conversations begun in the last year",
    Reason.ONE_WAY: "only one of the two sides has written so far",
    Reason.LONG_SILENT: "no contact for half a year",
    Reason.FEW_PAST_WINDOWS: "fewer than 200 past outcomes to check against",
    Reason.LEDGER_NOT_KEPT: "nothing was logged by hand in the last year",
    Reason.FEW_YEARS: "fewer than 4 whole years of record",
    Reason.FEW_HELPED: "fewer than 10 people helped whose following time is over",
    Reason.NO_COMPARISON: "fewer than 10 comparable people who were not helped",
    Reason.FEW_TOUCHES: "fewer than 10 touches in the last year",
}
