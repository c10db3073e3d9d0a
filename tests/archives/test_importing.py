"""Whole imports through the pipeline: accounting, doubles, joining, questions, undo."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nexalink.accounts.models import JournalEntry, Owner
from nexalink.archives.actions import answer_question, import_paths, reopen_question
from nexalink.archives.errors import AlreadyAnswered, AlreadyUndone, OwnerUnknown
from nexalink.archives.models import Archive, Change, Proposal
from nexalink.archives.queries import open_questions
from nexalink.archives.taking_back import take_back
from nexalink.archives.undo import undo_import
from nexalink.gate.models import ConnectionRequest
from nexalink.interactions.counts import refresh_ties
from nexalink.interactions.models import Exchange, Interaction
from nexalink.people.merging import merge_people
from nexalink.people.models import Fact, Handle, Person, Position
from nexalink.ties.actions import add_tag, join_circle, judge_tie, remove_tag
from nexalink.ties.models import Note, Tag, Tagging, Tie
from tests.factories import make_person

ON = date(2026, 11, 23)
TABLES = (Person, Handle, Position, Fact, Interaction, Exchange, ConnectionRequest, Note, Tie, Tag, Tagging)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
ME = "https://www.linkedin.com/in/mara-example"
IN = "https://www.linkedin.com/in/"


def message(number: int, *, other: str, outgoing: bool, day: str = "2026-03-01") -> str:
    name = other.replace("-", " ").title()
    mine, theirs = f"Mara Velden,{ME}", f"{name},{IN}{other}"
    pair = f"{mine},{theirs}" if outgoing else f"{theirs},{mine}"
    return f"c-{other},,{pair},{day} 10:{number:02d}:00 UTC,,Hello {number},INBOX\n"


@pytest.fixture
def owner(db: None) -> Owner:
    return Owner.objects.create(name="Mara Velden", zone="Europe/Berlin")


def linkedin(folder: Path, name: str, connections: str, messages: str = "") -> Path:
    target = folder / name
    target.mkdir()
    (target / "Connections.csv").write_text(HEADER + connections, "utf-8")
    if messages:
        (target / "messages.csv").write_text(MESSAGES + messages, "utf-8")
    return target


def record(owner: Owner, *paths: Path, on: date = ON, preview: bool = False) -> list[Any]:
    return import_paths(owner, paths, on=on, by="test", me=[ME, "mara@example.com"], preview=preview)


def state(owner: Owner) -> dict[str, list[Any]]:
    """Everything that is known, without ids."""
    return {
        "ties": sorted(
            Tie.objects.of(owner).values_list(
                "person__name", "person__company", "is_connection", "connected_on", "incoming", "outgoing", "mutual",
                "first_contact", "last_contact", "two_way", "in_network",
            ),
            key=str,
        ),
        "handles": sorted(Handle.objects.of(owner).values_list("uri", "person__name", "shared")),
        "interactions": sorted(Interaction.objects.of(owner).values_list("source_key", "person__name", "at", "direction")),
        "requests": sorted(ConnectionRequest.objects.of(owner).values_list("source_key", "outcome")),
    }  # fmt: skip


ANA = f"Ana,Bell,{IN}ana-bell,,Acme,Engineer,01 Feb 2024\n"
BEN = f"Ben,Cole,{IN}ben-cole,ben@example.org,Acme,Designer,02 Feb 2024\n"


def test_every_row_has_one_outcome_and_totals_add_up(owner: Owner, tmp_path: Path) -> None:
    folder = linkedin(
        tmp_path, "a", ANA + BEN + ",,,,,,03 Feb 2024\n", message(1, other="ana-bell", outgoing=True)
    )
    (result,) = record(owner, folder)
    assert sum(result.outcomes.values()) == result.rows_read == 4
    assert result.skipped == {"ghost": 1}
    assert sum(entry["rows"] for entry in result.files) == 4
    assert Person.objects.of(owner).count() == 2


def test_the_same_file_twice_changes_nothing(owner: Owner, tmp_path: Path) -> None:
    folder = linkedin(tmp_path, "a", ANA + BEN, message(1, other="ana-bell", outgoing=True))
    record(owner, folder)
    before, rows = state(owner), [table.objects.of(owner).count() for table in TABLES]
    (again,) = record(owner, folder)
    assert again.known_before
    assert state(owner) == before
    assert [table.objects.of(owner).count() for table in TABLES] == rows
    assert Archive.objects.of(owner).count() == 1


def test_a_copy_with_other_bytes_adds_no_double(owner: Owner, tmp_path: Path) -> None:
    talk = message(1, other="ana-bell", outgoing=True) + message(2, other="ana-bell", outgoing=False)
    record(owner, linkedin(tmp_path, "a", ANA + BEN, talk))
    before = state(owner)
    (again,) = record(owner, linkedin(tmp_path, "b", BEN + ANA, talk))
    assert again.outcomes["created"] == 0
    assert again.outcomes["unchanged"] == 4
    assert state(owner) == before


def test_a_preview_tells_the_real_table_and_keeps_nothing(owner: Owner, tmp_path: Path) -> None:
    folder = linkedin(tmp_path, "a", ANA + BEN, message(1, other="ana-bell", outgoing=True))
    (planned,) = record(owner, folder, preview=True)
    assert (
        Person.objects.of(owner).count()
        == Archive.objects.of(owner).count()
        == JournalEntry.objects.of(owner).count()
        == 0
    )
    (done,) = record(owner, folder)
    assert planned.outcomes == done.outcomes


def test_a_newer_export_records_job_changes_and_removed_people(owner: Owner, tmp_path: Path) -> None:
    others = "".join(f"Cara{n},Dorn{n},{IN}cara-{n},,Acme,Clerk,05 Feb 2024\n" for n in range(5))
    record(owner, linkedin(tmp_path, "Basic_LinkedInDataExport_03-01-2025", ANA + BEN + others))
    newer = linkedin(
        tmp_path, "Basic_LinkedInDataExport_03-01-2026", ANA.replace("Acme", "Bolt Bank") + others
    )
    record(owner, newer)
    assert [
        (c.person.name, c.before["company"], c.after["company"])
        for c in Change.objects.of(owner).filter(kind="job")
    ] == [("Ana Bell", "Acme", "Bolt Bank")]
    assert [change.person.name for change in Change.objects.of(owner).filter(kind="removed")] == ["Ben Cole"]
    ben = Tie.objects.of(owner).get(person__name="Ben Cole")
    assert not ben.is_connection
    assert Person.objects.of(owner).get(name="Ana Bell").company == "Bolt Bank"


def test_a_renamed_profile_is_a_question_not_a_join(owner: Owner, tmp_path: Path) -> None:
    others = "".join(f"Cara{n},Dorn{n},{IN}cara-{n},,Acme,Clerk,05 Feb 2024\n" for n in range(5))
    record(owner, linkedin(tmp_path, "Basic_LinkedInDataExport_03-01-2025", ANA + others))
    record(
        owner,
        linkedin(
            tmp_path, "Basic_LinkedInDataExport_03-01-2026", ANA.replace("ana-bell", "ana-new") + others
        ),
    )
    (question,) = open_questions(owner).questions
    assert question.kind == "renamed"
    answer_question(owner, question=question.id, same=True, by="test")
    ana = Person.objects.of(owner).get(name="Ana Bell")
    assert {handle.uri for handle in ana.handles.all()} == {f"{IN}ana-bell", f"{IN}ana-new"}
    assert ana.tie.is_connection


def vcard(folder: Path, name: str, *cards: str) -> Path:
    target = folder / name
    target.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n" for card in cards), "utf-8")
    return target


def test_the_same_address_joins_and_a_name_alone_asks(owner: Owner, tmp_path: Path) -> None:
    record(owner, linkedin(tmp_path, "a", ANA + BEN))
    cards = vcard(
        tmp_path,
        "c.vcf",
        "UID:1\nFN:Ben Cole\nEMAIL:BEN@example.org",
        "UID:2\nFN:Ana Bell\nTEL:+1 212 555 0100",
    )
    (result,) = record(owner, cards)
    assert result.outcomes["merged"] == 1
    assert result.outcomes["in_doubt"] == 1
    assert Person.objects.of(owner).filter(name="Ben Cole").count() == 1
    assert Person.objects.of(owner).filter(name="Ana Bell").count() == 2
    (question,) = open_questions(owner).questions
    assert "same name" in question.because


@pytest.mark.parametrize(
    "written", ["Bell, Ana", "Dr. Ana Bell", "BELL Ana", "Ana Bell (Acme)", "Bell, Ana (Acme)"]
)
def test_a_name_dressed_otherwise_asks_as_well(owner: Owner, tmp_path: Path, written: str) -> None:
    record(owner, linkedin(tmp_path, "a", ANA.replace("Bell", '"Bell, PhD"') + BEN))
    record(
        owner,
        vcard(tmp_path, "c.vcf", f"UID:1\nFN:{written.replace(',', chr(92) + ',')}\nTEL:+1 212 555 0100"),
    )
    (question,) = open_questions(owner).questions
    assert "same name" in question.because
    names = set(Person.objects.of(owner).values_list("name", flat=True))
    shown = {"Bell, Ana": "Ana Bell", "Bell, Ana (Acme)": "Ana Bell (Acme)"}.get(written, written)
    assert names == {"Ana Bell", "Ben Cole", shown}


def test_cards_that_say_nothing_new_are_unchanged(owner: Owner, tmp_path: Path) -> None:
    card = "UID:1\nFN:Gita Holm\nEMAIL:gita@example.org\nORG:Acme\nTITLE:Clerk"
    record(owner, vcard(tmp_path, "a.vcf", card))
    (again,) = record(owner, vcard(tmp_path, "b.vcf", card.replace("UID:1", "UID:2")))
    assert again.outcomes["unchanged"] == again.rows_read == 1
    (moved,) = record(owner, vcard(tmp_path, "c.vcf", card.replace("Clerk", "Director")))
    assert moved.outcomes["updated"] == 1
    assert Person.objects.of(owner).get().title == "Director"


def test_an_office_address_of_different_names_joins_nobody(owner: Owner, tmp_path: Path) -> None:
    cards = vcard(
        tmp_path, "c.vcf", "UID:1\nFN:Gita Holm\nEMAIL:desk@example.org", "UID:2\nFN:Omar Pell\nEMAIL:desk@example.org",
        "UID:3\nFN:Lise Quant\nEMAIL:desk@example.org",
    )  # fmt: skip
    record(owner, cards)
    assert Person.objects.of(owner).count() == 3
    assert set(Handle.objects.of(owner).values_list("uri", "shared")) == {("mailto:desk@example.org", True)}


def test_answers_merge_and_are_taken_back_with_nothing_lost(owner: Owner, tmp_path: Path) -> None:
    talk = message(1, other="ana-bell", outgoing=True)
    record(owner, linkedin(tmp_path, "a", ANA, talk))
    record(owner, vcard(tmp_path, "c.vcf", "UID:2\nFN:Ana Bell\nTEL:+1 212 555 0100\nBDAY:1980-02-03"))
    before = state(owner)
    (question,) = open_questions(owner).questions
    answer_question(owner, question=question.id, same=True, by="test")
    (ana,) = Person.objects.of(owner)
    assert {handle.uri for handle in ana.handles.all()} >= {f"{IN}ana-bell", "tel:+12125550100"}
    with pytest.raises(AlreadyAnswered):
        answer_question(owner, question=question.id, same=False, by="test")
    reopen_question(owner, question=question.id, by="test")
    assert state(owner) == before
    assert open_questions(owner).total == 1


def test_a_no_is_remembered_by_later_imports(owner: Owner, tmp_path: Path) -> None:
    record(owner, linkedin(tmp_path, "a", ANA))
    record(owner, vcard(tmp_path, "c.vcf", "UID:2\nFN:Ana Bell\nTEL:+1 212 555 0100"))
    (question,) = open_questions(owner).questions
    answer_question(owner, question=question.id, same=False, by="test")
    record(owner, vcard(tmp_path, "d.vcf", "UID:2\nFN:Ana Bell\nTEL:+1 212 555 0100\nTITLE:Engineer"))
    assert open_questions(owner).total == 0


def test_undo_takes_an_import_back_whole(owner: Owner, tmp_path: Path) -> None:
    record(owner, linkedin(tmp_path, "a", ANA + BEN, message(1, other="ana-bell", outgoing=True)))
    before = state(owner)
    cards = vcard(
        tmp_path,
        "c.vcf",
        "UID:1\nFN:Ben Cole\nEMAIL:ben@example.org",
        "UID:2\nFN:Zoë Quist\nEMAIL:zoe@example.org",
    )
    (result,) = record(owner, cards)
    undo_import(owner, archive=result.archive.pk, by="test")
    assert state(owner) == before
    with pytest.raises(AlreadyUndone):
        undo_import(owner, archive=result.archive.pk, by="test")


def test_a_birthday_in_an_address_book_is_shown_until_its_import_is_undone(
    owner: Owner, tmp_path: Path
) -> None:
    record(owner, linkedin(tmp_path, "a", ANA + BEN))
    ana = Person.objects.of(owner).get(name="Ana Bell")
    Handle.objects.create(owner=owner, person=ana, uri="mailto:ana@example.org", source="manual")
    cards = vcard(
        tmp_path, "c.vcf", "FN:Ana Bell\nEMAIL:ana@example.org\nBDAY:1980-03-22", "FN:Zoë Quist\nBDAY:--0715"
    )
    (result,) = record(owner, cards)
    born = dict(Person.objects.of(owner).exclude(birthday="").values_list("name", "birthday"))
    assert born == {"Ana Bell": "1980-03-22", "Zoë Quist": "--07-15"}
    undo_import(owner, archive=result.archive.pk, by="test")
    assert not Person.objects.of(owner).exclude(birthday="").exists()


def test_undo_keeps_whoever_the_owner_put_into_a_circle_or_judged(owner: Owner, tmp_path: Path) -> None:
    (result,) = record(owner, linkedin(tmp_path, "a", ANA + BEN))
    ana, ben = (Person.objects.of(owner).get(name=name).pk for name in ("Ana Bell", "Ben Cole"))
    join_circle(owner, people=[ana], circle="Choir", by="test")
    judge_tie(owner, person=ben, question="comfortable", answer=True, on=ON, by="test")
    undo_import(owner, archive=result.archive.pk, by="test")
    assert set(Person.objects.of(owner).values_list("pk", flat=True)) == {ana, ben}


def test_undo_leaves_what_another_archive_states_too(owner: Owner, tmp_path: Path) -> None:
    talk = message(1, other="ana-bell", outgoing=True)
    (first,) = record(owner, linkedin(tmp_path, "a", ANA, talk))
    record(owner, linkedin(tmp_path, "b", ANA + BEN, talk))
    undo_import(owner, archive=first.archive.pk, by="test")
    assert Interaction.objects.of(owner).count() == 1
    assert {row[0] for row in state(owner)["ties"]} == {"Ana Bell", "Ben Cole"}
    assert Tie.objects.of(owner).get(person__name="Ana Bell").is_connection


def test_undo_leaves_a_label_that_another_address_book_gives_too(owner: Owner, tmp_path: Path) -> None:
    card = "UID:1\nFN:Ana Bell\nEMAIL:ana@example.org\nCATEGORIES:Choir"
    (first,) = record(owner, vcard(tmp_path, "a.vcf", card))
    (second,) = record(
        owner, vcard(tmp_path, "b.vcf", card, "UID:2\nFN:Zoë Quist\nEMAIL:zoe@example.org\nCATEGORIES:Chess")
    )
    undo_import(owner, archive=first.archive.pk, by="test")
    assert set(Tagging.objects.of(owner).values_list("person__name", "tag__name")) == {
        ("Ana Bell", "Choir"),
        ("Zoë Quist", "Chess"),
    }
    undo_import(owner, archive=second.archive.pk, by="test")
    assert not Tag.objects.of(owner).exists()


def test_what_was_undone_comes_back_as_it_was_when_it_is_imported_again(owner: Owner, tmp_path: Path) -> None:
    meetings = tmp_path / "c.ics"
    meetings.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20260302T100000Z\nSUMMARY:Talk\n"
        "ORGANIZER:mailto:mara@example.com\nATTENDEE;CN=Onur Tawil;PARTSTAT=ACCEPTED:mailto:onur@example.net\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    mail = tmp_path / "m.eml"
    mail.write_text(
        "From: Onur Tawil <onur@example.net>\nTo: mara@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <1@x>\n"
        "Subject: Hi\n\nHello\n"
    )
    (first,) = record(owner, mail)
    record(owner, meetings)
    before = state(owner)
    undo_import(owner, archive=first.archive.pk, by="test")
    assert Handle.objects.of(owner).get().uri == "mailto:onur@example.net"
    record(owner, mail)
    assert state(owner) == before
    assert not Proposal.objects.of(owner).exists()


def test_undo_leaves_no_shell_of_whom_another_address_book_does_not_name(
    owner: Owner, tmp_path: Path
) -> None:
    ana, rosa = (
        "FN:Ana Bell\nEMAIL:ana@example.org\nBDAY:1980-03-22",
        "FN:Rosa Ott\nORG:Acme\nBDAY:1980-03-22",
    )
    record(owner, vcard(tmp_path, "a.vcf", ana))
    (second,) = record(owner, vcard(tmp_path, "b.vcf", rosa))
    record(owner, vcard(tmp_path, "c.vcf", ana, "FN:Ida Poe\nEMAIL:ida@example.org"))
    undo_import(owner, archive=second.archive.pk, by="test")
    assert set(Person.objects.of(owner).values_list("name", flat=True)) == {"Ana Bell", "Ida Poe"}


CHOIR = "UID:1\nFN:Ana Bell\nEMAIL:ana@example.org\nCATEGORIES:Choir"


def test_a_label_outlives_an_undone_import_whoever_its_bearer_was_merged_with(
    owner: Owner, tmp_path: Path
) -> None:
    other = make_person(owner, "Anna Bell-Quist", mail="other@example.org")
    (first,) = record(owner, vcard(tmp_path, "a.vcf", CHOIR))
    (second,) = record(owner, vcard(tmp_path, "b.vcf", CHOIR, "UID:2\nFN:Zoë Quist"))
    ana = Person.objects.of(owner).get(name="Ana Bell")
    merge_people(owner, kept=other.pk, gone=ana.pk, because=["x"], by="test")
    refresh_ties(owner)
    undo_import(owner, archive=first.archive.pk, by="test")
    assert Tagging.objects.of(owner).get().person_id == other.pk
    undo_import(owner, archive=second.archive.pk, by="test")
    assert not Tag.objects.of(owner).exists()


def test_the_owners_own_label_stays_when_an_import_that_uses_it_is_undone(
    owner: Owner, tmp_path: Path
) -> None:
    bob = make_person(owner, "Bob Cole", mail="bob@example.org")
    refresh_ties(owner)
    add_tag(owner, people=[bob.pk], tag="Choir", by="test")
    taken_off = remove_tag(owner, people=[bob.pk], tag="Choir", by="test")
    (first,) = record(owner, vcard(tmp_path, "a.vcf", CHOIR))
    undo_import(owner, archive=first.archive.pk, by="test")
    take_back(owner, entry=taken_off.entry, by="test")
    assert Tagging.objects.of(owner).get().tag.name == "Choir"


def test_a_label_that_was_given_by_hand_too_is_the_owners(owner: Owner, tmp_path: Path) -> None:
    bob = make_person(owner, "Bob Cole", mail="bob@example.org")
    refresh_ties(owner)
    (first,) = record(owner, vcard(tmp_path, "a.vcf", CHOIR))
    given = add_tag(owner, people=[bob.pk], tag="Choir", by="test")
    remove_tag(owner, people=[bob.pk], tag="Choir", by="test")
    undo_import(owner, archive=first.archive.pk, by="test")
    assert Tag.objects.of(owner).exists()
    assert given.entry


def test_a_label_that_the_owner_took_off_goes_with_the_import_that_brought_it(
    owner: Owner, tmp_path: Path
) -> None:
    (first,) = record(owner, vcard(tmp_path, "a.vcf", CHOIR))
    ana = Person.objects.of(owner).get(name="Ana Bell")
    remove_tag(owner, people=[ana.pk], tag="Choir", by="test")
    undo_import(owner, archive=first.archive.pk, by="test")
    assert not Tag.objects.of(owner).exists()


def test_undoing_everything_leaves_nothing(owner: Owner, tmp_path: Path) -> None:
    talk = message(1, other="ana-bell", outgoing=True)
    results = [
        *record(owner, linkedin(tmp_path, "a", ANA + BEN, talk)),
        *record(
            owner, vcard(tmp_path, "c.vcf", "UID:1\nFN:Ana Bell\nEMAIL:ana@example.org\nCATEGORIES:Choir")
        ),
        *record(owner, linkedin(tmp_path, "b", ANA.replace("Acme", "Bolt"), talk)),
    ]
    for result in reversed(results):
        undo_import(owner, archive=result.archive.pk, by="test")
    assert [table.objects.of(owner).count() for table in TABLES] == [0] * len(TABLES)
    assert Proposal.objects.of(owner).count() == Change.objects.of(owner).count() == 0


def test_evidence_joins_two_records_whatever_the_order(owner: Owner, tmp_path: Path) -> None:
    """A card with the address of one record and the profile of another makes them one person."""
    record(owner, linkedin(tmp_path, "a", ANA))
    mail = tmp_path / "m.eml"
    mail.write_text(
        "From: Ana Bell <ana@example.net>\nTo: mara@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <1@x>\n"
        "Subject: Hi\n\nHello\n"
    )
    record(owner, mail)
    assert Person.objects.of(owner).count() == 2
    (joined,) = record(
        owner, vcard(tmp_path, "c.vcf", f"UID:1\nFN:Ana Bell\nEMAIL:ana@example.net\nURL:{IN}ana-bell")
    )
    assert Person.objects.of(owner).count() == 1
    assert open_questions(owner).total == 0
    undo_import(owner, archive=joined.archive.pk, by="test")
    assert Person.objects.of(owner).count() == 2
    assert open_questions(owner).total == 1


def test_a_mailbox_that_does_not_tell_its_owner_is_refused_unchanged(owner: Owner, tmp_path: Path) -> None:
    mail = tmp_path / "m.eml"
    mail.write_text(
        "From: ana@example.net\nTo: somebody@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nSubject: Hi\n\nHello\n"
    )
    with pytest.raises(OwnerUnknown) as fault:
        import_paths(owner, [mail], on=ON, by="test")
    assert "--me" in fault.value.advice
    assert Archive.objects.of(owner).count() == Person.objects.of(owner).count() == 0


def test_nothing_is_tracked_by_an_import(owner: Owner, tmp_path: Path) -> None:
    record(owner, linkedin(tmp_path, "a", ANA + BEN))
    assert not Tie.objects.of(owner).filter(tracked=True).exists()
    assert not Tie.objects.of(owner).exclude(tier=None).exists()


def test_owners_never_see_each_others_people(owner: Owner, tmp_path: Path) -> None:
    other = Owner.objects.create(name="Somebody Else")
    folder = linkedin(tmp_path, "a", ANA + BEN, message(1, other="ana-bell", outgoing=True))
    record(owner, folder)
    record(other, folder)
    mine = set(Person.objects.of(owner).values_list("id", flat=True))
    for table in (Handle, Position, Fact, Interaction, Tie):
        rows = table.objects.of(other)
        assert rows.exists()
        assert mine.isdisjoint(rows.values_list("person_id", flat=True))


def test_hostile_values_end_in_rows_or_troubles(owner: Owner, tmp_path: Path) -> None:
    rows = f'"{"N" * 100_000}",Long,{IN}long,,{"C" * 5_000},T,01 Feb 2024\n"Nul\x00l",Byte,{IN}nul,,A,B,01 Feb 2024\n'
    rows += f'=cmd,|calc,{IN}formula,,@SUM,+1,01 Feb 2024\n<script>,x,{IN}script,,"<b>",y,99 Foo 2024\n'
    (result,) = record(owner, linkedin(tmp_path, "a", rows))
    assert result.rows_read == 4
    assert sum(result.outcomes.values()) == 4
    assert all(len(person.name) <= 400 and "\x00" not in person.name for person in Person.objects.of(owner))
