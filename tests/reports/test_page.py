"""The picture and the file of the report: nobody is left out, and nothing foreign can run."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nexalink.archives.trash import erase_person
from nexalink.audits import picture
from nexalink.audits.actions import run_audit
from nexalink.audits.models import Audit
from nexalink.interactions.counts import refresh_ties
from nexalink.people.models import Person
from nexalink.reports.one_file import write_html_report
from nexalink.reports.page import report_context
from nexalink.reports.pictures import far_dots, far_words, forget_pictures, orbit_of, picture_of
from nexalink.ties.actions import remove_person
from tests.factories import ON, Cast, make_audit, make_cast, make_crowd, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_pictures()
    yield
    forget_pictures()


def test_every_person_of_the_audit_is_in_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_NAMED", 3)
    cast = make_cast()
    make_crowd(cast.owner, people=40)
    audit = make_audit(cast.owner)
    orbit = orbit_of(cast.owner, audit)
    assert len(orbit.dots) == 3
    everybody = {dot.person for dot in orbit.dots} | {one.person for one in orbit.far}
    assert everybody == set(Person.objects.of(cast.owner).values_list("pk", flat=True))
    ranks = [one.rank for one in orbit.far if one.rank]
    assert ranks == list(range(4, 4 + len(ranks)))


def test_the_picture_is_of_its_audit_whoever_came_later() -> None:
    cast = make_cast()
    audit = make_audit(cast.owner)
    late = make_person(cast.owner, "Lara Late")
    assert late.pk not in {one.person for one in orbit_of(cast.owner, audit).far}


def test_someone_without_contact_says_who_it_is() -> None:
    cast = make_cast()
    words = far_words(cast.owner, make_audit(cast.owner))
    assert "nothing exchanged" in words[cast.stranger.pk].facts


def test_who_was_erased_since_is_no_longer_named() -> None:
    cast = make_cast()
    audit = make_audit(cast.owner)
    assert "Stella Stranger" in far_dots(cast.owner, audit)
    assert "Wim Weak" in picture_of(cast.owner, audit)
    for person in (cast.stranger, cast.weak):
        remove_person(cast.owner, person=person.pk, at=datetime.now(UTC), by="test")
        erase_person(cast.owner, person=person.pk, by="test")
    audit.refresh_from_db()
    assert "Stella Stranger" not in far_dots(cast.owner, audit)
    assert "Wim Weak" not in picture_of(cast.owner, audit)


def test_a_hostile_name_stays_inside_the_json() -> None:
    cast = make_cast()
    make_person(cast.owner, "</script><b>&\u2028", profile="hostile")
    refresh_ties(cast.owner)
    run_audit(cast.owner, on=ON, by="test")
    text = far_dots(cast.owner, Audit.objects.of(cast.owner).latest("id"))
    assert not set("<>&\u2028") & set(text)
    assert "</script><b>&\u2028" in {row[3] for row in json.loads(text)}


def test_the_table_of_the_file_has_everybody_and_that_of_the_app_the_closest() -> None:
    cast: Cast = make_cast()
    make_crowd(cast.owner, people=200)
    audit = make_audit(cast.owner)
    whole = report_context(cast.owner, audit, linked=False)
    shown = report_context(cast.owner, audit)
    assert (len(whole.rows), whole.further) == (204, 0)
    assert (len(shown.rows), shown.further, shown.next_page) == (150, 54, 4)


def test_the_file_runs_its_own_script_and_no_other(tmp_path: Path) -> None:
    cast = make_cast()
    write_html_report(cast.owner, make_audit(cast.owner), tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")
    scripts = re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in text
    (dots,) = re.findall(r'<script type="application/json" id="orbit-dots">(.*?)</script>', text, re.DOTALL)
    assert cast.stranger.pk in {row[0] for row in json.loads(dots)}
    assert "<style></style>" not in text
