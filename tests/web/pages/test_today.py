"""The first page of a day."""

import pytest
from django.test import Client

from tests.factories import make_cast, make_owner

pytestmark = pytest.mark.django_db


def test_with_nobody_in_the_network_the_page_says_how_to_begin(web: Client) -> None:
    make_owner()
    page = web.get("/").content.decode()
    assert "in good order" not in page
    assert 'href="/import/"' in page


def test_with_people_and_nothing_due_it_is_calm(web: Client) -> None:
    make_cast()
    assert "Nothing is due. Your network is in good order today." in web.get("/").content.decode()
