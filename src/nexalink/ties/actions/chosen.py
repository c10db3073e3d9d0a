"""What every change of a tie needs: the ties meant, whom an act is about, words fit to be kept."""

from collections.abc import Sequence

from nexalink.accounts.models import Owner
from nexalink.people.errors import PersonMissing
from nexalink.ties.errors import TextMissing
from nexalink.ties.models import Tie


def ties_of(owner: Owner, people: Sequence[int]) -> list[Tie]:
    """Return the ties of ``people`` for a change, all or none.

    Raises:
        PersonMissing: one of them is not in the owner's network.
    """
    ties = list(
        Tie.objects.of(owner)
        .select_for_update(of=("self",))
        .filter(person__in=people)
        .select_related("person")
    )
    if len(ties) != len(set(people)) or not ties:
        raise PersonMissing
    return sorted(ties, key=lambda tie: tie.person_id)


def named(ties: Sequence[Tie]) -> str:
    """Say whom an act is about: the name of one, or how many."""
    return ties[0].person.name or "(no name)" if len(ties) == 1 else f"{len(ties)} people"


def words_of(text: str, what: str, *, most: int) -> str:
    """Return a text without surrounding space.

    Raises:
        TextMissing: nothing is left, or more than ``most`` characters.
    """
    words = text.replace("\x00", "").strip()
    if not words:
        raise TextMissing(f"{what} needs words.", advice="Type some.")
    if len(words) > most:
        raise TextMissing(f"{what} has at most {most:,} characters.", advice="Make it shorter.")
    return words
