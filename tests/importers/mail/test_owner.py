"""Who the owner of a mailbox is: sure where the mail says so, a candidate where it only suggests it."""

from pathlib import Path

from nexalink.importers.sightings import OwnerSeen
from tests.importers.mail.mails import evidence, mail, put

TO_ME = "Delivered-To: olivia@example.com"


def sure(found: list[OwnerSeen]) -> list[str]:
    return [seen.value for seen in found if seen.sure and seen.kind == "email"]


def candidates(found: list[OwnerSeen]) -> list[str]:
    return [seen.value for seen in found if not seen.sure]


def test_the_mailbox_that_most_mail_was_delivered_to_is_the_owners(tmp_path: Path) -> None:
    mails = [mail(TO_ME)] * 6 + [mail("Delivered-To: team@example.com")] * 2 + [mail()] * 4
    found = evidence(tmp_path, *mails)
    assert sure(found) == ["mailto:olivia@example.com"]
    assert found[0].share == 0.75
    assert "mailto:team@example.com" in candidates(found)
    assert all(not seen.counts_row and seen.line == 0 for seen in found)


def test_other_delivery_headers_count_as_well(tmp_path: Path) -> None:
    for field in ("X-Original-To: olivia@example.com", "Envelope-To: olivia@example.com"):
        assert sure(evidence(tmp_path, *[mail(field)] * 4)) == ["mailto:olivia@example.com"]


def test_mail_of_machines_tells_where_it_was_delivered_too(tmp_path: Path) -> None:
    assert sure(evidence(tmp_path, *[mail(TO_ME, "Auto-Submitted: auto-generated")] * 4)) == [
        "mailto:olivia@example.com"
    ]


def test_senders_of_mail_labelled_as_sent_are_the_owner_in_any_language(tmp_path: Path) -> None:
    mails = [mail("X-Gmail-Labels: =?UTF-8?Q?Envoy=C3=A9?=", "From: Olivia Owner <olivia@example.com>")] * 9
    alias = mail("X-Gmail-Labels: Sent", "From: O. Owner <o.owner@work.example>")
    found = evidence(tmp_path, *mails, alias, *[mail()] * 5)
    assert sure(found) == ["mailto:olivia@example.com", "mailto:o.owner@work.example"]
    assert [seen.value for seen in found if seen.kind == "name"] == ["Olivia Owner"]


def test_folders_of_sent_mail_tell_the_owner_but_for_a_stray_mail(tmp_path: Path) -> None:
    own = [mail("From: Olivia Owner <olivia@example.com>")] * 30
    assert sure(evidence(tmp_path, *own, mail(), name="Sent")) == ["mailto:olivia@example.com"]


def test_maildir_folders_tell_too(tmp_path: Path) -> None:
    from nexalink.importers.mail import IMPORTER
    from tests.importers.mail.mails import opened

    for number in range(3):
        put(tmp_path, f".Gesendet/cur/{number}:2,S", mail("From: olivia@example.com"))
        put(tmp_path, f"cur/{number}:2,S", mail())
    assert sure(list(IMPORTER.owner_evidence(opened(tmp_path)))) == ["mailto:olivia@example.com"]


def test_who_takes_part_in_most_mail_is_only_a_candidate(tmp_path: Path) -> None:
    mails = [mail(), mail("From: ben@example.org"), mail("From: olivia@example.com", "To: ben@example.org")]
    found = evidence(tmp_path, *mails * 3)
    assert sure(found) == []
    assert candidates(found)[0] == "mailto:olivia@example.com"
    assert found[0].share == 1.0


def test_an_archive_of_a_list_tells_nobody_for_sure(tmp_path: Path) -> None:
    listed = mail(
        "Delivered-To: circle@lists.example",
        "To: circle@lists.example",
        "List-Post: <mailto:circle@lists.example>",
    )
    found = evidence(tmp_path, *[listed] * 8)
    assert sure(found) == []
    assert "mailto:circle@lists.example" not in candidates(found)


def test_a_shared_mailbox_of_many_deliveries_gives_candidates(tmp_path: Path) -> None:
    mails = [mail(f"Delivered-To: p{number % 3}@example.com") for number in range(9)]
    found = evidence(tmp_path, *mails)
    assert sure(found) == []
    assert {"mailto:p0@example.com", "mailto:p1@example.com", "mailto:p2@example.com"} <= set(
        candidates(found)
    )


def test_a_few_delivery_headers_among_much_mail_decide_nothing(tmp_path: Path) -> None:
    assert sure(evidence(tmp_path, mail("Delivered-To: x@example.org"), *[mail()] * 30)) == []


def test_machines_and_drafts_are_never_the_owner(tmp_path: Path) -> None:
    sent = mail("X-Gmail-Labels: Sent", "From: calendar-notification@example.com")
    assert sure(evidence(tmp_path, sent)) == []


def test_group_mail_of_a_takeout_is_nobodys_own(tmp_path: Path) -> None:
    labelled = mail("X-Gmail-Labels: Sent", "From: dana@example.net", "Delivered-To: dana@example.net")
    name = "Takeout/Groups/runners@googlegroups.com/topics.mbox"
    assert sure(evidence(tmp_path, *[labelled] * 5, name=name)) == []


def test_an_empty_archive_tells_nothing(tmp_path: Path) -> None:
    from nexalink.importers.contract import Archive
    from nexalink.importers.mail import IMPORTER

    assert list(IMPORTER.owner_evidence(Archive("x", (), 0))) == []


def test_two_mailboxes_that_share_the_mail_are_both_the_owners(tmp_path: Path) -> None:
    home, work = "olivia@example.com", "o.owner@work.example"
    received = [mail(f"Delivered-To: {box}") for box in (home, work, home, work, home, work, home)]
    sent = [mail(f"From: Olivia Owner <{box}>", "To: ben@example.org") for box in (home, work) * 3]
    note = mail(f"From: Olivia Owner <{work}>", f"To: {home}", f"Delivered-To: {home}")
    assert set(sure(evidence(tmp_path, *received, *sent))) == {f"mailto:{home}", f"mailto:{work}"}
    assert set(sure(evidence(tmp_path, *received * 3, *sent * 3, note))) == {
        f"mailto:{home}",
        f"mailto:{work}",
    }


def test_three_mailboxes_of_the_owner_need_no_half(tmp_path: Path) -> None:
    boxes = [f"olivia@box{number}.example" for number in range(3)]
    received = [mail(f"Delivered-To: {box}") for box in boxes * 3]
    sent = [mail(f"From: Olivia Owner <{box}>", "To: ben@example.org") for box in boxes]
    assert len(sure(evidence(tmp_path, *received, *sent))) == 3


def test_a_colleague_who_writes_to_the_owner_from_a_shared_spool_is_not_the_owner(tmp_path: Path) -> None:
    received = [mail(TO_ME)] * 6 + [mail("Delivered-To: ben@example.com")] * 2
    letters = [mail("From: Ben <ben@example.com>", TO_ME)] * 3
    copies = [mail("From: Ben <ben@example.com>", "To: olivia@example.com")]
    assert sure(evidence(tmp_path, *received, *letters, *copies)) == ["mailto:olivia@example.com"]
