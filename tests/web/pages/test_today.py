"""The first page of a day."""

from datetime import timedelta

import pytest
from django.test import Client

from nexalink.interactions.actions import promise
from nexalink.web.words import today_in
from tests.factories import make_cast, make_owner
from tests.web.reading import read

pytestmark = pytest.mark.django_db


def test_with_nobody_in_the_network_the_page_says_how_to_begin(web: Client) -> None:
    make_owner()
    page = web.get("/").content.decode()
    assert "in good order" not in page
    assert 'href="/import/"' in page


def test_with_people_and_nothing_due_it_is_calm(web: Client) -> None:
    make_cast()
    assert "Nothing is due. Your network is in good order today." in web.get("/").content.decode()


@pytest.mark.parametrize("days", [1, 5])
def test_what_comes_in_the_next_days_names_its_day_and_leads_there(web: Client, days: int) -> None:
    cast = make_cast()
    on = today_in(cast.owner.zone)
    due = on + timedelta(days=days)
    promise(cast.owner, person=cast.weak.pk, what="send the plan", on=on, due=due, by="test")
    page = read(web.get("/"))
    word = "Tomorrow" if days == 1 else f"{due:%A}"
    assert f"{word}: Wim Weak You promised: send the plan" in " ".join(page.text.split())
    assert any(attributes.get("href") == f"/people/{cast.weak.pk}/" for _, attributes in page.elements)
