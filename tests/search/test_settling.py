"""Searching while somebody else is writing: waited for shortly, never missed, never a fault."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from nexalink.accounts import journal
from nexalink.accounts.models import JournalEntry, Owner
from nexalink.search.actions import bring_up_to_date, find_everything
from nexalink.ties.actions import write_note
from nexalink.ties.models import Tie
from tests.factories import make_owner, make_person
from tests.search.test_following import BY, is_as_new

pytestmark = pytest.mark.django_db(transaction=True)
several_writers = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer")
PATIENCE_S = 60


@contextmanager
def unfinished_act(owner: Owner, *, housekeeping: bool = False) -> Iterator[None]:
    """Have an act of ``owner`` written into the journal elsewhere, and finished only when this block ends.

    ``housekeeping``: hold the journal's table besides as an automatic vacuum of PostgreSQL does.
    """
    written, may_finish = Event(), Event()

    def act() -> None:
        try:
            with transaction.atomic():
                journal.write(owner, by=BY, action="note", what="elsewhere")
                if housekeeping:
                    with connection.cursor() as cursor:
                        cursor.execute("LOCK TABLE accounts_journalentry IN SHARE UPDATE EXCLUSIVE MODE")
                written.set()
                may_finish.wait(PATIENCE_S)
        finally:
            connection.close()

    thread = Thread(target=act)
    thread.start()
    try:
        assert written.wait(PATIENCE_S)
        yield
    finally:
        may_finish.set()
        thread.join(PATIENCE_S)


def make_written(name: str) -> Owner:
    owner = make_owner(name)
    Tie.objects.create(owner=owner, person=make_person(owner, "Ada Example"))
    note(owner, "kayak")
    return owner


def note(owner: Owner, text: str) -> None:
    write_note(owner, person=Tie.objects.get(owner=owner).person_id, text=text, at=5, by=BY)


def test_the_first_search_while_an_act_is_underway_answers_and_says_so() -> None:
    owner = make_written("Otto Other")
    with unfinished_act(owner):
        result, current = find_everything(owner, "kayak")
        assert (result.total, current) == (0, False)
    result, current = find_everything(owner, "kayak")
    assert (result.total, current) == (1, True)


@several_writers
def test_a_line_that_is_finished_after_a_later_one_is_not_missed() -> None:
    owner = make_written("Otto Other")
    assert bring_up_to_date(owner)
    with unfinished_act(owner):
        note(owner, "canoe")
        assert not find_everything(owner, "canoe")[1]
    assert JournalEntry.objects.of(owner).count() == 3
    assert is_as_new(owner)


@several_writers
def test_other_owners_and_housekeeping_of_the_database_are_not_waited_for() -> None:
    owner, busy = make_written("Otto Other"), make_written("Bea Busy")
    with unfinished_act(busy, housekeeping=True):
        assert bring_up_to_date(owner)
    assert is_as_new(owner)
