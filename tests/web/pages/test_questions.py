from django.test import Client

from nexalink.accounts.queries import undoable
from nexalink.people.models import Person
from tests.factories import Cast, make_crowd, make_question
from tests.web.reading import read


def test_both_records_stand_side_by_side_with_the_reasons(web: Client, cast: Cast) -> None:
    page = read(web.get("/questions/"))
    assert "1 question waits for you." in page.text
    assert "Are these two Farah Friend one person?" in page.text
    assert "farah@example.com" in page.text
    assert "ff@example.net" in page.text
    assert "same name" in page.text
    assert "no shared address" in page.text


def test_yes_joins_them_and_offers_to_take_it_back(web: Client, cast: Cast) -> None:
    response = web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "same"}, follow=True)
    page = read(response)
    assert "Noted: Farah Friend = Farah Friend." in page.text
    assert "No question is open." in page.text
    assert Person.objects.of(cast.owner).filter(name="Farah Friend").count() == 1
    assert f"/questions/{cast.question.pk}/reopen/" in page.values("action")


def test_no_keeps_them_apart(web: Client, cast: Cast) -> None:
    page = read(web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "different"}, follow=True))
    assert "two people" in page.text
    assert Person.objects.of(cast.owner).filter(name="Farah Friend").count() == 2
    cast.question.refresh_from_db()
    assert cast.question.state == "different"


def test_an_answer_is_taken_back_once(web: Client, cast: Cast) -> None:
    web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "same"})
    response = web.post(f"/questions/{cast.question.pk}/reopen/", follow=True)
    assert "1 question waits for you." in read(response).text
    assert Person.objects.of(cast.owner).filter(name="Farah Friend").count() == 2
    assert undoable(cast.owner) == []
    assert web.post(f"/questions/{cast.question.pk}/reopen/").status_code == 404


def test_a_question_is_answered_once(web: Client, cast: Cast) -> None:
    first = web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "different"})
    again = web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "same"})
    assert (first.status_code, again.status_code) == (302, 409)
    assert "answered already" in read(again).text


def test_an_answer_that_is_none_changes_nothing(web: Client, cast: Cast) -> None:
    for said in ("", "maybe", "SAME"):
        assert web.post(f"/questions/{cast.question.pk}/answer/", {"answer": said}).status_code == 302
    cast.question.refresh_from_db()
    assert cast.question.state == "open"


def test_the_bar_is_shown_only_for_an_answer_that_was_given(web: Client, cast: Cast) -> None:
    assert "Noted" not in read(web.get("/questions/", {"answered": str(cast.question.pk)})).text


def test_twenty_a_page_and_the_answer_stays_on_its_page(web: Client, cast: Cast) -> None:
    crowd = make_crowd(cast.owner, people=42)
    for first, second in zip(crowd[:21], crowd[21:], strict=True):
        make_question(first, second)
    assert read(web.get("/questions/")).text.count("Yes, one person") == 20
    second = read(web.get("/questions/", {"page": "2"}))
    assert second.text.count("Yes, one person") == 2
    response = web.post(f"/questions/{cast.question.pk}/answer/", {"answer": "different", "page": "2"})
    assert response.headers["Location"] == f"/questions/?answered={cast.question.pk}&page=2"


def test_a_renamed_profile_is_asked_about_in_its_own_words(web: Client, cast: Cast) -> None:
    make_question(cast.weak, cast.stranger, kind="renamed")
    assert "Did Wim Weak change the address of the profile?" in read(web.get("/questions/")).text
