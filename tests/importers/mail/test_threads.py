"""Which mails belong together, in whatever order they come."""

from itertools import permutations
from pathlib import Path

from nexalink.importers.sightings import InteractionSeen
from tests.importers.mail.mails import mail, read

DAY = 86_400


def threads(folder: Path, *mails: str) -> list[str]:
    """Return the thread of each mail by its subject's order in the mailbox."""
    return [item.thread for item in read(folder, *mails) if isinstance(item, InteractionSeen)]


def test_references_join_a_conversation_in_any_order(tmp_path: Path) -> None:
    chain = [
        mail("Message-ID: <a@x>"),
        mail("Message-ID: <b@x>", "In-Reply-To: <a@x>"),
        mail("Message-ID: <c@x>", "In-Reply-To: <b@x>"),
        mail("Message-ID: <d@x>", "References: <a@x> <b@x> <c@x>"),
    ]
    for order in permutations(chain):
        assert set(threads(tmp_path, *order)) == {"id:a@x"}


def test_a_conversation_is_named_for_its_first_mail_even_where_that_is_missing(tmp_path: Path) -> None:
    found = threads(tmp_path, mail("References: <gone@x> <b@x>"), mail("References: <gone@x> <c@x>"), mail())
    assert found[:2] == ["id:gone@x", "id:gone@x"]
    assert found[2] not in found[:2]


def test_references_that_run_in_a_circle_end(tmp_path: Path) -> None:
    found = threads(
        tmp_path,
        mail("Message-ID: <a@x>", "References: <b@x>"),
        mail("Message-ID: <b@x>", "References: <a@x>"),
    )
    assert len(set(found)) == 1
    assert threads(tmp_path, mail("Message-ID: <s@x>", "References: <s@x>")) == ["id:s@x"]


def test_gmails_number_goes_before_references(tmp_path: Path) -> None:
    number = "X-GM-THRID: 1545668983435175434"
    found = threads(tmp_path, mail(number), mail(number, "References: <other@x>"), mail())
    assert found[:2] == ["gm:1545668983435175434"] * 2
    assert found[2].startswith("id:")


def dated(day: int, *fields: str) -> str:
    return mail(f"Date: {day} Mar 2016 09:00:00 +0000", *fields)


ANSWER = ("From: Olivia Owner <olivia@example.com>", "To: ana@example.net")


def test_a_reply_without_references_answers_the_mail_with_its_subject(tmp_path: Path) -> None:
    first, answer, third = (
        dated(1),
        dated(2, *ANSWER, "Subject: AW: Lunch"),
        dated(3, "Subject: Re: AW: lunch"),
    )
    for order in permutations((first, answer, third)):
        assert len(set(threads(tmp_path, *order))) == 1


def test_a_reply_to_somebody_else_or_after_long_is_a_thread_of_its_own(tmp_path: Path) -> None:
    stranger = dated(2, "From: ben@example.org", "To: olivia@example.com", "Subject: Re: Lunch")
    assert len(set(threads(tmp_path, dated(1), stranger))) == 2
    late = mail("Date: 1 Mar 2018 09:00:00 +0000", *ANSWER, "Subject: Re: Lunch")
    assert len(set(threads(tmp_path, dated(1), late))) == 2


def test_the_same_subject_without_a_mark_of_reply_is_a_new_thread(tmp_path: Path) -> None:
    assert len(set(threads(tmp_path, dated(1), dated(2)))) == 2
