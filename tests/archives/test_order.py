"""Exports arrive in any order, together or one by one: the newest one speaks for today, the others are history."""

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from nexalink.accounts.models import Owner
from nexalink.archives.actions import answer_question, import_paths
from nexalink.archives.models import Archive, Change, Proposal
from nexalink.archives.queries import open_questions
from nexalink.archives.undo import undo_import
from nexalink.audits.actions import run_audit
from nexalink.people.models import Fact, Person, Position
from nexalink.reports.audit_json import audit_json
from nexalink.samples import write_sample
from nexalink.ties.models import Tie

ON = date(2026, 11, 23)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
IN = "https://www.linkedin.com/in/"
ME = f"{IN}mara-example"
CROWD = "".join(f"Cara{n},Dorn{n},{IN}cara-{n},,Acme,Clerk,05 Feb 2023\n" for n in range(6))
GONE = f"Ben,Cole,{IN}ben-cole,,Acme,Designer,02 Feb 2023\n"
EXPORTS = {
    "03-01-2024": f"Ana,Bell,{IN}ana-bell,,Acme,Engineer,01 Feb 2023\nMax,Roth,{IN}max-roth-9,,Orbit,Analyst,03 Feb 2023\n"
    + GONE,
    "03-01-2025": f"Ana,Bell,{IN}ana-bell,,Acme,Engineer,01 Feb 2023\nMax,Roth,{IN}maxroth,,Orbit,Analyst,03 Feb 2023\n",
    "03-01-2026": f"Ana,Bell-Noor,{IN}ana-bell,,Bolt Bank,Lead,01 Feb 2023\nMax,Roth,{IN}maxroth,,Orbit,Analyst,03 Feb 2023\n",
}


@pytest.fixture
def owner(db: None) -> Owner:
    return Owner.objects.create(name="Mara Velden", zone="Europe/Berlin")


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    made = {}
    for day, rows in EXPORTS.items():
        made[day] = tmp_path / f"Basic_LinkedInDataExport_{day}"
        made[day].mkdir()
        (made[day] / "Connections.csv").write_text(HEADER + rows + CROWD, "utf-8")
    return made


def record(owner: Owner, *paths: Path) -> None:
    import_paths(owner, paths, on=ON, by="test", me=[ME])


def today(owner: Owner) -> object:
    """What is shown of everybody, and every job ever stated."""
    ties = Tie.objects.of(owner).values_list(
        "person__name", "person__company", "is_connection", "connected_on"
    )
    jobs = Position.objects.of(owner).values_list("person__name", "company", "title", "seen_on")
    return sorted(ties, key=str), sorted(jobs)


def history(owner: Owner) -> object:
    """Every change with its days, and every question."""
    changes = Change.objects.of(owner).values_list(
        "kind", "before__company", "after__company", "before__url", "after__url", "seen_before", "seen_after"
    )
    asked = Proposal.objects.of(owner).values_list("kind", "first__name", "second__name")
    return sorted(changes, key=str), sorted(asked)


@pytest.mark.parametrize("days", [*permutations(EXPORTS)], ids=" ".join)
def test_together_the_order_on_the_command_line_does_not_matter(
    owner: Owner, folders: dict[str, Path], days: tuple[str, ...]
) -> None:
    record(owner, *(folders[day] for day in days))
    assert history(owner) == (
        [
            ("job", "Acme", "Bolt Bank", None, None, date(2025, 3, 1), date(2026, 3, 1)),
            ("removed", "Acme", None, f"{IN}ben-cole", None, date(2024, 3, 1), date(2025, 3, 1)),
            ("renamed", "Orbit", None, f"{IN}max-roth-9", f"{IN}maxroth", date(2024, 3, 1), date(2025, 3, 1)),
        ],
        [("renamed", "Max Roth", "Max Roth")],
    )
    assert Person.objects.of(owner).filter(name="Ana Bell-Noor", company="Bolt Bank").exists()


@pytest.mark.parametrize("days", [*permutations(EXPORTS)], ids=" ".join)
def test_one_by_one_the_newest_speaks_for_today(
    owner: Owner, folders: dict[str, Path], days: tuple[str, ...]
) -> None:
    for day in days:
        record(owner, folders[day])
    shown = today(owner)
    other = Owner.objects.create(name="Mara Velden", zone="Europe/Berlin")
    for day in EXPORTS:
        record(other, folders[day])
    assert shown == today(other)


@pytest.mark.parametrize("days", [*permutations(EXPORTS, 2)], ids=" ".join)
def test_an_older_export_that_comes_late_tells_the_same_history(
    owner: Owner, folders: dict[str, Path], days: tuple[str, str]
) -> None:
    for day in days:
        record(owner, folders[day])
    told = history(owner)
    other = Owner.objects.create(name="Mara Velden", zone="Europe/Berlin")
    for day in sorted(days, key=lambda day: day[-4:]):
        record(other, folders[day])
    assert told == history(other)


def test_a_job_between_two_equal_ones_is_two_moves(owner: Owner, folders: dict[str, Path]) -> None:
    middle = folders["03-01-2025"] / "Connections.csv"
    middle.write_text(middle.read_text("utf-8").replace("Orbit", "Zenith"), "utf-8")
    for day in ("03-01-2024", "03-01-2026", "03-01-2025"):
        (folders[day] / "Connections.csv").write_text(
            (folders[day] / "Connections.csv").read_text("utf-8").replace("max-roth-9", "maxroth"), "utf-8"
        )
        record(owner, folders[day])
    moves = Change.objects.of(owner).filter(kind="job", person__name="Max Roth").order_by("seen_before")
    assert [(move.before["company"], move.after["company"]) for move in moves] == [
        ("Orbit", "Zenith"), ("Zenith", "Orbit"),
    ]  # fmt: skip


def test_a_card_names_whom_only_mail_knew(owner: Owner, tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_text(
        "From: nora v <nora@example.org>\nTo: mara@example.com\nDelivered-To: mara@example.com\n"
        "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <1@example.org>\nSubject: Hi\n\nHi\n",
        "utf-8",
    )
    card = tmp_path / "c.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Nora Vogel\nEMAIL:nora@example.org\nEND:VCARD\n", "utf-8")
    import_paths(owner, [mail], on=ON, by="test", me=["mara@example.com"])
    assert Person.objects.of(owner).get().name == "nora v"
    import_paths(owner, [card], on=ON, by="test")
    assert Person.objects.of(owner).get().name == "Nora Vogel"


def people_of(owner: Owner) -> list[dict[str, Any]]:
    """Everybody as the audit tells of them, in the order of their handles, without ids and judgements."""
    written = audit_json(owner, run_audit(owner, on=ON, by="test"))
    told = ("name", "handles", "connected_on", "company", "title", "positions", "interactions", "first_contact",
            "last_contact", "two_way", "exchanges", "layer")  # fmt: skip
    return sorted(({field: one[field] for field in told} for one in written["people"]), key=str)


@pytest.mark.parametrize("order", [(3, 2, 0, 1), (1, 0, 2, 3), (2, 3, 1, 0)], ids=str)
def test_the_sources_of_a_network_may_come_in_any_order(
    owner: Owner, tmp_path: Path, order: tuple[int, ...]
) -> None:
    paths = write_sample(tmp_path, people=120, on=ON).paths
    assert len(paths) == len(order)
    import_paths(owner, paths, on=ON, by="test")
    other = Owner.objects.create(name=owner.name, zone=owner.zone)
    for place in order:
        import_paths(other, [paths[place]], on=ON, by="test", me=["thea.winterfeld@example.com"])
    assert people_of(other) == people_of(owner)
    asked, expected = (
        sorted(Proposal.objects.of(one).filter(state="open").values_list("first__folded_name", flat=True))
        for one in (other, owner)
    )
    assert asked == expected


@pytest.mark.parametrize("days", [*permutations(EXPORTS, 2)], ids=" ".join)
def test_a_late_export_is_taken_back_whole(
    owner: Owner, folders: dict[str, Path], days: tuple[str, str]
) -> None:
    first, second = (folders[day] for day in days)
    record(owner, first)
    before = today(owner), history(owner), Fact.objects.of(owner).count()
    record(owner, second)
    undo_import(owner, archive=Archive.objects.of(owner).order_by("-id")[0].pk, by="test")
    assert (today(owner), history(owner), Fact.objects.of(owner).count()) == before


@pytest.mark.parametrize("first", [0, 1])
def test_two_new_names_are_taken_back_in_either_order(
    owner: Owner, folders: dict[str, Path], first: int
) -> None:
    for day, family in zip(EXPORTS, ("Bell", "Noor", "Poe"), strict=True):
        (folders[day] / "Connections.csv").write_text(
            f"{HEADER}Ana,{family},{IN}ana-bell,,Acme,Engineer,01 Feb 2023\n{CROWD}", "utf-8"
        )
        record(owner, folders[day])
    renaming = list(Archive.objects.of(owner).order_by("id"))[1:]
    undo_import(owner, archive=renaming[first].pk, by="test")
    ana = Person.objects.of(owner).get(handles__uri=f"{IN}ana-bell")
    assert ana.name == ("Ana Poe", "Ana Noor")[first]
    undo_import(owner, archive=renaming[1 - first].pk, by="test")
    ana.refresh_from_db()
    assert (ana.name, ana.folded_name) == ("Ana Bell", "ana bell")


OLD_TALK = """From,To,Date,Subject,Content,Direction,Folder
Mara Velden,Ana Bell,"6/17/18, 1:21 AM",,Hello,OUTGOING,SENT
Mara Velden,Ana Bell,"6/17/18, 1:21 AM",,Hello again,OUTGOING,SENT
Ana Bell,Mara Velden,"6/18/18, 11:05 PM",,Hi,INCOMING,INBOX
"""
NEW_TALK = f"""CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
c1,,Mara Velden,{ME},Ana Bell,{IN}ana-bell,2018-06-17 01:21:07 UTC,,Hello,INBOX
c1,,Mara Velden,{ME},Ana Bell,{IN}ana-bell,2018-06-17 01:21:40 UTC,,Hello again,INBOX
c1,,Ana Bell,{IN}ana-bell,Mara Velden,{ME},2018-06-18 23:05:59 UTC,,Hi,INBOX
c1,,Ana Bell,{IN}ana-bell,Mara Velden,{ME},2018-06-18 23:06:00 UTC,,Still there?,INBOX
"""


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["older first", "newer first"])
@pytest.mark.parametrize("undone", [None, 0, 1])
def test_messages_that_2018_told_to_the_minute_count_once(
    owner: Owner, tmp_path: Path, order: tuple[int, int], undone: int | None
) -> None:
    old, new = (
        tmp_path / "Basic_LinkedInDataExport_10-22-2018",
        tmp_path / "Basic_LinkedInDataExport_03-01-2026",
    )
    for folder in (old, new):
        folder.mkdir()
    (old / "Connections.csv").write_text(
        'First Name,Last Name,Email Address,Company,Position,Connected On\nAna,Bell,,Acme,Engineer,"2/1/18, 1:21 AM"\n',
        "utf-8",
    )
    (old / "Messages.csv").write_text(OLD_TALK, "utf-8")
    (old / "Profile.csv").write_text("First Name,Last Name,Headline\nMara,Velden,\n", "utf-8")
    (new / "Connections.csv").write_text(
        f"{HEADER}Ana,Bell,{IN}ana-bell,,Acme,Engineer,01 Feb 2018\n", "utf-8"
    )
    (new / "messages.csv").write_text(NEW_TALK, "utf-8")
    for place in order:
        record(owner, (old, new)[place])
    if undone is not None:
        undo_import(owner, archive=Archive.objects.of(owner).order_by("id")[undone].pk, by="test")
    tie = Tie.objects.of(owner).get(person__name="Ana Bell")
    newer_gone = undone is not None and order[undone] == 1
    assert (tie.outgoing, tie.incoming) == (2, 1 if newer_gone else 2)


@pytest.mark.parametrize("days", [("03-01-2024", "03-01-2026"), ("03-01-2026", "03-01-2024")], ids=" ".join)
def test_a_renamed_profile_is_one_connection_once_answered(
    owner: Owner, folders: dict[str, Path], days: tuple[str, str]
) -> None:
    for day in days:
        record(owner, folders[day])
    (question,) = open_questions(owner).questions
    answer_question(owner, question=question.id, same=True, by="test")
    max_roth = Person.objects.of(owner).get(name="Max Roth")
    assert {held.uri for held in max_roth.handles.all()} == {f"{IN}max-roth-9", f"{IN}maxroth"}
    assert max_roth.tie.is_connection
