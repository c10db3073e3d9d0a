"""Files brought in through the browser: preview, progress, record, accounting; nothing half, nothing of others."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from nexalink.accounts.models import Owner
from nexalink.archives import uploads
from nexalink.archives.models import Archive
from nexalink.audits.models import Audit
from nexalink.importers.contacts_csv import TARGETS
from nexalink.people.models import Person
from nexalink.web.pages.table_columns import ENCODINGS, MEANINGS

CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:Ana Bell\nEMAIL:ana@example.net\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nUID:2\nFN:Ben <script>alert(1)</script>\nEMAIL:ben@example.net\nEND:VCARD\n"
)
MAIL = (
    "From: ana@example.net\nTo: who@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nSubject: Hi\n\nHello\n"
)


@pytest.fixture(autouse=True)
def at_once(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the request's own thread, so that tests see what it did; keep files in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]

    def now(work: Callable[[], None]) -> None:
        work()

    monkeypatch.setattr(uploads.start, "__kwdefaults__", {**uploads.start.__kwdefaults__, "run": now})


TABLE = "Kto;Firma;Mail;Tel\nŁucja Żółć;Huta Śląsk;lucja@example.net;\nAda Gil;;ada@example.net;+48 22 555 01 01\n"


def upload(web: Client, name: str, text: str, encoding: str = "utf-8") -> str:
    file = io.BytesIO(text.encode(encoding))
    file.name = name
    answer = web.post("/import/", {"files": [file]})
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.django_db
def test_nothing_is_recorded_before_the_preview_was_seen(web: Client) -> None:
    address = upload(web, "contacts.vcf", CARDS)
    page = web.get(address).content.decode()
    assert "This is what would be recorded" in page
    assert not Person._base_manager.exists()
    answer = web.post(f"{address}record/")
    assert answer.status_code == 302
    page = web.get(address).content.decode()
    assert "Recorded" in page
    assert Person._base_manager.count() == 2
    assert Audit._base_manager.count() == 1
    assert "<script>alert(1)" not in page


@pytest.mark.django_db
def test_recording_twice_has_one_effect(web: Client) -> None:
    address = upload(web, "contacts.vcf", CARDS)
    web.post(f"{address}record/")
    first = Archive._base_manager.count()
    again = upload(web, "contacts.vcf", CARDS)
    web.post(f"{again}record/")
    assert Archive._base_manager.count() == first == 1


@pytest.mark.django_db
def test_an_unknown_owner_is_asked_for_and_the_answer_is_used(web: Client) -> None:
    address = upload(web, "one.eml", MAIL)
    page = web.get(address).content.decode()
    assert "Which address or profile is yours" in page
    web.post(f"{address}look/", {"me": ["who@example.com", ""]})
    assert "This is what would be recorded" in web.get(address).content.decode()
    web.post(f"{address}record/")
    assert Person._base_manager.get().handles.get().uri == "mailto:ana@example.net"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "<html><body>please log in</body></html>", "just words"])
def test_what_cannot_be_read_is_a_sentence(web: Client, text: str) -> None:
    address = upload(web, "export.csv", text or " ")
    page = web.get(address).content.decode()
    assert "That did not work" in page
    assert not Archive._base_manager.exists()


@pytest.mark.django_db
def test_progress_is_told_as_numbers_and_words(web: Client) -> None:
    address = upload(web, "contacts.vcf", CARDS)
    told = json.loads(web.get(f"{address}progress/").content)
    assert told["state"] == "previewed"
    assert told["working"] is False


@pytest.mark.django_db
def test_a_worker_that_died_is_said_to_have_stopped(web: Client) -> None:
    address = upload(web, "contacts.vcf", CARDS)
    token = address.strip("/").rpartition("/")[2]
    note = uploads._folder(token) / "status.json"
    told = json.loads(note.read_text())
    note.write_text(json.dumps({**told, "state": "recording", "process": 2**22 + 1}))
    assert "stopped in the middle" in web.get(address).content.decode()
    web.post(f"{address}record/")
    assert Person._base_manager.count() == 2


@pytest.mark.django_db
def test_files_keep_their_own_names_and_stay_in_their_folder(web: Client, tmp_path: Path) -> None:
    owner = Owner.objects.create(name="Mara")
    token = uploads.receive(owner, [("../../etc/passwd", [b"x"]), ("a\\b\\passwd", [b"y"]), ("", [b"z"])])
    kept = sorted(path.name for path in (tmp_path / token / "files").iterdir())
    assert kept == ["2 passwd", "file", "passwd"]
    assert all(path.is_relative_to(tmp_path) for path in tmp_path.rglob("*"))


@pytest.mark.django_db
def test_another_owners_upload_and_an_invented_one_are_not_there(web: Client) -> None:
    Owner.objects.create(name="Mara")
    other = Owner.objects.create(name="Other")
    token = uploads.receive(other, [("contacts.vcf", [CARDS.encode()])])
    for address in (f"/import/{token}/", f"/import/{'0' * 32}/", "/import/nothing/"):
        assert web.get(address).status_code == 404
    for verb in ("record", "look", "discard"):
        assert web.post(f"/import/{token}/{verb}/").status_code == 404
    assert not Person._base_manager.exists()


@pytest.mark.django_db
def test_no_file_chosen_is_a_sentence_and_files_can_be_put_away(web: Client, tmp_path: Path) -> None:
    assert web.post("/import/", {}).status_code == 400
    address = upload(web, "contacts.vcf", CARDS)
    web.post(f"{address}discard/")
    assert web.get(address).status_code == 404
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_the_columns_of_an_unknown_table_are_asked_for_and_the_answer_is_used(web: Client) -> None:
    address = upload(web, "team.csv", TABLE)
    page = web.get(address).content.decode()
    assert "What do these columns hold?" in page
    assert "Huta Śląsk" in page
    assert 'value="email" selected' in page
    assert "--map" not in page
    web.post(
        f"{address}look/",
        {"table": "team.csv", "column-0": "name", "column-1": "company", "column-2": "email"},
    )
    page = web.get(address).content.decode()
    assert "This is what would be recorded" in page
    assert "Łucja Żółć, Ada Gil" in page
    assert not Person._base_manager.exists()
    web.post(f"{address}record/")
    people = list(Person._base_manager.order_by("name").values_list("name", "company"))
    assert people == [("Ada Gil", ""), ("Łucja Żółć", "Huta Śląsk")]


@pytest.mark.django_db
def test_an_answer_that_names_nobody_is_asked_for_again_and_a_wrong_one_can_be_corrected(web: Client) -> None:
    address = upload(web, "team.csv", TABLE)
    web.post(f"{address}look/", {"table": "team.csv", "column-1": "company"})
    page = web.get(address).content.decode()
    assert "Choose at least one column that tells who somebody is" in page
    assert 'value="company" selected' in page
    web.post(f"{address}look/", {"table": "team.csv", "column-1": "name"})
    assert "Huta Śląsk" in web.get(address).content.decode()
    web.post(f"{address}look/", {"table": "team.csv", "column-0": "name", "column-3": "mobile_phone"})
    page = web.get(address).content.decode()
    assert "Łucja Żółć, Ada Gil" in page
    web.post(f"{address}record/")
    assert [handle.uri for handle in Person._base_manager.get(name="Ada Gil").handles.all()] == [
        "tel:+48225550101"
    ]


@pytest.mark.django_db
def test_two_unknown_tables_are_asked_for_one_after_the_other(web: Client) -> None:
    files = [io.BytesIO(TABLE.encode()), io.BytesIO(b"Wer,Wo\nBen Ott,ben@example.net\n")]
    for file, name in zip(files, ("one.csv", "two.csv"), strict=True):
        file.name = name
    address = str(web.post("/import/", {"files": files})["Location"])
    web.post(f"{address}look/", {"table": "one.csv", "column-0": "name"})
    assert "Ben Ott" in web.get(address).content.decode()
    web.post(f"{address}look/", {"table": "two.csv", "column-0": "name", "column-1": "email"})
    page = web.get(address).content.decode()
    assert "This is what would be recorded" in page
    assert "In trouble" not in page
    web.post(f"{address}record/")
    assert Person._base_manager.count() == 3


@pytest.mark.django_db
def test_letters_that_were_read_wrongly_are_read_again_as_the_owner_says(web: Client) -> None:
    table = "First Name,Last Name,E-mail Address,Business Phone\nMária,Kovács Őri,maria@example.net,\n"
    address = upload(web, "outlook.csv", table, "cp1250")
    page = web.get(address).content.decode()
    assert "Mária Kovács Õri" in page
    assert "Names look wrong" in page
    web.post(f"{address}look/", {"table": "outlook.csv", "encoding": "cp1250"})
    page = web.get(address).content.decode()
    assert "Mária Kovács Őri" in page
    assert 'value="cp1250" selected' in page
    web.post(f"{address}record/")
    assert Person._base_manager.get().name == "Mária Kovács Őri"


@pytest.mark.django_db
def test_a_forged_answer_about_a_table_changes_nothing(web: Client) -> None:
    address = upload(web, "team.csv", TABLE)
    forged = {"table": "../other.csv", "column-0": "name", "column-99": "email", "encoding": "rot13"}
    for answer in (forged, {**forged, "table": "team.csv", "column-0": "custom"}):
        web.post(f"{address}look/", answer)
        assert "What do these columns hold?" in web.get(address).content.decode()


def test_every_meaning_that_is_offered_is_one_the_importer_knows() -> None:
    offered = [target for _, group in MEANINGS for target, _ in group]
    assert len(offered) == len(set(offered))
    for target in offered:
        assert target in TARGETS or target.partition("_")[2] in TARGETS
    for codec in filter(None, ENCODINGS):
        assert "a".encode(codec) == b"a"


@pytest.mark.django_db
def test_a_header_with_the_dividing_sign_can_be_chosen_alone_and_with_others(web: Client) -> None:
    address = upload(
        web,
        "team.csv",
        "Wer|Who;Wo;Post|Mail;Nr\nAda Gil;Ulm;ada@example.net;1\nBo Li;Rom;bo@example.net;2\n",
    )
    web.post(
        f"{address}look/", {"table": "team.csv", "column-0": "name", "column-1": "note", "column-2": "note"}
    )
    page = web.get(address).content.decode()
    assert "Ada Gil, Bo Li" in page
    assert page.count('value="note" selected') == 2
    web.post(f"{address}record/")
    assert Person._base_manager.count() == 2


@pytest.mark.django_db
def test_the_forms_of_two_tables_have_ids_of_their_own(web: Client) -> None:
    table = "Name,Given Name,Family Name,E-mail 1 - Value\nAda Gil,Ada,Gil,ada@example.net\n"
    files = [
        io.BytesIO(table.encode()),
        io.BytesIO(table.replace("Ada", "Bea").replace("ada@", "bea@").encode()),
    ]
    for file, name in zip(files, ("a.csv", "b.csv"), strict=True):
        file.name = name
    page = web.get(str(web.post("/import/", {"files": files})["Location"])).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert {"encoding-1", "encoding-2"} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_an_upload_of_an_older_version_is_shown_and_can_be_put_away(web: Client) -> None:
    address = upload(web, "contacts.vcf", CARDS)
    note = uploads._folder(address.strip("/").rpartition("/")[2]) / "status.json"
    told = json.loads(note.read_text())
    results = [
        {name: value for name, value in result.items() if name != "examples"} for result in told["results"]
    ]
    older = {name: value for name, value in told.items() if name not in {"tables", "asked"}}
    note.write_text(json.dumps({**older, "results": results, "extra": {}}))
    assert "This is what would be recorded" in web.get(address).content.decode()
    web.post(f"{address}discard/")
    assert web.get(address).status_code == 404


@pytest.mark.django_db
def test_a_file_that_nobody_reads_is_left_out_beside_those_that_can_be_read(web: Client) -> None:
    files = [io.BytesIO(CARDS.encode()), io.BytesIO(b"\x89PNG\r\n\x1a\n....")]
    for file, name in zip(files, ("contacts.vcf", "photo.png"), strict=True):
        file.name = name
    address = str(web.post("/import/", {"files": files})["Location"])
    page = web.get(address).content.decode()
    assert "This is what would be recorded" in page
    assert "photo.png is a picture" in page
    web.post(f"{address}record/")
    assert "photo.png is a picture" in web.get(address).content.decode()
    assert Person._base_manager.count() == 2
