"""Log: a line that fits several people asks which one; touches by hand are changed and removed."""

from urllib.parse import quote

from django.test import Client

from nexalink.interactions.actions import log_touch
from nexalink.interactions.models import Interaction, Source
from tests.factories import ON, Cast, make_cast, make_owner
from tests.web.reading import read

LINE = "call with Farah Friend yesterday about the grant"


def test_a_line_that_fits_two_asks_which_and_then_logs_once(web: Client, cast: Cast) -> None:
    asked = web.post("/log/line/", {"line": LINE, "key": "k"})
    assert (asked.status_code, asked["Location"]) == (303, "/log/?line=" + quote(LINE).replace("%20", "+"))
    assert not Interaction.objects.filter(source=Source.MANUAL).exists()
    page = read(web.get(asked["Location"]))
    assert "Which one do you mean?" in page.text
    assert "Farah Friend, Head of Research, Lindgrün Labs" in page.text
    for _ in range(2):
        chosen = web.post("/log/line/", {"line": LINE, "person": str(cast.twin.pk), "key": "k2"})
        assert chosen.status_code == 303
    (touch,) = Interaction.objects.filter(source=Source.MANUAL)
    assert (touch.person, touch.subject) == (cast.twin, "the grant")
    same_page = web.post("/log/line/", {"line": LINE}, headers={"X-Act": "1"})
    assert (same_page.status_code, same_page["X-Go"]) == (204, asked["Location"])


def test_nobody_who_does_not_fit_can_be_chosen(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    for wrong in (cast.weak.pk, other.friend.pk, "x"):
        response = web.post("/log/line/", {"line": LINE, "person": str(wrong)})
        assert (response.status_code, response["Location"].startswith("/log/?line=")) == (303, True)
    assert not Interaction.objects.filter(source=Source.MANUAL).exists()


def test_a_touch_by_hand_is_changed_and_removed_from_the_timeline(web: Client, cast: Cast) -> None:
    touch = log_touch(
        cast.owner, person=cast.weak.pk, day=ON, on=ON, by="test", subject="the <b>roof</b>"
    ).changes[0]["id"]
    assert f'href="/touches/{touch}/"' in web.get(f"/people/{cast.weak.pk}/").content.decode()
    page = web.get(f"/touches/{touch}/").content.decode()
    assert "the &lt;b&gt;roof&lt;/b&gt;" in page
    typed = {
        "kind": "meeting",
        "day": "2026-11-01",
        "direction": "mutual",
        "depth": "conversation",
        "subject": "slate",
    }
    assert (
        web.post(f"/touches/{touch}/edit/", {**typed, "next": f"/people/{cast.weak.pk}/"}).status_code == 303
    )
    assert Interaction.objects.get(pk=touch).subject == "slate"
    assert web.post(f"/touches/{touch}/edit/", {**typed, "day": "soon"}).status_code == 400
    assert web.post(f"/touches/{touch}/remove/").status_code == 303
    assert not Interaction.objects.filter(pk=touch).exists()
    assert web.get(f"/touches/{touch}/").status_code == 404


def test_touches_of_sources_and_of_others_are_not_there(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    theirs = log_touch(other.owner, person=other.weak.pk, day=ON, on=ON, by="test").changes[0]["id"]
    for number in (theirs, Interaction.objects.of(cast.owner)[0].pk, 10**9):
        assert web.get(f"/touches/{number}/").status_code == 404
        assert web.post(f"/touches/{number}/edit/", {"day": "2026-11-01"}).status_code == 404
        assert web.post(f"/touches/{number}/remove/").status_code == 404


def test_a_touch_before_anything_known_is_asked_about_and_nothing_typed_is_lost(
    web: Client, cast: Cast
) -> None:
    typed = {"kind": "call", "day": "1 May 1999", "direction": "in", "depth": "conversation", "subject": "<b>roof</b>",
             "key": "k", "next": f"/people/{cast.weak.pk}/"}  # fmt: skip
    for address, form in (
        (f"/people/{cast.weak.pk}/log/", typed),
        ("/log/line/", {"line": "call with Wim Weak 1 May 1999", "key": "k"}),
    ):
        asked = web.post(address, form)
        assert asked.status_code == 409
        page = read(asked)
        assert "By your data you have known Wim Weak since 14 April 2026, not on 1 May 1999." in page.text
        assert not Interaction.objects.filter(source=Source.MANUAL).exists()
        kept = {
            one["name"]: one["value"]
            for tag, one in page.elements
            if tag == "input" and one.get("type") == "hidden"
        }
        kept.pop("csrfmiddlewaretoken", None)
        assert kept == form
        for _ in range(2):
            assert web.post(address, {**kept, "anyway": "yes"}).status_code == 303
        (touch,) = Interaction.objects.filter(source=Source.MANUAL)
        edit = web.post(f"/touches/{touch.pk}/edit/", {"kind": "call", "day": "1 May 1998"})
        assert edit.status_code == 409
        assert "Log it anyway" in read(edit).text
        touch.delete()
