import pytest
from django.test import Client

from nexalink.archives.models import Change
from nexalink.interactions.models import Direction, Exchange, Kind, Source
from nexalink.people.models import Handle, Merge, Person, Position
from nexalink.ties.models import Note, Tie
from nexalink.web.pages import person as person_page
from tests.factories import ON, Cast, make_archive, make_audit, make_event, make_person, moment
from tests.web.reading import read


def text(web: Client, person: Person, **asked: str) -> str:
    return read(web.get(f"/people/{person.pk}/", asked)).text


def test_a_page_begins_with_how_things_stand(web: Client, cast: Cast) -> None:
    said = text(web, cast.friend)
    assert "6 in · 6 out · met 1×; number 1 by closeness." in said
    assert "Ring of 5" in said
    assert "Two-way" in said
    assert "Connected since 4 May 2021" in said


def test_readings_stand_with_their_evidence_or_their_reason(web: Client, cast: Cast) -> None:
    said = text(web, cast.friend)
    assert "6 came in, 6 went out." in said
    assert "Not enough data yet: nothing is noted about this person yet." in said
    assert "No forecast: " in text(web, cast.twin)


def test_a_probability_is_shown_only_where_the_owners_past_confirms_it(web: Client, cast: Cast) -> None:
    said = text(web, cast.friend)
    assert " in 10 such ties fell silent" not in said


def test_nobody_without_contact_gets_a_made_up_number(web: Client, cast: Cast) -> None:
    said = text(web, cast.stranger)
    assert "You have not been in contact yet, as far as your sources know." in said
    assert "0 of 100" not in said


def test_readings_without_data_are_folded_into_one_line(web: Client, cast: Cast) -> None:
    said = text(web, cast.stranger)
    folded = said[said.index("Also measured") :]
    assert "Not enough data yet for" in folded
    assert folded.index("Not enough data yet for") < folded.index("Not enough data yet: no contact yet.")
    assert "Who writes" in folded


def test_somebody_who_came_after_the_audit_is_said_to_be_unmeasured(web: Client, cast: Cast) -> None:
    later = make_person(cast.owner, "Later Lou", mail="lou@example.com")
    page = read(web.get(f"/people/{later.pk}/"))
    assert "Not in the latest audit" in page.text
    assert "/measure/" in page.values("action")


def test_the_timeline_is_narrowed_by_kind_and_source(web: Client, cast: Cast) -> None:
    make_event(
        cast.friend,
        days_ago=4,
        kind=Kind.MAIL,
        source=Source.MAIL,
        direction=Direction.IN,
        subject="Only mail",
    )
    Note.objects.create(
        owner=cast.owner, person=cast.friend, at=moment(2), text="Only note", source="manual", source_key="n"
    )
    given = {"direction": "given", "kind": "advice", "size": "small", "source": "manual", "source_key": "e"}
    Exchange.objects.create(owner=cast.owner, person=cast.friend, at=moment(3), note="Only advice", **given)
    everything = text(web, cast.friend)
    assert all(
        words in everything for words in ("Only mail", "Only note", "Only advice", "You gave advice", "Lunch")
    )
    assert "Only note" not in text(web, cast.friend, kind="mail")
    assert "Only mail" in text(web, cast.friend, kind="mail")
    assert "Lunch" in text(web, cast.friend, source="calendar")
    assert "Only mail" not in text(web, cast.friend, source="calendar")
    notes = text(web, cast.friend, kind="note")
    assert "Only note" in notes
    assert "Only mail" not in notes
    assert "1 entry of this kind" in notes


def test_every_entry_stands_on_exactly_one_page(web: Client, cast: Cast) -> None:
    person = make_person(cast.owner, "Many Mails")
    for number in range(120):
        make_event(person, days_ago=number, subject=f"<{number:03}>")
    for number in range(3):
        at = moment(number * 50)
        Note.objects.create(
            owner=cast.owner,
            person=person,
            at=at,
            text=f"<n{number}>",
            source="manual",
            source_key=str(number),
        )
    pages = [text(web, person, page=str(number)) for number in (1, 2, 3)]
    for mark in [f"<{number:03}>" for number in range(120)] + [f"<n{number}>" for number in range(3)]:
        assert sum(mark in page for page in pages) == 1, mark


def test_handles_positions_and_changes_are_shown(web: Client, cast: Cast) -> None:
    Handle.objects.create(
        owner=cast.owner, person=cast.friend, uri="tel:+4930123456", source="contacts", shared=True
    )
    Handle.objects.create(owner=cast.owner, person=cast.friend, uri="linkedin-name:hidden", source="linkedin")
    Position.objects.create(owner=cast.owner, person=cast.friend, company="Old Works", title="Clerk", seen_on="2020-02-03",
                            source="linkedin")  # fmt: skip
    Change.objects.create(owner=cast.owner, person=cast.friend, kind="job", before={"company": "Old Works", "title": "Clerk"},
                          after={"company": "New Works", "title": None}, seen_before="2020-02-03", seen_after=ON)  # fmt: skip
    page = read(web.get(f"/people/{cast.friend.pk}/"))
    assert {"mailto:farah@example.com", "https://www.linkedin.com/in/farah"} <= set(page.values("href"))
    assert "+4930123456 shared with others" in page.text
    assert "hidden" not in page.text.replace("(hidden)", "")
    assert "Clerk · Old Works seen 3 Feb 2020" in page.text
    assert "New job New Works before: Clerk · Old Works; between 3 Feb 2020 and 20 Nov 2026" in page.text


def test_links_that_leave_tell_the_other_side_nothing(web: Client, cast: Cast) -> None:
    page = read(web.get(f"/people/{cast.friend.pk}/"))
    leaving = [one for tag, one in page.elements if tag == "a" and one["href"].startswith("https://")]
    assert leaving
    assert all({"noreferrer", "noopener"} <= set(one["rel"].split()) for one in leaving)


@pytest.mark.parametrize(
    ("fade", "said"),
    [
        ({"p_silent": None, "why": "no contact yet"}, "No forecast: no contact yet."),
        ({"p_silent": 0.7}, "For the next 90 days, unless one of you acts."),
        ({"p_silent": 0.31, "calibrated": True}, "About 3 in 10 such ties fell silent within 90 days."),
        ({"p_silent": 0.01, "calibrated": True}, "Fewer than 1 in 20 such ties fell silent within 90 days."),
        ({"p_silent": 0.99, "calibrated": True}, "Nearly all such ties fell silent within 90 days."),
        (
            {
                "p_silent": 0.7,
                "terms": [["days_since", 1.2], ["closeness", -0.4], ["span", 0.01], ["unheard_of", 3]],
            },
            (
                "For the next 90 days, unless one of you acts. Compared with your usual tie, the time since your "
                "last contact speaks for silence; how much contact there was speaks against it."
            ),
        ),
    ],
)
def test_the_forecast_is_said_in_words(fade: dict[str, object], said: str) -> None:
    assert person_page._fade_sentence({"within_days": 90, **fade}) == said


@pytest.mark.parametrize("first", [True, False])
def test_a_merge_can_be_taken_back(web: Client, cast: Cast, first: bool) -> None:
    web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "same"})
    merge = Merge.objects.of(cast.owner).get()
    kept = merge.kept
    page = read(web.get(f"/people/{kept.pk}/"))
    assert "Joined records" in page.text
    if not first:
        make_archive(cast.owner)
        make_audit(cast.owner)
    response = web.post(f"/people/{kept.pk}/separate/{merge.pk}/")
    assert response.status_code == 302
    assert Person.objects.of(cast.owner).filter(pk__in=(cast.friend.pk, cast.twin.pk)).count() == 2
    assert Tie.objects.of(cast.owner).filter(person=cast.twin.pk).get().incoming == 1
    cast.question.refresh_from_db()
    assert cast.question.state == "open"
    assert {cast.question.first_id, cast.question.second_id} == {cast.friend.pk, cast.twin.pk}
    assert web.post(f"/people/{kept.pk}/separate/{merge.pk}/").status_code == 404
