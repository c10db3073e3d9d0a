"""The week in the browser without a script: each form takes effect, faults are sentences, nothing of others is reached."""

import pytest
from django.test import Client

from nexalink.gate.actions import add_request
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.models import Commitment, Exchange, Interaction, Source
from nexalink.ties.models import Note, Reminder, Tagging, Tie
from tests.factories import ON, Cast, make_audit, make_cast, make_owner
from tests.web.reading import read


def test_a_tie_is_kept_up_from_its_page(web: Client, cast: Cast) -> None:
    person = cast.weak.pk
    here = f"/people/{person}/"
    posts = {
        "tier/": {"tier": "2"},
        "cadence/": {"days": "45"},
        "log/": {"kind": "call", "day": "yesterday", "direction": "mutual", "depth": "conversation", "subject": "the roof"},
        "value/": {"direction": "given", "kind": "advice", "size": "small", "day": "", "asked": "no"},
        "promise/": {"what": "send the plan", "due": "in two weeks", "who": "me"},
        "tag/": {"tag": "chess"},
        "note/": {"text": "Likes <script>alert(1)</script>"},
        "reminder/": {"text": "ask about the move", "day": "in 2 weeks"},
        "judgement/": {"question": "comfortable", "answer": "yes"},
        "knowledge/": {"goals": "a workshop of his own"},
    }  # fmt: skip
    for address, typed in posts.items():
        response = web.post(here + address, {**typed, "next": here})
        assert response.status_code == 303, address
        assert response["Location"].startswith(here), address
    tie = Tie.objects.get(person=person)
    assert (tie.tier, tie.cadence_days, tie.judgements["comfortable"]["answer"]) == (2, 45, True)
    assert Interaction.objects.filter(person=person, source=Source.MANUAL).count() == 1
    assert [row.asked for row in Exchange.objects.filter(person=person)] == [False]
    assert Commitment.objects.get(person=person).due_on is not None
    assert (Tagging.objects.count(), Note.objects.count(), Reminder.objects.count()) == (1, 1, 1)
    page = read(web.get(here))
    for words in ("send the plan", "a workshop of his own", "Next touch due", "Tier 2"):
        assert words in page.text
    assert "script" not in {tag for tag, attributes in page.elements if "src" not in attributes}


def test_a_line_logs_a_touch_or_says_why_not(web: Client, cast: Cast) -> None:
    response = web.post("/log/line/", {"line": "call with Wim Weak yesterday about the roof"})
    assert response.status_code == 303
    assert "Logged a call with Wim Weak" in read(web.get(response["Location"])).text
    for line, words in (
        ("call with Nobody", "Nobody called “Nobody”"),
        ("", "The line is empty"),
    ):
        refused = web.post("/log/line/", {"line": line})
        assert (refused.status_code, words in read(refused).text) == (400, True)


@pytest.mark.parametrize(
    ("address", "typed", "words"),
    [
        ("tier/", {"tier": "9"}, "three tiers"),
        ("cadence/", {"days": "0"}, "not possible"),
        ("cadence/", {"days": "often"}, "no number of days"),
        ("log/", {"day": "soon"}, "is no day"),
        ("log/", {"day": "tomorrow"}, "in the future"),
        ("value/", {"direction": "given", "kind": "gold", "size": "small"}, "no kind of value"),
        ("promise/", {"what": ""}, "A promise has"),
        ("reminder/", {"text": "x"}, "needs a day"),
        ("note/", {"text": " "}, "needs words"),
        ("knowledge/", {"name": "x" * 10_000}, "at most 400"),
        ("tag/", {"tag": ""}, "needs words"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    web: Client, cast: Cast, address: str, typed: dict[str, str], words: str
) -> None:
    response = web.post(f"/people/{cast.weak.pk}/{address}", typed)
    assert (response.status_code, words in read(response).text) == (400, True)


def test_suggestions_are_accepted_whole_and_taken_back_whole(web: Client, cast: Cast) -> None:
    make_audit(cast.owner)
    page = web.get("/tiers/").content.decode()
    suggested = f"{cast.friend.pk}:1,{cast.weak.pk}:3"
    assert "Accept all" in page
    response = web.post("/tiers/accept/", {"moves": suggested})
    assert sorted(Tie.objects.exclude(tier=None).values_list("tier", flat=True)) == [1, 3]
    entry = response["Location"].rpartition("=")[2]
    web.post(f"/journal/{entry}/undo/")
    assert not Tie.objects.exclude(tier=None).exists()
    web.post("/tiers/set/", {"person": [cast.friend.pk, cast.weak.pk], "tier": "2"})
    assert Tie.objects.filter(tier=2).count() == 2


def test_today_is_done_put_off_and_skipped(web: Client, cast: Cast) -> None:
    nudge = f"overdue:{cast.weak.pk}"

    def is_shown() -> bool:
        return nudge in web.get("/").content.decode()

    assert not is_shown()
    web.post(f"/people/{cast.weak.pk}/tier/", {"tier": "1"})
    assert is_shown()
    put_off = web.post("/today/act/", {"nudge": nudge, "act": "week"})
    assert not is_shown()
    web.post(f"/journal/{put_off['Location'].rpartition('=')[2]}/undo/")
    assert is_shown()
    web.post("/today/act/", {"nudge": nudge, "act": "done"})
    assert (Tie.objects.get(person=cast.weak).mutual, is_shown()) == (1, False)
    gone = web.post("/today/act/", {"nudge": nudge, "act": "done"})
    assert (gone.status_code, "not on today" in read(gone).text) == (409, True)


def test_a_request_is_judged_at_the_gate(web: Client, cast: Cast) -> None:
    assert "Nobody waits" in read(web.get("/gate/")).text
    web.post("/gate/add/", {"name": "Nora New", "works": "Nurse at City Hospital", "message": "<b>Hello</b>"})
    page = read(web.get("/gate/"))
    assert "1 request waits" in page.text
    assert "Health Care" in page.text
    request = ConnectionRequest.objects.get(name="Nora New").pk
    assert web.post(f"/gate/{request}/judge/", {"verdict": "accept"}).status_code == 400
    answers = {"reason": "yes", "value": "yes", "comfortable": "no", "diversity": "yes", "verdict": "accept"}
    web.post(f"/gate/{request}/judge/", answers)
    assert "accepted with 3 of 4 yes" in read(web.get("/gate/")).text
    web.post(f"/gate/{request}/reconsider/")
    assert ConnectionRequest.objects.get(pk=request).outcome == "pending"


def test_nothing_of_another_owner_is_reached(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    request = add_request(other.owner, name="Foreign", on=ON, by="test").changes[0]["id"]
    person = other.weak.pk
    posts = {
        f"/people/{person}/tier/": {"tier": "1"},
        f"/people/{person}/log/": {"day": "today"},
        f"/people/{person}/note/": {"text": "x"},
        f"/people/{person}/knowledge/": {"goals": "x"},
        f"/gate/{request}/reconsider/": {},
        "/tiers/set/": {"person": str(person), "tier": "1"},
        f"/promises/{10**9}/close/": {"kept": "yes"},
        f"/notes/{10**9}/remove/": {},
    }  # fmt: skip
    assert {
        address: web.post(address, typed).status_code for address, typed in posts.items()
    } == dict.fromkeys(posts, 404)
    for address in ("/", "/tiers/", "/value/", "/gate/"):
        assert "Foreign" not in read(web.get(address)).text
