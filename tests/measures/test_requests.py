import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexalink.measures.requests import Acceptance, RequestColumns, request_outcomes

Request = tuple[int, bool, int | None]
sent = st.tuples(st.integers(0, 600), st.booleans(), st.none() | st.integers(0, 700))
requests = st.lists(sent, max_size=40)


def columns_of(rows: list[Request]) -> RequestColumns:
    return RequestColumns(
        sent_day=np.array([row[0] for row in rows], dtype=np.int32),
        outgoing=np.array([row[1] for row in rows], dtype=np.bool_),
        connected_day=np.array([np.nan if row[2] is None else row[2] for row in rows], dtype=np.float64),
    )


def expected(rows: list[Request], *, outgoing: bool, on: int) -> Acceptance:
    mine = [(day, connected) for day, out, connected in rows if out == outgoing and day <= on]
    inside = [connected is not None and connected >= day for day, connected in mine if day >= on - 180]
    older = [connected is not None and connected >= day for day, connected in mine if day < on - 180]
    return Acceptance(len(inside), sum(inside), inside.count(False), older.count(False))


@given(requests, st.integers(0, 800))
def test_both_directions_equal_their_slow_twin(rows: list[Request], on: int) -> None:
    found = request_outcomes(columns_of(rows), on=on)
    assert found.outgoing == expected(rows, outgoing=True, on=on)
    assert found.incoming == expected(rows, outgoing=False, on=on)
    assert found.outgoing.sent == found.outgoing.accepted + found.outgoing.pending
    assert (found.from_day, found.to_day) == (on - 180, on)


@given(requests, st.integers(0, 800))
def test_the_order_of_requests_does_not_matter(rows: list[Request], on: int) -> None:
    assert request_outcomes(columns_of(rows), on=on) == request_outcomes(columns_of(rows[::-1]), on=on)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ((500, True, 500), Acceptance(1, 1, 0, 0)),
        ((500, True, 499), Acceptance(1, 0, 1, 0)),
        ((500, True, None), Acceptance(1, 0, 1, 0)),
        ((420, True, 430), Acceptance(1, 1, 0, 0)),
        ((419, True, 430), Acceptance(0, 0, 0, 0)),
        ((419, True, None), Acceptance(0, 0, 0, 1)),
        ((601, True, 601), Acceptance(0, 0, 0, 0)),
    ],
)
def test_a_request_counts_within_the_window_and_is_accepted_from_its_day_on(
    row: Request, outcome: Acceptance
) -> None:
    assert request_outcomes(columns_of([row]), on=600).outgoing == outcome
