"""Judge who wants in; nothing is sent anywhere."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name, handle
from nexalink.gate.errors import AnswersMissing, NotJudged, RequestEmpty, RequestMissing
from nexalink.gate.models import ConnectionRequest
from nexalink.gate.queries import title_and_company, waiting_request
from nexalink.gate.questions import QUESTIONS, yes_count
from nexalink.kernel.dates import local_midday
from nexalink.people.models import Fact, Handle, Person
from nexalink.ties.models import SOURCES, Tie

_LONGEST_NAME = 400
_LONGEST_TEXT = 10_000


def judge_request(
    owner: Owner,
    *,
    request: int,
    answers: Mapping[str, bool],
    accept: bool,
    on: date,
    by: str,
    reply: str = "",
    key: str = "",
) -> Deed:
    """Keep the four answers, the verdict and its day; judging again is reconsidering.

    With the question of diversity stands what the data said of it. ``reply`` is the text kept with a decline. Accepting
    somebody who is not in the network yet adds them, untracked; on LinkedIn the owner accepts them there.

    Raises:
        RequestMissing: there is no such incoming request.
        AnswersMissing: one of the four questions has no answer.
    """
    if any(question not in answers for question in QUESTIONS):
        raise AnswersMissing("The four questions need an answer each.", advice="Answer all with yes or no.")
    with deed(owner, by=by, action="judge request", what="Request", key=key) as act:
        found = _request(owner, request)
        asked = waiting_request(owner, request=request)
        kept = {
            question: {
                "answer": bool(answers[question]),
                "because": asked.because if asked and question == "diversity" else "",
                "on": on.isoformat(),
            }
            for question in QUESTIONS
        }
        at = local_midday(on, owner.zone)
        act.change(
            found, answers=kept, judged_at=at, decided_at=at, outcome="accepted" if accept else "declined",
            reply=reply.replace("\x00", "")[:_LONGEST_TEXT] if not accept else "",
        )  # fmt: skip
        if accept and found.person_id is None and found.name:
            act.change(found, person=_person_of(act, found))
        verdict = "Accepted" if accept else "Declined"
        act.what = f"{verdict} {found.name or 'a request'} with {yes_count(answers)} of 4 yes"
    return act


def reconsider_request(owner: Owner, *, request: int, by: str, key: str = "") -> Deed:
    """Put a judged request back to those that wait; its answers stay, and who is in the network stays there.

    Raises:
        RequestMissing: there is no such request.
        NotJudged: it waits already.
    """
    with deed(owner, by=by, action="reconsider request", what="Request", key=key) as act:
        found = _request(owner, request)
        if found.judged_at is None:
            raise NotJudged("That request waits already.", advice="Reload the page.")
        stays = found.outcome == "accepted" and found.person_id is not None
        act.change(found, judged_at=None, decided_at=None, outcome="pending")
        act.what = f"Reconsider {found.name or 'a request'}{', who stays in your network' if stays else ''}"
    return act


def add_request(
    owner: Owner,
    *,
    name: str,
    on: date,
    by: str,
    address: str = "",
    works: str = "",
    message: str = "",
    key: str = "",
) -> Deed:
    """Write down a request that came some other way, to be judged like the rest.

    ``address`` is a profile, an e-mail address or a phone number.

    Raises:
        RequestEmpty: there is no name, or it has more than 400 characters.
    """
    words = name.replace("\x00", "").strip()
    if not words or len(words) > _LONGEST_NAME:
        raise RequestEmpty(
            f"A request needs a name of at most {_LONGEST_NAME} characters.", advice="Type one."
        )
    with deed(owner, by=by, action="add request", what=f"{words[:80]} wants to connect", key=key) as act:
        act.add(
            ConnectionRequest(
                owner=owner, direction="in", name=words, handle=address.replace("\x00", "").strip()[:700],
                works=works.replace("\x00", "").strip()[:_LONGEST_NAME], sent_at=local_midday(on, owner.zone),
                message=message.replace("\x00", "").strip()[:_LONGEST_TEXT], source="manual", source_key=uuid4().hex,
            )
        )  # fmt: skip
    return act


def _request(owner: Owner, request: int) -> ConnectionRequest:
    """Return an incoming request for a change; outgoing ones are not judged."""
    found = ConnectionRequest.objects.of(owner).select_for_update().filter(pk=request, direction="in").first()
    if found is None:
        raise RequestMissing("That request is not there any more.", advice="Reload the page.")
    return found


def _person_of(act: Deed, request: ConnectionRequest) -> Person:
    """Return the person who asked: the one who holds the address, else somebody new, untracked."""
    owner, uri = act.owner, handle(request.handle) if request.handle else None
    holder = (
        Handle.objects.of(owner)
        .filter(uri=uri, shared=False, person__trashed_at=None)
        .select_related("person")
        .first()
        if uri
        else None
    )
    if holder is not None:
        return holder.person
    title, company = title_and_company(request.works)
    said = {name: text for name, text in (("title", title), ("company", company)) if text}
    person = act.add(
        Person(
            owner=owner, name=request.name, folded_name=fold_name(request.name)[:400], by_owner=said, **said
        )
    )
    act.add(Fact(owner=owner, person=person, kind="source", value="manual", source="manual"))
    if uri:
        act.add(Handle(owner=owner, person=person, uri=uri, source="manual"))
    act.add(Tie(owner=owner, person=person, sources=SOURCES["manual"]))
    return person
