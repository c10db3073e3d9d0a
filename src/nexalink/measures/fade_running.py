"""The forecast's numbers kept up to date message by message: one message touches one tie, and no list is kept."""

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Final

import numpy as np

from nexalink.measures.closeness import burstiness_of
from nexalink.measures.columns import BoolArray, Direction, FloatArray, Kind
from nexalink.measures.counts import CountingRules
from nexalink.measures.fade_features import FEATURES, HALF_LIFE_HORIZONS, LEAST_MESSAGES, SILENT_HORIZONS
from nexalink.measures.fade_model import FadeModel, sigmoid

Contact = tuple[int, int, int, int]
"""Day, ``Direction``, ``Kind`` and size of one interaction."""
_CONTACT_SIZE: Final = CountingRules().contact_meeting_size
_TWO_WAY_SIZE: Final = CountingRules().two_way_meeting_size
# Plain numbers: comparing with a member of an enumeration would cost as much as all the rest.
_GROUP, _MEETING = int(Kind.GROUP), int(Kind.MEETING)
_IN, _MUTUAL, _OUT = int(Direction.IN), int(Direction.MUTUAL), int(Direction.OUT)


class RunningContacts:
    """Nine running numbers a tie and the owner's own messages a day: all that ``fade_features`` computes from lists.

    Days have to come in order within a tie. A message that comes late is told, and that one tie is rebuilt from its
    contacts; the others are left alone.
    """

    def __init__(self, ties: int = 0, *, horizon_days: float = 90.0) -> None:
        self.horizon_days = horizon_days
        self._half_life = HALF_LIFE_HORIZONS * horizon_days
        self._messages, self._incoming, self._outgoing = (array("d", bytes(8 * ties)) for _ in range(3))
        self._days, self._first, self._last = (array("d", bytes(8 * ties)) for _ in range(3))
        # Closeness on the last touch day, what that day weighs in it, and the sum of the squared gaps.
        self._strength, self._weight, self._squares = (array("d", bytes(8 * ties)) for _ in range(3))
        self._own: Counter[int] = Counter()
        self._newest = -np.inf

    @property
    def ties(self) -> int:
        """Give the number of ties."""
        return len(self._days)

    def add_tie(self) -> int:
        """Add a tie without contact and return its index."""
        for column in self._columns():
            column.append(0.0)
        return self.ties - 1

    def take(self, tie: int, *, day: int, direction: int, kind: int, size: int = 1) -> bool:
        """Count one interaction; False where it came late, so that the tie has to be rebuilt.

        Args:
            tie: index of the tie.
            day: day number in the owner's time zone.
            direction: a ``Direction``.
            kind: a ``Kind``; group threads, list mail and large meetings do not count.
            size: people besides the owner.
        """
        if kind >= _GROUP or (kind == _MEETING and size > _CONTACT_SIZE):
            return True
        if direction == _OUT:
            self._own[day] += 1
        return self._count(tie, day, direction, kind, size)

    def rebuild(self, tie: int, contacts: Iterable[Contact]) -> None:
        """Forget one tie's numbers and count all of its interactions anew, in whatever order they come.

        The owner's own messages are not counted again: ``take`` has counted them, late or not.
        """
        for column in self._columns():
            column[tie] = 0.0
        for day, direction, kind, size in sorted(contacts):
            if kind < _GROUP and not (kind == _MEETING and size > _CONTACT_SIZE):
                self._count(tie, day, direction, kind, size)

    def _columns(self) -> tuple["array[float]", ...]:
        return (
            self._messages, self._incoming, self._outgoing, self._days, self._first, self._last, self._strength,
            self._weight, self._squares,
        )  # fmt: skip

    def _count(self, tie: int, day: int, direction: int, kind: int, size: int) -> bool:
        weight = 1.0 / max(size, 1) if kind == _MEETING else 1.0
        gap = day - self._last[tie]
        if not self._days[tie]:
            self._first[tie], self._strength[tie], self._weight[tie] = day, weight, weight
            self._days[tie], self._last[tie] = 1.0, day
        elif gap < 0:
            return False
        elif gap > 0:
            self._strength[tie] = self._strength[tie] * 2.0 ** (-gap / self._half_life) + weight
            self._squares[tie] += gap * gap
            self._days[tie] += 1.0
            self._last[tie], self._weight[tie] = day, weight
        elif weight > self._weight[tie]:
            self._strength[tie] += weight - self._weight[tie]
            self._weight[tie] = weight
        self._newest = max(self._newest, day)
        self._messages[tie] += 1.0
        both = (direction == _MUTUAL or kind == _MEETING) and size <= _TWO_WAY_SIZE
        if both or direction == _IN:
            self._incoming[tie] += 1.0
        if both or direction == _OUT:
            self._outgoing[tie] += 1.0
        return True

    def features(self, *, on_day: int) -> FloatArray:
        """Return the five terms of every tie at the end of ``on_day``, shape (ties, 5); NaN without contact.

        Raises:
            ValueError: contact later than ``on_day`` has been counted already and cannot be taken out.
        """
        if on_day < self._newest:
            raise ValueError(f"day {on_day} is before the newest contact")
        days, first, last, strength, squares = (
            np.frombuffer(column)
            for column in (self._days, self._first, self._last, self._strength, self._squares)
        )
        some = days > 0
        horizon = self.horizon_days
        table = np.full((days.size, len(FEATURES)), np.nan)
        table[some, 0] = np.log((on_day - last[some] + 0.5) / horizon)
        table[some, 1] = np.log1p(strength[some] * np.exp2((last[some] - on_day) / self._half_life))
        table[some, 2] = np.log((last[some] - first[some] + 1.0) / horizon)
        bursts = burstiness_of((days - 1).astype(np.int64), span=last - first, squares=squares)
        table[some, 3] = np.nan_to_num(bursts[some], nan=0.0)
        recent, before = (self._own_between(on_day - (k + 1) * horizon, on_day - k * horizon) for k in (0, 1))
        table[some, 4] = np.log((recent + 1.0) / (before + 1.0))
        return table

    def _own_between(self, after: float, until: float) -> int:
        return sum(count for day, count in self._own.items() if after < day <= until)

    def asked(self, *, on_day: int) -> BoolArray:
        """Tell of which ties the question of fading can be asked: enough contact, both ways, within 2H."""
        messages, incoming, outgoing, last = (
            np.frombuffer(column) for column in (self._messages, self._incoming, self._outgoing, self._last)
        )
        both = (messages >= LEAST_MESSAGES) & (incoming > 0) & (outgoing > 0)
        asked: BoolArray = both & (last >= on_day - SILENT_HORIZONS * self.horizon_days)
        return asked

    def p_silent(self, *, on_day: int, model: FadeModel) -> FloatArray:
        """Return the chance of silence of every tie, as the model gives it; NaN where the question cannot be asked."""
        chance = np.full(self.ties, np.nan)
        asked = self.asked(on_day=on_day)
        chance[asked] = sigmoid(-model.log_odds(self.features(on_day=on_day)[asked]))
        return chance
