"""Whatever an import brings stays text: no element, no handler, no link of another scheme."""

import pytest
from django.test import Client

from nexalink.archives.models import Change, TroubleRow
from nexalink.interactions.actions import close_commitment, log_touch, promise
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Exchange
from nexalink.people.actions import edit_knowledge
from nexalink.people.models import Fact, Handle, Merge, Position
from nexalink.reports.pictures import forget_pictures
from nexalink.ties.models import Circle, Membership, Note, Tag, Tagging
from tests.factories import (
    ON,
    Cast,
    make_archive,
    make_audit,
    make_cast,
    make_conversation,
    make_event,
    make_person,
    make_question,
    moment,
)
from tests.web.reading import read

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</textarea></title></style><svg onload=alert(1)>",
    "{{ constructor.constructor('alert(1)')() }}{% debug %}",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--<script>-->alert(1)",
)
LINKS = (
    "javascript:alert(1)//@example.com",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    'https://ex.example/" onmouseover="alert(1)',
    "mailto:a@example.com?bcc=everybody@example.com",
    "file:///etc/passwd",
)
ELEMENTS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "svg", "circle", "form", "label", "input",
    "kbd", "nav", "ul", "li", "path", "span", "b", "p", "button", "main", "h1", "h2", "h3", "dialog", "dl", "div", "dt",
    "dd", "details", "fieldset", "legend", "textarea", "datalist", "blockquote", "br",
    "summary", "select", "option", "table", "thead", "tr", "th", "tbody", "td", "small", "rect", "section",
    "g", "text", "tspan", "ol", "time", "i", "article", "aside", "strong", "em", "figure", "figcaption", "caption", "pre", "code",
    "defs", "lineargradient", "stop",
}  # fmt: skip


def make_hostile(payload: str) -> Cast:
    """Put ``payload`` into every text that an import may bring."""
    cast = make_cast()
    owner = cast.owner
    person = make_person(
        owner, payload, mail="x@example.com", profile="x", company=payload, title=payload, place=payload
    )
    make_conversation(person, messages=4)
    make_event(person, days_ago=1, subject=payload, text=payload)
    for place, uri in enumerate([*LINKS, payload]):
        Handle.objects.create(owner=owner, person=person, uri=uri, source="linkedin", shared=bool(place % 2))
    Position.objects.create(owner=owner, person=person, company=payload, title=payload, started=payload[:10],
                            seen_on="2020-01-01", source="linkedin")  # fmt: skip
    for kind in ("birthday", payload[:60]):
        Fact.objects.create(owner=owner, person=person, kind=kind, value=payload, source="contacts")
    Note.objects.create(
        owner=owner, person=person, at=moment(2), text=payload, source="manual", source_key="n"
    )
    Exchange.objects.create(owner=owner, person=person, direction="given", kind="advice", size="small", at=moment(4),
                            note=payload, source="manual", source_key="e")  # fmt: skip
    Tagging.objects.create(owner=owner, person=person, tag=Tag.objects.create(owner=owner, name=payload))
    circle = Circle.objects.create(owner=owner, kind="school", name=payload, folded_name="x", size=2)
    Membership.objects.create(owner=owner, circle=circle, person=person)
    state = {"company": payload, "title": payload, "url": payload}
    Change.objects.create(owner=owner, person=person, kind="job", before=state, after=state, seen_after=ON)
    Merge.objects.create(
        owner=owner, kept=person, gone=0, moved={"person": [{"fields": {"name": payload}}]}, by="x"
    )
    archive = make_archive(owner, name=payload)
    archive.files = [{"file": payload, "rows": 10, "skipped": {payload: 2}, "trouble": 1}]
    archive.skipped = {payload: 2}
    archive.save()
    TroubleRow.objects.create(owner=owner, archive=archive, file=payload, line=1, reason=payload)
    make_question(person, cast.weak, because=[payload])
    owner.name = payload
    owner.save()
    refresh_ties(owner)
    make_audit(owner)
    return Cast(owner, person, cast.weak, cast.stranger, cast.twin, archive, cast.question)


@pytest.mark.django_db
@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_texts_on_every_page(web: Client, payload: str) -> None:
    forget_pictures()
    cast = make_hostile(payload)
    addresses = [
        "/", "/news/", "/trends/", "/path/", "/removed/",
        "/network/", "/network/?by=circle", "/people/", "/tiers/", "/value/", "/gate/", "/log/", "/journal/",
        f"/people/{cast.friend.pk}/", "/questions/", "/imports/", "/signs/homogeneous/",
        f"/imports/{cast.archive.pk}/", f"/imports/{cast.archive.pk}/undo/", "/method/", "/more/", "/import/",
    ]  # fmt: skip
    for address in addresses:
        assert_harmless(web, address)
    promised = promise(cast.owner, person=cast.friend.pk, what=payload, on=ON, by="test").changes[0]["id"]
    touch = log_touch(
        cast.owner, person=cast.friend.pk, day=ON, on=ON, by="test", subject=payload, text=payload
    )
    edit_knowledge(
        cast.owner, person=cast.friend.pk, values={"goals": payload, "can_offer": payload}, by="test"
    )
    here = f"/people/{cast.friend.pk}/"
    note = Note.objects.of(cast.owner).get(person=cast.friend).pk
    for address in (
        here,
        f"{here}brief/",
        f"/notes/{note}/",
        "/circles/",
        f"{here}draft/",
        "/commitments/",
        "/touches/",
        f"/touches/{touch.changes[0]['id']}/",
    ):
        assert_harmless(web, address)
    close_commitment(cast.owner, commitment=promised, kept=True, on=ON, by="test")
    assert_harmless(web, "/commitments/")
    assert_harmless(web, "/log/", {"line": f"call with {cast.friend.name}"})
    for wanted in (
        "q",
        "ring",
        "tier",
        "tag",
        "circle",
        "source",
        "way",
        "contact",
        "order",
        "page",
        "linked",
    ):
        assert_harmless(web, "/people/", {wanted: payload})
    assert_harmless(web, "/questions/", {"answered": payload, "page": payload})
    assert_harmless(web, "/imports/", {"undone": payload})
    assert_harmless(web, f"/people/{cast.friend.pk}/", {"kind": payload, "source": payload, "page": payload})
    forget_pictures()


def assert_harmless(web: Client, address: str, asked: dict[str, str] | None = None) -> None:
    response = web.get(address, asked or {})
    assert response.status_code == 200, address
    page = read(response)
    assert {tag for tag, _ in page.elements} <= ELEMENTS, address
    for tag, attributes in page.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in {"style", "srcdoc", "autofocus"}
        ]
        if tag == "script":
            assert attributes["src"].startswith(("/static/web/", "/static/reports/"))
    for link in [*page.values("href"), *page.values("action"), *page.values("src")]:
        assert link.startswith(("/", "?", "#", "https://www.linkedin.com/in/", "mailto:x@example.com")), (
            address,
            link,
        )


@pytest.mark.django_db
def test_a_name_is_shown_as_it_was_written(web: Client) -> None:
    cast = make_hostile("O'Brien <ob> & {{ sons }}")
    page = read(web.get(f"/people/{cast.friend.pk}/"))
    assert "O'Brien <ob> & {{ sons }}" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["%", "_", "'", "a' OR 1=1 --", "\\", "\0", "\ud800", "(", "*", "a" * 100_000, "🙂", "@"]
)
def test_any_search_text_is_only_a_text(web: Client, text: str) -> None:
    make_cast()
    response = web.get("/people/", {"q": text.encode("utf-8", "replace").decode()})
    assert response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["-1", "0", "1e9", "99999999999999999999", "٣", "abc", "", "1.5", " 2"])
def test_any_number_in_an_address_is_answered(web: Client, value: str) -> None:
    cast = make_cast()
    for name in ("page", "ring", "tier", "tag", "circle"):
        assert web.get("/people/", {name: value}).status_code == 200
    assert web.get("/questions/", {"page": value, "answered": value}).status_code == 200
    assert web.get(f"/people/{cast.friend.pk}/", {"page": value}).status_code == 200


@pytest.mark.django_db
def test_a_name_of_a_megabyte_does_not_break_a_page(web: Client) -> None:
    cast = make_cast()
    make_event(cast.friend, days_ago=1, subject="s" * 500, text="t" * 1_000_000)
    cast.friend.name = "n" * 400
    cast.friend.save()
    response = web.get(f"/people/{cast.friend.pk}/")
    assert response.status_code == 200
    assert len(response.content) < 200_000
