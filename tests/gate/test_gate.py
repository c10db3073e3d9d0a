"""Four questions decide; the data answers one of them and says why; later it shows what became of the verdicts."""

from typing import Any

import pytest

from nexalink.archives.taking_back import take_back
from nexalink.gate.actions import add_request, judge_request, reconsider_request
from nexalink.gate.errors import AnswersMissing, RequestEmpty, RequestMissing
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.queries import gate
from nexalink.gate.questions import QUESTIONS, polite_reply
from nexalink.ties.models import Tie
from tests.factories import ON, Cast, make_cast, make_owner

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
    rows = [(row.yes, row.judged, row.accepted, row.genuine) for row in gate(cast.owner).evidence]
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
