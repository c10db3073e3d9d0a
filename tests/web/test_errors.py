import pytest
from django.test import Client
from django.urls import path

from nexalink.accounts.queries import Owner
from nexalink.archives.errors import AlreadyAnswered, ArchiveMissing
from nexalink.kernel.errors import NexaLinkError
from nexalink.people.errors import PersonMissing
from nexalink.web.errors import fault_page, status_of
from tests.factories import Cast
from tests.web.reading import read


class Nearer(PersonMissing):
    """A fault below a named one."""


def test_a_fault_has_the_status_of_its_nearest_class() -> None:
    faults = [Nearer("x"), ArchiveMissing("x"), AlreadyAnswered("x"), NexaLinkError("x")]
    assert [status_of(fault) for fault in faults] == [404, 404, 409, 400]


def test_a_fault_is_shown_with_both_sentences_escaped() -> None:
    page = fault_page(NexaLinkError("<b>What</b> happened.", advice="Do & this."), status=400)
    assert page.status_code == 400
    assert b"&lt;b&gt;What&lt;/b&gt; happened." in page.content
    assert b"Do &amp; this." in page.content


@pytest.mark.parametrize(
    "address", ["/people/987654321/", "/imports/987654321/", "/signs/no-such-sign/", "/nowhere/"]
)
def test_what_is_not_there_is_one_sentence(web: Client, cast: Cast, address: str) -> None:
    response = web.get(address)
    assert response.status_code == 404
    assert sum(tag == "h1" for tag, _ in read(response).elements) == 1


def test_a_huge_number_is_not_there(web: Client, cast: Cast) -> None:
    assert web.get(f"/people/{10**30}/").status_code == 404
    assert web.get(f"/imports/{10**30}/").status_code == 404


@pytest.mark.django_db
def test_without_anything_imported_every_page_still_answers(web: Client) -> None:
    assert Owner.objects.count() == 0
    for address in ("/", "/people/", "/questions/", "/imports/", "/import/", "/method/", "/more/"):
        assert web.get(address).status_code == 200, address
    assert web.get("/people/1/").status_code == 404
    assert web.post("/measure/").status_code == 409
    assert web.post("/questions/1/answer/", {"answer": "same"}).status_code == 404


def broken(_request: object) -> None:
    raise RuntimeError("secret detail")


urlpatterns = [path("", broken)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_our_own_fault_is_a_page_without_details() -> None:
    response = Client(SERVER_NAME="localhost", raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert b"secret" not in response.content
    assert b"inside NexaLink" in response.content
    assert response.headers["Cache-Control"] == "no-store"
