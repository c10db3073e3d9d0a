"""A draft is edited, checked, opened in the owner's mail program, and logged when sent."""

from django.test import Client

from nexalink.interactions.actions import log_draft_sent, promise
from nexalink.interactions.models import Interaction, Source, Touch
from nexalink.web.pages.drafting import LONGEST_LINK, mail_link
from nexalink.web.words import today_in
from tests.factories import ON, Cast, make_cast, make_owner
from tests.web.reading import read

LETTER = "Dear Farah,\r\ncould we talk about the timber trade next week? I would like to hear how you see it & why."


def test_a_draft_is_made_ready_opened_and_logged_once(web: Client, cast: Cast) -> None:
    promise(cast.owner, person=cast.friend.pk, what="send the plan", on=ON, by="test")
    here = f"/people/{cast.friend.pk}/draft/"
    first = read(web.get(here))
    assert "I have not forgotten what I promised you: send the plan." in web.get(here).content.decode()
    assert "A text for Farah Friend and nobody else." in first.text
    ready = web.post(here, {"subject": "Timber\n & more", "text": LETTER})
    assert ready.status_code == 200
    page = ready.content.decode()
    assert "mailto:farah@example.com?subject=Timber%20%26%20more&amp;body=Dear%20Farah%2C%0D%0Acould" in page
    for _ in range(2):
        logged = web.post(
            here + "sent/", {"subject": "Timber", "text": LETTER, "kind": "mail", "day": "today", "key": "k"}
        )
        assert logged.status_code == 303
    (touch,) = Interaction.objects.filter(source=Source.MANUAL)
    assert (touch.touch, touch.direction, touch.subject) == (Touch.PERSONAL, 1, "Timber")


def test_a_text_that_somebody_else_got_is_refused_and_kept_in_the_form(web: Client, cast: Cast) -> None:
    today = today_in(cast.owner.zone)
    log_draft_sent(cast.owner, person=cast.weak.pk, text=LETTER.replace("Farah", "Wim"), on=today, by="test")
    here = f"/people/{cast.friend.pk}/draft/"
    for address in (here, here + "sent/"):
        refused = web.post(address, {"text": LETTER})
        assert refused.status_code == (400 if address == here else 409)
        assert "Wim Weak got nearly the same text" in read(refused).text
    assert "could we talk about the timber trade" in web.post(here, {"text": LETTER}).content.decode()
    empty = web.post(here, {"text": " "})
    assert (empty.status_code, "needs words" in read(empty).text) == (400, True)


def test_reasons_are_chosen_without_a_script(web: Client, cast: Cast) -> None:
    promise(cast.owner, person=cast.friend.pk, what="send the plan", on=ON, by="test")
    none = web.get(f"/people/{cast.friend.pk}/draft/?chosen=1").content.decode()
    assert "I have not forgotten" not in none
    topic = web.get(f"/people/{cast.friend.pk}/draft/?chosen=1&reason=topic").content.decode()
    assert "we spoke about “Lunch”" in topic


def test_nobody_of_others_gets_a_draft(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    here = f"/people/{other.weak.pk}/draft/"
    assert [web.get(here).status_code, web.post(here, {"text": LETTER}).status_code] == [404, 404]
    assert web.post(here + "sent/", {"text": LETTER}).status_code == 404


def test_a_link_never_goes_to_a_second_address_and_never_grows_too_long() -> None:
    assert mail_link("a@example.com?bcc=b@example.com", "x", "y").startswith(
        "mailto:a@example.com%3Fbcc%3Db@example.com?"
    )
    assert mail_link("a@example.com", "x", "y" * LONGEST_LINK) == ""
    assert mail_link("", "x", "y") == ""
