"""What is known of people is written from their pages and from the list, without a script; faults are sentences."""

import pytest
from django.test import Client

from nexalink.audits.models import Audit
from nexalink.people.models import Person
from nexalink.ties.actions import add_reminder, join_circle, write_note
from nexalink.ties.models import Circle, Mention, Note, Reminder, SavedFilter, Tagging, Tie
from tests.factories import ON, Cast, make_cast, make_owner, moment
from tests.web.reading import read


def undo(web: Client, location: str) -> None:
    web.post(f"/journal/{location.rpartition('did=')[2]}/undo/")


def test_a_note_is_markdown_on_both_timelines_and_can_be_changed(web: Client, cast: Cast) -> None:
    here = f"/people/{cast.weak.pk}/"
    web.post(f"{here}note/", {"text": "Met **@[Stella Stranger]**\n\n<script>alert(1)</script>"})
    note = Note.objects.get()
    for address in (here, f"/people/{cast.stranger.pk}/", f"/notes/{note.pk}/"):
        page = web.get(address).content.decode()
        assert ">@Stella Stranger</a></strong>" in page
        assert "<script>alert" not in page
    assert "on Wim Weak" in read(web.get(f"/people/{cast.stranger.pk}/")).text
    changed = web.post(f"/notes/{note.pk}/edit/", {"text": "Met nobody"})
    assert (changed.status_code, Mention.objects.count()) == (303, 0)
    undo(web, changed["Location"])
    assert Mention.objects.count() == 1
    assert web.post(f"/notes/{note.pk}/edit/", {"text": " "}).status_code == 400
    gone = web.post(f"/notes/{note.pk}/remove/", {"next": here})
    assert (gone["Location"].startswith(here), Note.objects.count()) == (True, 0)
    assert web.get(f"/notes/{note.pk}/").status_code == 404
    undo(web, gone["Location"])
    assert Note.objects.get().pk == note.pk


def test_an_imported_note_stays_as_it_is(web: Client, cast: Cast) -> None:
    note = Note.objects.create(owner=cast.owner, person=cast.weak, at=moment(2), text="Likes boats", source="contacts",
                               source_key="n")  # fmt: skip
    assert "came with an import" in read(web.get(f"/notes/{note.pk}/")).text
    assert web.post(f"/notes/{note.pk}/edit/", {"text": "x"}).status_code == 404
    assert web.post(f"/notes/{note.pk}/remove/").status_code == 404


def test_circles_are_joined_left_renamed_and_deleted(web: Client, cast: Cast) -> None:
    here = f"/people/{cast.weak.pk}/"
    web.post(f"{here}circle/", {"circle": "Choir", "kind": "community"})
    web.post("/people/change/", {"person": [cast.weak.pk, cast.friend.pk], "act": "circle", "label": "Choir"})
    circle = Circle.objects.get(kind="community")
    assert (circle.size, "Choir" in read(web.get(here)).text) == (2, True)
    assert "2 people" in read(web.get("/circles/")).text
    web.post(f"{here}circle/", {"leave": str(circle.pk)})
    assert Circle.objects.get(kind="community").size == 1
    web.post(f"/circles/{circle.pk}/rename/", {"name": "Old choir"})
    assert "Old choir" in read(web.get("/circles/")).text
    gone = web.post(f"/circles/{circle.pk}/delete/")
    assert "1 person left it" in read(web.get(gone["Location"])).text
    undo(web, gone["Location"])
    assert (Circle.objects.get(kind="community").name, Circle.objects.get(kind="community").size) == (
        "Old choir",
        1,
    )
    assert web.post(f"{here}circle/", {"circle": "x", "kind": "planet"}).status_code == 400


def test_name_job_and_birthday_are_the_owners_to_say(web: Client, cast: Cast) -> None:
    here = f"/people/{cast.weak.pk}/"
    web.post(
        f"{here}knowledge/",
        {"name": "Wim Strong", "title": "Carpenter", "birthday": "22.3.", "stage": "senior"},
    )
    person = Person.objects.get(pk=cast.weak.pk)
    assert (person.name, person.birthday) == ("Wim Strong", "--03-22")
    assert person.by_owner == {"name": "Wim Strong", "birthday": "--03-22", "stage": "senior"}
    for written, kept in (("22 March 1980", "1980-03-22"), ("March 22", "--03-22"), ("22. März", "--03-22")):
        web.post(f"{here}knowledge/", {"birthday": written})
        assert Person.objects.get(pk=cast.weak.pk).birthday == kept
    refused = web.post(f"{here}knowledge/", {"birthday": "31 Feb"})
    assert refused.status_code == 400
    refused = web.post(f"{here}knowledge/", {"birthday": "some day"})
    assert (refused.status_code, "is no birthday" in read(refused).text) == (400, True)


def test_reminders_stand_on_the_page_until_done(web: Client, cast: Cast) -> None:
    here = f"/people/{cast.weak.pk}/"
    for text, yearly in (("ask about the move", False), ("the day of the shop", True)):
        add_reminder(cast.owner, person=cast.weak.pk, text=text, day=ON, yearly=yearly, by="test")
    first, second = Reminder.objects.order_by("id")
    web.post(f"/reminders/{first.pk}/close/", {"act": "done"})
    page = read(web.get(here)).text
    assert ("ask about the move" in page, "every year on 20 November" in page) == (False, True)
    gone = web.post(f"/reminders/{second.pk}/close/", {"act": "remove"})
    assert Reminder.objects.count() == 1
    undo(web, gone["Location"])
    assert Reminder.objects.count() == 2


def test_days_that_cannot_be_are_refused_in_a_sentence(web: Client, cast: Cast) -> None:
    here = f"/people/{cast.weak.pk}/"
    for day, yearly, said in (
        ("1 Jan 1800", "1", "is not possible"),
        ("yesterday", "", "is past"),
        ("2190-01-01", "", "is not possible"),
        ("soon", "", "is no day"),
    ):
        refused = web.post(f"{here}reminder/", {"text": "call", "day": day, "yearly": yearly})
        assert (refused.status_code, said in read(refused).text) == (400, True), day
    assert (
        web.post(f"{here}reminder/", {"text": "wedding", "day": "1999-05-01", "yearly": "1"}).status_code
        == 303
    )
    refused = web.post(f"{here}knowledge/", {"birthday": "2190-01-01", "goals": "kept"})
    assert (refused.status_code, "still to come" in read(refused).text) == (400, True)
    assert Person.objects.get(pk=cast.weak.pk).by_owner == {}
    for nudge, act in (
        ("overdue:1", "slower:abc"),
        ("overdue:x", "slower:10"),
        (f"overdue:{cast.weak.pk}", "slower:0"),
    ):
        assert web.post("/today/act/", {"nudge": nudge, "act": act}).status_code in {400, 404}


def test_many_are_changed_at_once_and_taken_back_whole(web: Client, cast: Cast) -> None:
    people = [cast.friend.pk, cast.weak.pk, cast.stranger.pk]
    done = web.post("/people/change/", {"person": people, "act": "2", "next": "/people/?way=two"})
    assert done["Location"].startswith("/people/?way=two")
    assert Tie.objects.filter(tier=2).count() == 3
    undo(web, done["Location"])
    assert not Tie.objects.exclude(tier=None).exists()
    web.post("/people/change/", {"person": people, "act": "tag", "label": "chess"})
    assert Tagging.objects.count() == 3
    web.post("/people/change/", {"person": people[:1], "act": "untag", "label": "chess"})
    assert Tagging.objects.count() == 2
    for typed, status in (
        ({"act": "2"}, 400),
        ({"act": "9", "person": people}, 400),
        ({"act": "2", "person": ["x"]}, 404),
        ({"act": "2", "person": [*people, 10**9]}, 404),
        ({"act": "tag", "label": " ", "person": people}, 400),
    ):
        assert web.post("/people/change/", typed).status_code == status, typed
    assert not Tie.objects.exclude(tier=None).exists()


def test_a_view_is_kept_under_its_name_and_forgotten(web: Client, cast: Cast) -> None:
    web.post("/people/filters/", {"name": "Two-way", "query": "way=two&evil=1&ring=999&page=7"})
    assert [(row.name, row.query) for row in SavedFilter.objects.all()] == [("Two-way", "way=two")]
    page = web.get("/people/?way=two").content.decode()
    assert "/people/?way=two" in page
    assert "Forget “Two-way”" in page
    assert web.post("/people/filters/", {"name": "", "query": "way=two"}).status_code == 400
    web.post(f"/people/filters/{SavedFilter.objects.get().pk}/remove/")
    assert not SavedFilter.objects.exists()


def test_somebody_is_added_by_hand_once(web: Client, cast: Cast) -> None:
    typed = {
        "name": "Nora New",
        "address": "nora@example.net",
        "title": "Nurse",
        "company": "City",
        "key": "k",
    }
    first = web.post("/people/add/", typed)
    again = web.post("/people/add/", typed)
    assert first["Location"] == again["Location"]
    assert Person.objects.filter(name="Nora New").count() == 1
    page = read(web.get(first["Location"])).text
    assert ("Added Nora New" in page, "1 person who fit" in page) == (True, True)
    known = web.post("/people/add/", {**typed, "name": "Somebody", "key": "other"})
    assert (known.status_code, "Nora New has that address" in read(known).text) == (409, True)
    for name in ("", "x" * 10_000):
        assert web.post("/people/add/", {"name": name}).status_code == 400


def test_the_owners_word_on_a_genuine_tie(web: Client, cast: Cast) -> None:
    for said, kept in (("yes", True), ("no", False), ("", None)):
        web.post(f"/people/{cast.weak.pk}/genuine/", {"genuine": said})
        assert Tie.objects.get(person=cast.weak).marked_genuine is kept


def test_the_brief_is_one_page(web: Client, cast: Cast) -> None:
    web.post(f"/people/{cast.weak.pk}/knowledge/", {"goals": "a workshop of his own"})
    page = read(web.get(f"/people/{cast.weak.pk}/brief/"))
    for words in (
        "Their goal: a workshop of his own",
        "Last contact",
        "Open promises",
        "None on either side",
    ):
        assert words in page.text
    assert web.get("/people/999999999/brief/").status_code == 404


def test_a_tiers_cadence_is_set_on_the_board(web: Client, cast: Cast) -> None:
    web.post("/tiers/days/", {"tier": "1", "days": "40"})
    assert "every 40 days" in read(web.get(f"/people/{cast.weak.pk}/")).text
    for typed in ({"tier": "1", "days": "0"}, {"tier": "1", "days": ""}, {"tier": "9", "days": "40"}, {}):
        assert web.post("/tiers/days/", typed).status_code == 400, typed
    assert web.post("/tiers/accept/", {"moves": ""}).status_code == 400
    assert web.post("/tiers/set/", {"tier": "1"}).status_code == 400


@pytest.mark.parametrize("address", ["/tiers/", "/people/", "/circles/"])
def test_without_anybody_the_pages_teach(web: Client, db: None, address: str) -> None:
    assert web.get(address).status_code == 200


def test_nothing_of_another_owner_is_reached(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    person = other.weak.pk
    note = write_note(other.owner, person=person, text="Foreign", at=0, by="test").changes[0]["id"]
    reminder = add_reminder(other.owner, person=person, text="Foreign", day=ON, by="test").changes[0]["id"]
    circle = join_circle(other.owner, people=[person], circle="Foreign", by="test").changes[0]["id"]
    view = SavedFilter.objects.create(owner=other.owner, name="Foreign", query="way=two").pk
    posts = {
        f"/people/{person}/circle/": {"circle": "x"},
        f"/people/{cast.weak.pk}/circle/": {"leave": str(circle)},
        f"/people/{person}/genuine/": {"genuine": "yes"},
        "/people/change/": {"person": [cast.weak.pk, person], "act": "1"},
        f"/notes/{note}/edit/": {"text": "x"},
        f"/notes/{note}/remove/": {},
        f"/reminders/{reminder}/close/": {"act": "done"},
        f"/circles/{circle}/rename/": {"name": "x"},
        f"/circles/{circle}/delete/": {},
        f"/people/filters/{view}/remove/": {},
        "/tiers/accept/": {"moves": f"{person}:1"},
    }
    assert {one: web.post(one, typed).status_code for one, typed in posts.items()} == dict.fromkeys(
        posts, 404
    )
    for address in (f"/notes/{note}/", f"/people/{person}/brief/"):
        assert web.get(address).status_code == 404
    for address in ("/people/", "/circles/", "/tiers/"):
        assert "Foreign" not in read(web.get(address)).text
    assert Tie.objects.filter(tier=1).count() == 0


def test_too_much_names_whom_to_lower_and_why(web: Client, cast: Cast) -> None:
    audit = Audit.objects.get()
    audit.document["network"]["capacity"]["touches_per_month"] = 1.0
    audit.save()
    web.post("/tiers/set/", {"person": [cast.friend.pk, cast.weak.pk], "tier": "1"})
    page = web.get("/tiers/")
    text = read(page).text
    assert (
        "2 people in your tiers ask for about 2 touches a month; you make about 1. That is 1 too many."
        in text
    )
    assert "Wim Weak tier 1 → tier 2" in text
    assert f"{cast.weak.pk}:2" in page.content.decode()
    web.post("/tiers/accept/", {"moves": f"{cast.weak.pk}:2,{cast.friend.pk}:0"})
    assert dict(Tie.objects.exclude(tier=None).values_list("person_id", "tier")) == {cast.weak.pk: 2}


def test_names_behind_an_at_are_those_that_fit(web: Client, cast: Cast) -> None:
    other = make_cast(make_owner("Other"))
    Person.objects.filter(pk=other.weak.pk).update(name="Wimple Foreign", folded_name="wimple foreign")
    assert web.get("/people/names/", {"q": "wi"}).json() == {
        "names": [{"name": "Wim Weak", "works": "Carpenter, Oak & Sons"}]
    }
    for nothing in ("", "!!", "\x00", "x" * 5_000):
        assert web.get("/people/names/", {"q": nothing}).json() == {"names": []}


def test_a_note_links_whom_it_names_on_both_timelines(web: Client, cast: Cast) -> None:
    web.post(f"/people/{cast.friend.pk}/note/", {"text": "met @[Wim Weak] at the mill"})
    link = f'<a href="/people/{cast.weak.pk}/" rel="noreferrer noopener">@Wim Weak</a> at the mill'
    for person in (cast.friend, cast.weak):
        assert link in web.get(f"/people/{person.pk}/").content.decode()
