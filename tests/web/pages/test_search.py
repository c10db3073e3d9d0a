"""Search as a page and for the palette."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nexalink.gate.actions import add_request
from nexalink.interactions.actions import log_touch, promise, record_exchange
from nexalink.introductions.actions import propose
from nexalink.people.actions import edit_knowledge
from nexalink.playbooks.actions.starting import start_playbook
from nexalink.recall.models import Recollection
from nexalink.search.queries import PAGE, Kind
from nexalink.ties.actions import add_reminder, add_tag, join_circle, save_filter, write_note
from tests.factories import ON, Cast, make_cast, make_crowd, make_event, make_owner
from tests.web.reading import read

BY = "test"


def palette(web: Client, text: str) -> dict[str, Any]:
    answer = web.get("/search/palette/", {"q": text})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    return dict(json.loads(answer.content))


def said(pieces: list[list[Any]]) -> str:
    return "".join(f"[{text}]" if marked else text for text, marked in pieces)


def write_of_everything(cast: Cast) -> None:
    """Write one row of each kind that names kayaks."""
    owner, weak = cast.owner, cast.weak.pk
    edit_knowledge(owner, person=weak, values={"goals": "Build a kayak"}, by=BY)
    add_tag(owner, people=[weak], tag="kayak", by=BY)
    join_circle(owner, people=[weak], circle="Kayak club", by=BY)
    save_filter(owner, name="Kayakers", query="tag=1", by=BY)
    write_note(owner, person=weak, text="A kayak of cedar", at=5, by=BY)
    promise(owner, person=weak, what="Return the kayak", on=ON, by=BY)
    add_reminder(owner, person=weak, text="Kayak season", day=ON, by=BY)
    start_playbook(owner, kind="job_search", title="Kayak makers", people=[weak], on=ON, by=BY)
    propose(owner, first=cast.friend.pk, second=weak, on=ON, by=BY, why="Both love kayaks")
    add_request(owner, name="Kay Kayak", works="Boats", on=ON, by=BY)
    record_exchange(
        owner, person=weak, direction="given", kind="advice", size="small", day=ON, on=ON, by=BY, note="On kayaks"
    )  # fmt: skip
    Recollection.objects.create(owner=owner, person=cast.weak, asked_on=ON, detail="Paddles a kayak")
    log_touch(owner, person=weak, day=ON, on=ON, by=BY, subject="The kayak", anyway=True)
    make_event(cast.weak, days_ago=3, subject="Kayak trip")


def test_before_anything_is_typed_the_page_says_what_can_be_searched(web: Client, cast: Cast) -> None:
    page = read(web.get("/search/")).text
    assert "What are you looking for?" in page
    assert "former names" in page


def test_without_an_owner_the_page_stands(web: Client, db: None) -> None:
    assert web.get("/search/?q=anna").status_code == 200
    assert palette(web, "anna") == {"groups": [], "log": ""}


def test_what_is_found_is_counted_and_marked(web: Client, cast: Cast) -> None:
    answer = web.get("/search/?q=FARAH lind")
    assert "1 person with “FARAH lind”." in read(answer).text
    html = answer.content.decode()
    assert "<mark>Farah</mark> Friend" in html
    assert "<mark>Lind</mark>grün Labs" in html
    assert f'href="/people/{cast.friend.pk}/"' in html


def test_every_hit_leads_to_a_page(web: Client, cast: Cast) -> None:
    write_of_everything(cast)
    groups = palette(web, "kayak")["groups"]
    assert len(groups) == len(Kind)
    for group in groups:
        assert web.get(group["all"]).status_code == 200
        for hit in group["hits"]:
            assert "[" in said(hit["title"]) + said(hit["text"]), hit
            assert web.get(hit["address"].partition("#")[0]).status_code == 200, hit
    assert "1 person, 1 tag, 1 circle and more" in read(web.get("/search/?q=kayak")).text


def test_nothing_found_says_what_to_try(web: Client, cast: Cast) -> None:
    page = read(web.get("/search/?q=zebra")).text
    assert "Nothing holds “zebra”." in page
    assert "Try fewer words" in page
    assert "There is no letter or digit in that." in read(web.get("/search/?q=***")).text


def test_one_kind_is_paged(web: Client, cast: Cast) -> None:
    make_crowd(cast.owner, people=PAGE + 5)
    first = web.get("/search/?q=member")
    assert f"{PAGE + 5} people with “member”." in read(first).text
    assert 'href="/search/?q=member&amp;kind=person"' in first.content.decode()
    page = web.get("/search/?q=member&kind=person&page=2").content.decode()
    assert "Page 2 of 2" in page
    assert page.count("data-line") == 5
    for odd in ("page=0", "page=-1", "page=x", "page=99999999999", "kind=nonsense", "kind=person&page=9"):
        assert web.get(f"/search/?q=member&{odd}").status_code == 200


def test_the_palette_knows_its_commands(web: Client, cast: Cast) -> None:
    commands = palette(web, "")["commands"]
    assert {"Today", "Tiers", "Log a touch", "New person", "Import"} <= {
        command["words"] for command in commands
    }
    for command in commands:
        assert web.get(command["address"].partition("#")[0]).status_code == 200, command


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("log call with Farah", "call with Farah"),
        ("call with Farah yesterday", "call with Farah yesterday"),
        ("LOG lunch Wim", "lunch Wim"),
        ("Farah", ""),
        ("call", ""),
        ("log", ""),
    ],
)
def test_a_touch_told_in_a_line_can_be_logged(web: Client, cast: Cast, text: str, line: str) -> None:
    found = palette(web, text)
    assert found["log"] == line
    if "Farah" in text:
        assert [group["heading"] for group in found["groups"]] == ["People"]


def test_texts_reach_the_palette_as_text(web: Client, cast: Cast) -> None:
    write_note(cast.owner, person=cast.weak.pk, text="<img src=x onerror=alert(1)> kayak", at=5, by=BY)
    (group,) = palette(web, "kayak")["groups"]
    assert said(group["hits"][0]["text"]) == "<img src=x onerror=alert(1)> [kayak]"
    page = web.get("/search/?q=kayak").content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>kayak</mark>" in page


@pytest.mark.parametrize(
    "text", ['"', "a*b", "NEAR(", "\x00", "\u202e", "😀", "x" * 10_000, "' OR 1=1", "<script>"]
)
def test_whatever_is_typed_is_answered(web: Client, cast: Cast, text: str) -> None:
    assert web.get("/search/", {"q": text}).status_code == 200
    assert web.get("/search/", {"q": text, "kind": "touch"}).status_code == 200
    palette(web, text)


def test_nothing_of_another_owner_is_found(web: Client, cast: Cast) -> None:
    write_of_everything(make_cast(make_owner("Otto Other")))
    assert palette(web, "kayak")["groups"] == []
    assert "Nothing holds" in read(web.get("/search/?q=kayak")).text


def test_it_is_read_only(web: Client, cast: Cast) -> None:
    assert web.post("/search/", {"q": "a"}).status_code == 405
    assert web.post("/search/palette/", {"q": "a"}).status_code == 405


def test_more_of_everything_takes_no_more_queries(web: Client, cast: Cast) -> None:
    def queries(address: str) -> int:
        web.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert web.get(address).status_code == 200
        return len(counted)

    write_of_everything(cast)
    addresses = ("/search/?q=kayak", "/search/palette/?q=kayak", "/search/?q=kayak&kind=note")
    before = {address: queries(address) for address in addresses}
    for number in range(12):
        write_note(cast.owner, person=cast.weak.pk, text=f"Kayak {number}", at=number, by=BY)
        log_touch(cast.owner, person=cast.friend.pk, day=ON, on=ON, by=BY, subject="Kayaks", anyway=True)
        edit_knowledge(cast.owner, person=cast.friend.pk, values={"goals": f"Kayak {number}"}, by=BY)
    for address, number in before.items():
        assert queries(address) <= number, address
    assert before["/search/?q=kayak"] <= 35
