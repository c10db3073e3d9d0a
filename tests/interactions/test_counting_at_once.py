"""Two processes that touch one tie: whoever counts waits for whoever adds, so that no count is lost for good."""

from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from nexalink.accounts.models import Owner
from nexalink.interactions.actions import log_touch, remove_touch
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Interaction
from nexalink.people.models import Person
from nexalink.ties.models import Tie
from tests.factories import ON, make_owner, make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite has one writer: nobody counts beside another"
    ),
]


def log(owner: Owner, person: Person) -> None:
    log_touch(owner, person=person.pk, day=ON, on=ON, by="test", kind="call", direction="out")


def test_a_touch_that_is_added_while_another_is_removed_is_counted() -> None:
    owner = make_owner()
    person = make_person(owner, "Ada Example", mail="ada@example.org")
    refresh_ties(owner)
    log(owner, person)
    first = Interaction.objects.get()
    added, may_end = Event(), Event()

    def add() -> None:
        try:
            with transaction.atomic():
                log(owner, person)
                added.set()
                may_end.wait(20)
        finally:
            connection.close()

    def remove() -> None:
        try:
            remove_touch(owner, touch=first.pk, by="test")
        finally:
            connection.close()

    adding, removing = Thread(target=add), Thread(target=remove)
    adding.start()
    assert added.wait(20)
    removing.start()
    sleep(1)
    may_end.set()
    adding.join()
    removing.join()
    assert (Interaction.objects.count(), Tie.objects.get().outgoing) == (1, 1)
