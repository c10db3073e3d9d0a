"""A browser of this machine, without a browser: what the tests of the web door share."""

from collections.abc import Iterator

import pytest
from django.test import Client

from nexalink.reports.pictures import forget_pictures
from tests.factories import Cast, make_audit, make_cast


@pytest.fixture
def web() -> Client:
    """Give a client that calls from this machine by its own name."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """Give a small network that was audited; pictures drawn of other tests' networks are forgotten."""
    forget_pictures()
    people = make_cast()
    make_audit(people.owner)
    yield people
    forget_pictures()
