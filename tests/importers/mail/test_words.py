"""Which addresses are machines', which folders hold what, which subjects are replies."""

import pytest

from nexalink.importers.mail.words import (
    DRAFTS,
    MACHINE_SUBJECT,
    SENT,
    SPAM,
    bare_subject,
    is_machine_address,
    is_reply,
)


@pytest.mark.parametrize(
    "local",
    "no-reply noreply no_reply no.reply NoReply do-not-reply donotreply mailer-daemon MAILER-DAEMON postmaster notifications "
    "notification bounce+ana=x bounces bounce-123 news-noreply noreply+tag calendar-notification auto-confirm newsletter "
    "alerts reminders.team messages-noreply inmail-hit-reply drive-shares-noreply cron root mdaemon listserv "
    "ne-pas-repondre nicht-antworten noresponder unsubscribe-77".split(),
)
def test_machines_are_known_by_their_local_part(local: str) -> None:
    assert is_machine_address(f"mailto:{local.lower()}@example.com")


@pytest.mark.parametrize(
    "local",
    "ana ana.bell info office hello support norbert.plyer noor.eply albert.alertsson ana.bouncer post master.ana team "
    "ana.robotham roots newsom digestive.ana reply".split(),
)
def test_people_are_not_taken_for_machines(local: str) -> None:
    assert not is_machine_address(f"mailto:{local}@example.com")


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Lunch", "lunch"),
        ("Re: Lunch", "lunch"),
        ("RE: Fwd: AW: WG:  Lunch  on Friday", "lunch on friday"),
        ("Re[2]: Lunch", "lunch"),
        ("Re (3): Lunch", "lunch"),
        ("SV: Lunch", "lunch"),
        ("TR: Lunch", "lunch"),
        ("RV: Lunch", "lunch"),
        ("Odp: Lunch", "lunch"),
        ("答复: Lunch", "lunch"),
        ("回复：Lunch", "lunch"),
        ("[team] Re: Lunch", "lunch"),
        ("Rewrite: the plan", "rewrite: the plan"),
        ("Reading", "reading"),
        ("", ""),
    ],
)
def test_subjects_are_bared_of_reply_marks(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_a_subject_is_a_reply_only_with_a_mark() -> None:
    assert is_reply("AW: Lunch")
    assert is_reply("答复：Lunch")
    assert not is_reply("Lunch re: Friday")


def test_folder_names_are_clean() -> None:
    for names in (SENT, SPAM, DRAFTS):
        assert all(name == name.strip().lower() and name for name in names)
    assert {"sent", "gesendet", "envoyés", "enviados", "отправленные", "已发送"} <= SENT
    assert not SENT & DRAFTS
    assert not SENT & SPAM


@pytest.mark.parametrize(
    ("subject", "machine"),
    [
        ("Undelivered Mail Returned to Sender", True),
        ("Delivery Status Notification (Failure)", True),
        ("Mail delivery failed: returning message to sender", True),
        ("Fwd: Returned mail: see transcript for details", True),
        ("Automatic reply: Lunch", True),
        ("Abwesenheitsnotiz: Urlaub", True),
        ("Re: Undelivered Mail Returned to Sender", False),
        ("Out of office next week", False),
        ("Delivery of the chairs", False),
    ],
)
def test_reports_are_known_by_their_subject(subject: str, machine: bool) -> None:
    assert (MACHINE_SUBJECT.match(subject.lower()) is not None) is machine
