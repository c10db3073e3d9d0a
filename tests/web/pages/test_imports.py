from django.test import Client

from nexalink.accounts import journal
from nexalink.accounts.queries import undoable
from nexalink.archives.models import TroubleRow
from nexalink.people.models import Person
from nexalink.web.pages.imports import OUTCOMES, REASONS
from tests.factories import Cast, make_archive, make_person
from tests.web.reading import read


def test_every_row_is_accounted_for(web: Client, cast: Cast) -> None:
    page = read(web.get("/imports/"))
    assert "1 import, 10 rows accounted for." in page.text
    assert all(label in page.text for label in OUTCOMES.values())
    shares = [float(one["width"]) for tag, one in page.elements if tag == "rect"]
    assert sum(shares) == 100


def test_one_archive_is_shown_file_by_file_with_its_troubles(web: Client, cast: Cast) -> None:
    TroubleRow.objects.create(
        owner=cast.owner, archive=cast.archive, file="Connections.csv", line=12, reason="No date."
    )
    page = read(web.get(f"/imports/{cast.archive.pk}/"))
    assert "Connections.csv, line 12 No date." in page.text
    assert f"2 {REASONS['ghost']}" in page.text


def test_an_import_is_taken_back_after_a_question(web: Client, cast: Cast) -> None:
    guest = make_person(cast.owner, "Gus Guest", imported_by=cast.archive.pk)
    journal.write(
        cast.owner, by="test", action="import", what="export.zip", after={"archive": cast.archive.pk}
    )
    asked = read(web.get(f"/imports/{cast.archive.pk}/undo/"))
    assert "Take back the import of export.zip?" in asked.text
    assert Person.objects.filter(pk=guest.pk).exists()
    page = read(web.post(f"/imports/{cast.archive.pk}/undo/", follow=True))
    assert "The import of export.zip was taken back." in page.text
    assert "0 imports, 0 rows accounted for." in page.text
    assert not Person.objects.filter(pk=guest.pk).exists()
    assert undoable(cast.owner) == []


def test_an_import_is_taken_back_once(web: Client, cast: Cast) -> None:
    assert web.post(f"/imports/{cast.archive.pk}/undo/").status_code == 302
    assert web.post(f"/imports/{cast.archive.pk}/undo/").status_code == 409
    assert "was taken back on" in read(web.get(f"/imports/{cast.archive.pk}/undo/")).text


def test_an_archive_without_rows_is_no_division_by_nothing(web: Client, cast: Cast) -> None:
    empty = make_archive(cast.owner, name="empty.ics")
    empty.rows_read, empty.outcomes, empty.files, empty.skipped, empty.taken_on = 0, {}, [], {}, None
    empty.save()
    assert web.get(f"/imports/{empty.pk}/").status_code == 200


def test_the_bar_names_only_an_import_that_was_taken_back(web: Client, cast: Cast) -> None:
    page = read(web.get("/imports/", {"undone": f"/imports/{cast.archive.pk}/"}))
    assert "was taken back. Import" not in page.text
