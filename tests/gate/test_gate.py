"""Four questions decide; the data answers one of them and says why; later it shows what became of the verdicts."""

from typing import Any

import pytest

from nexalink.archives.taking_back import take_back
from nexalink.gate.actions import add_request, judge_request, reconsider_request
from nexalink.gate.errors import AnswersMissing, NotJudged, RequestEmpty, RequestMissing
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.queries import SHOWN, gate
from nexalink.gate.questions import QUESTIONS, polite_reply, proposes_accepting
from nexalink.interactions.counts import refresh_ties
from nexalink.people.models import Person
from nexalink.ties.models import SOURCES, Tie
from tests.factories import ON, Cast, make_audit, make_cast, make_conversation, make_owner

pytestmark = pytest.mark.django_db
TWO = {"reason": True, "value": True, "comfortable": False, "diversity": False}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def ask(cast: Cast, name: str = "Nora New", works: str = "") -> int:
    return int(add_request(cast.owner, name=name, works=works, on=ON, by="test").changes[0]["id"])


def judge(cast: Cast, request: int, *, accept: bool = True, answers: dict[str, bool] | None = None) -> Any:
    return judge_request(
        cast.owner, request=request, answers=TWO if answers is None else answers, accept=accept, on=ON, by="test",
        reply="Thank you",
    )  # fmt: skip


def test_the_question_of_diversity_is_answered_from_the_data(cast: Cast) -> None:
    Tie.objects.of(cast.owner).filter(person=cast.friend).update(genuine=True)
    cast.friend.industry, cast.friend.function = "Software", "Engineering"
    cast.friend.save()
    ask(cast, "A", "Nurse at City Hospital")
    ask(cast, "B", "Software Engineer")
    ask(cast, "C")
    unknown, same, new = gate(cast.owner).waiting
    assert (new.diverse, new.because) == (True, "No one among your genuine ties works in Health Care.")
    assert same.diverse is False
    assert (unknown.diverse, unknown.because) == (None, "Nothing is known of their work, so you decide.")


def test_a_verdict_is_kept_logged_reconsidered_and_undone(cast: Cast) -> None:
    request = ask(cast)
    act = judge(cast, request, accept=False)
    assert act.what == "Declined Nora New with 2 of 4 yes"
    found = gate(cast.owner)
    assert found.waiting == ()
    assert [(one.yes, one.accepted, one.reply) for one in found.judged] == [(2, False, "Thank you")]
    again = reconsider_request(cast.owner, request=request, by="test")
    assert [one.answers for one in gate(cast.owner).waiting] == [TWO]
    take_back(cast.owner, entry=again.entry, by="test")
    take_back(cast.owner, entry=act.entry, by="test")
    row = ConnectionRequest.objects.get(pk=request)
    assert (row.outcome, row.judged_at, row.answers, row.reply) == ("pending", None, {}, "")


def test_later_evidence_goes_by_the_number_of_yes(cast: Cast) -> None:
    Tie.objects.of(cast.owner).filter(person=cast.friend).update(genuine=True)
    known = ask(cast, "Farah Friend")
    ConnectionRequest.objects.filter(pk=known).update(person=cast.friend)
    judge(cast, known)
    judge(cast, ask(cast, "B"))
    judge(cast, ask(cast, "C"), accept=False, answers=dict.fromkeys(QUESTIONS, False))
    rows = [(row.yes, row.judged, row.accepted, row.real) for row in gate(cast.owner).evidence]
    assert rows == [(0, 1, 0, 0), (2, 2, 2, 1)]


def test_what_is_missing_is_refused(cast: Cast) -> None:
    request = ask(cast)
    with pytest.raises(AnswersMissing):
        judge(cast, request, answers={"reason": True})
    other = make_cast(make_owner("Other"))
    foreign = ask(other, "Theirs")
    for wrong in (foreign, 10**9):
        with pytest.raises(RequestMissing):
            judge(cast, wrong)
        with pytest.raises(RequestMissing):
            reconsider_request(cast.owner, request=wrong, by="test")
    for name in ("", "\x00", "x" * 10_000):
        with pytest.raises(RequestEmpty):
            ask(cast, name)
    assert [one.name for one in gate(cast.owner).waiting] == ["Nora New"]


def test_the_text_for_declining_is_polite_and_names_the_person() -> None:
    assert "Nora" in polite_reply("Nora New")
    assert polite_reply("").startswith("Thank you for your request")


def test_two_yes_propose_to_accept() -> None:
    assert proposes_accepting(TWO)
    assert not proposes_accepting({"reason": True})


def test_accepting_somebody_new_adds_them_untracked_and_undo_takes_them_away(cast: Cast) -> None:
    request = int(
        add_request(
            cast.owner, name="Nora New", works="Nurse at City Clinic", address="nora@example.com", on=ON, by="test"
        ).changes[0]["id"]
    )  # fmt: skip
    act = judge(cast, request)
    nora = Person.objects.get(name="Nora New")
    assert (nora.title, nora.company) == ("Nurse", "City Clinic")
    assert list(nora.handles.values_list("uri", flat=True)) == ["mailto:nora@example.com"]
    make_audit(cast.owner)
    refresh_ties(cast.owner)
    tie = Tie.objects.get(person=nora)
    assert (tie.in_network, tie.tracked, tie.is_connection) == (True, False, False)
    assert tie.sources == SOURCES["manual"]
    take_back(cast.owner, entry=act.entry, by="test")
    assert not Person.objects.filter(name="Nora New").exists()
    row = ConnectionRequest.objects.get(pk=request)
    assert (row.person_id, row.outcome) == (None, "pending")


def test_who_holds_the_address_already_is_not_added_again(cast: Cast) -> None:
    people = Person.objects.count()
    made = add_request(cast.owner, name="W. Weak", address="Wim@Example.org", on=ON, by="test").changes[0][
        "id"
    ]
    judge(cast, int(made))
    assert ConnectionRequest.objects.get(pk=made).person_id == cast.weak.pk
    assert Person.objects.count() == people


def test_declining_adds_nobody(cast: Cast) -> None:
    people = Person.objects.count()
    judge(cast, ask(cast), accept=False)
    assert Person.objects.count() == people


def test_a_tie_is_real_once_it_goes_both_ways_after_the_verdict(cast: Cast) -> None:
    for person, name in ((cast.friend, "before"), (cast.weak, "after")):
        ConnectionRequest.objects.filter(pk=ask(cast, name)).update(person=person)
    for request in ConnectionRequest.objects.values_list("pk", flat=True):
        judge(cast, request)
    assert [(row.accepted, row.real) for row in gate(cast.owner).evidence] == [(2, 0)]
    make_conversation(cast.weak, messages=2, newest=-5, every_days=1)
    refresh_ties(cast.owner)
    assert {one.name: one.real for one in gate(cast.owner).judged} == {"before": False, "after": True}


def test_those_accepted_without_questions_are_what_the_gate_is_compared_with(cast: Cast) -> None:
    for number, person in enumerate((cast.friend, cast.stranger)):
        ConnectionRequest.objects.create(
            owner=cast.owner, person=person, direction="in", name="x", sent_at=1, outcome="accepted", decided_at=2,
            source="linkedin", source_key=str(number),
        )  # fmt: skip
    assert [(row.yes, row.accepted, row.real) for row in gate(cast.owner).evidence] == [(None, 2, 1)]


def test_outgoing_requests_are_not_judged(cast: Cast) -> None:
    sent = ConnectionRequest.objects.create(
        owner=cast.owner, direction="out", name="Away", sent_at=1, source="linkedin", source_key="out"
    )
    with pytest.raises(RequestMissing):
        judge(cast, sent.pk)
    assert gate(cast.owner).total == 0


def test_what_was_not_judged_is_not_reconsidered(cast: Cast) -> None:
    with pytest.raises(NotJudged):
        reconsider_request(cast.owner, request=ask(cast), by="test")


def test_the_newest_wait_in_front_and_all_are_counted(cast: Cast) -> None:
    for number in range(SHOWN + 3):
        ask(cast, f"Person {number}")
    found = gate(cast.owner)
    assert (len(found.waiting), found.total) == (SHOWN, SHOWN + 3)
    assert found.waiting[0].name == f"Person {SHOWN + 2}"


def test_the_reason_of_the_data_is_kept_with_the_answer(cast: Cast) -> None:
    Tie.objects.of(cast.owner).filter(person=cast.friend).update(genuine=True)
    request = ask(cast, works="Nurse at City Hospital")
    judge(cast, request)
    kept = ConnectionRequest.objects.get(pk=request).answers
    assert kept["diversity"] == {
        "answer": False,
        "because": "No one among your genuine ties works in Health Care.",
        "on": ON.isoformat(),
    }
    assert kept["reason"]["because"] == ""
