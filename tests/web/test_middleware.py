import pytest
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.test import Client
from django.urls import URLPattern, get_resolver

from nexalink.people.models import Merge, Person
from nexalink.web.middleware import HEADERS, POLICY, host_name, is_loopback
from tests.factories import Cast

FILES = ("/static/web/app.css", "/static/web/app.js", "/static/web/orbit.svg", "/static/reports/report.css")
EXTRA = ("/nope", "/people/999999999/", "/people/abc/", "/static/nope.css", "/measure/", "/signs/nothing/")


def headers_of(web: Client, address: str) -> ResponseHeaders:
    """Return the headers of an answer, whose file is closed (the answer itself would take the connection along)."""
    response = web.get(address)
    for close in response._resource_closers:
        close()
    return response.headers


def every_address(cast: Cast) -> list[str]:
    """Return an address for every pattern of the web door."""
    numbers = {"person": cast.friend.pk, "import-accounting": cast.archive.pk, "import-undo": cast.archive.pk}
    patterns: list[URLPattern] = list(get_resolver("nexalink.web.urls").url_patterns)
    found = []
    for pattern in patterns:
        route = str(pattern.pattern).replace("<slug:name>", "one_way_value").replace("<int:merge>", "1")
        found.append(
            "/" + route.replace("<int:number>", str(numbers.get(pattern.name or "", cast.question.pk)))
        )
    return found


def test_every_response_carries_the_strict_headers(web: Client, cast: Cast) -> None:
    for address in [*every_address(cast), *FILES, *EXTRA]:
        headers = headers_of(web, address)
        told = {name: headers.get(name) for name in HEADERS}
        assert told == HEADERS, address


def test_refusals_carry_the_strict_headers_too(web: Client, cast: Cast) -> None:
    refused = [
        web.get("/", SERVER_NAME="evil.example"),
        web.get("/", REMOTE_ADDR="10.0.0.9"),
        Client(SERVER_NAME="localhost", enforce_csrf_checks=True).post("/measure/"),
    ]
    assert [response.status_code for response in refused] == [400, 403, 403]
    assert all(response.headers["Content-Security-Policy"] == POLICY for response in refused)


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_private_pages_are_never_kept_and_files_are(web: Client, cast: Cast) -> None:
    for address in [*every_address(cast), *EXTRA]:
        assert headers_of(web, address)["Cache-Control"] == "no-store", address
    for address in FILES:
        assert "max-age" in headers_of(web, address)["Cache-Control"], address


@pytest.mark.django_db
def test_files_are_for_this_origin_only(web: Client) -> None:
    assert "Access-Control-Allow-Origin" not in headers_of(web, FILES[0])


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "localhost:8010", "127.0.0.1:8010"])
@pytest.mark.parametrize("caller", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.4.5.6"])
@pytest.mark.django_db
def test_this_machine_is_let_in(name: str, caller: str) -> None:
    assert Client(HTTP_HOST=name, REMOTE_ADDR=caller).get("/").status_code == 200


@pytest.mark.parametrize(
    "caller", ["10.0.0.9", "192.168.1.5", "2001:db8::1", "::ffff:10.0.0.9", "", "nonsense"]
)
def test_other_machines_are_not_let_in(caller: str) -> None:
    response = Client(SERVER_NAME="localhost", REMOTE_ADDR=caller).get("/people/")
    assert response.status_code == 403
    assert b"only on the machine it runs on" in response.content


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_what_came_through_a_proxy_is_not_let_in(header: str) -> None:
    response = Client(SERVER_NAME="localhost").get("/", headers={header: "127.0.0.1"})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "name", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.5"]
)
def test_a_foreign_name_is_a_bad_request(name: str) -> None:
    response = Client(HTTP_HOST=name).get("/people/")
    assert response.status_code == 400
    assert name.encode() not in response.content


def test_a_name_that_is_allowed_but_not_loopback_needs_a_login_that_is_not_there() -> None:
    assert Client(SERVER_NAME="testserver").get("/").status_code == 403


def test_a_refused_caller_changes_nothing(cast: Cast) -> None:
    before = (Person.objects.of(cast.owner).count(), Merge.objects.of(cast.owner).count())
    stranger = Client(SERVER_NAME="localhost", REMOTE_ADDR="10.0.0.9")
    answers = [
        stranger.post(f"/questions/{cast.question.pk}/answer/", {"answer": "same"}),
        stranger.post(f"/imports/{cast.archive.pk}/undo/"),
    ]
    assert [response.status_code for response in answers] == [403, 403]
    assert (Person.objects.of(cast.owner).count(), Merge.objects.of(cast.owner).count()) == before


def changing_addresses(cast: Cast) -> list[str]:
    return [
        "/measure/",
        f"/people/{cast.friend.pk}/separate/1/",
        f"/questions/{cast.question.pk}/answer/",
        f"/questions/{cast.question.pk}/reopen/",
    ]


def test_what_changes_something_is_never_a_get(web: Client, cast: Cast) -> None:
    for address in changing_addresses(cast):
        assert web.get(address).status_code == 405, address
    before = web.get("/imports/").content
    assert web.get(f"/imports/{cast.archive.pk}/undo/").status_code == 200
    assert web.get("/imports/").content == before


def test_a_post_that_was_not_sent_from_here_is_refused(cast: Cast) -> None:
    foreign = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    for address in [*changing_addresses(cast), f"/imports/{cast.archive.pk}/undo/"]:
        response: HttpResponse = foreign.post(address, {"answer": "same"})
        assert response.status_code == 403, address
        assert b"did not come from this page" in response.content
    cast.question.refresh_from_db()
    assert cast.question.state == "open"


def test_pages_are_read_by_get_only(web: Client, cast: Cast) -> None:
    for address in (
        "/",
        "/people/",
        f"/people/{cast.friend.pk}/",
        "/questions/",
        "/imports/",
        "/method/",
        "/more/",
    ):
        assert web.post(address).status_code == 405, address


def test_the_csrf_cookie_is_for_this_server_alone(web: Client, cast: Cast) -> None:
    cookie = web.get("/questions/").cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_host_is_read_without_its_port() -> None:
    assert [host_name(name) for name in ("[::1]:80", "localhost", "127.0.0.1:1")] == [
        "::1",
        "localhost",
        "127.0.0.1",
    ]


@pytest.mark.parametrize("name", ["localhost.example", "127.0.0.1.example", "0.0.0.0", "", "127.1"])  # noqa: S104
def test_only_real_loopback_is_loopback(name: str) -> None:
    assert not is_loopback(name)
