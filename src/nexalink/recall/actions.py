"""Keep what the owner remembered of somebody."""

from datetime import date, timedelta

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.people.models import Person
from nexalink.recall.choosing import week_of
from nexalink.recall.errors import AnswerUnknown, NotAsked, RecallTooLong
from nexalink.recall.models import Recollection
from nexalink.recall.queries import LONGEST, RESULTS, people_of_the_week


def answer_recall(
    owner: Owner,
    *,
    person: int,
    result: str,
    on: date,
    by: str,
    who: str = "",
    how: str = "",
    detail: str = "",
    key: str = "",
) -> Deed:
    """Keep how well the owner remembered one of this week's people; answering again in the week replaces the answer.

    Raises:
        AnswerUnknown: the result is none of known, partly, unknown and skipped.
        RecallTooLong: one of the texts has more than 500 characters.
        NotAsked: the person is not among this week's ten.
    """
    if result not in RESULTS:
        raise AnswerUnknown(
            f"There is no answer {result!r}.", advice="Choose known, partly, unknown or skipped."
        )
    typed = {
        name: text.replace("\x00", "").strip()
        for name, text in (("who", who), ("how", how), ("detail", detail))
    }
    if any(len(text) > LONGEST for text in typed.values()):
        raise RecallTooLong(f"A line has at most {LONGEST} characters.", advice="Make it shorter.")
    with deed(owner, by=by, action="recall", what="Recall", key=key) as act:
        asked = next((one for one in people_of_the_week(owner, on=on) if one.person == person), None)
        if asked is None:
            raise NotAsked(
                "This person is not among this week’s ten.", advice="Open the recall check: it names them."
            )
        kept = _this_week(owner, person, on)
        if kept is None:
            about = Person.objects.of(owner).get(pk=person)
            act.add(Recollection(owner=owner, person=about, asked_on=on, result=result, **typed))
        else:
            act.change(kept, asked_on=on, result=result, **typed)
        act.what = f"Recall of {asked.name}: {_SAID[result]}"
    return act


_SAID = {"known": "known", "partly": "half known", "unknown": "not known", "skipped": "skipped"}


def _this_week(owner: Owner, person: int, on: date) -> Recollection | None:
    monday = week_of(on)
    return (
        Recollection.objects.of(owner)
        .filter(person=person, asked_on__gte=monday, asked_on__lt=monday + timedelta(days=7))
        .first()
    )
