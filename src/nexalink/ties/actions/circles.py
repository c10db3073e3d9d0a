"""Make circles, and say who belongs to them. Circles of employers follow from the jobs that sources tell of."""

from collections.abc import Sequence

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.formats.handles import fold_name
from nexalink.ties.actions.chosen import named, ties_of, words_of
from nexalink.ties.circles import EMPLOYER, refresh_sizes
from nexalink.ties.errors import CircleDerived, CircleThere, NoteMissing, TextMissing
from nexalink.ties.models import Circle, Membership

KINDS = {"community": "Community", "school": "School", "project": "Project", "family": "Family and friends"}
"""Kinds of circle that the owner makes: key → its words. Employers come from the sources."""
_LONGEST = 400


def join_circle(
    owner: Owner, *, people: Sequence[int], circle: str, kind: str = "community", by: str, key: str = ""
) -> Deed:
    """Put people into the circle of this kind and name; it is made where it is new.

    Raises:
        TextMissing: the circle has no name, or there is no such kind.
        PersonMissing: one of them is not in the owner's network.
    """
    name, folded = _name(circle)
    if kind not in KINDS:
        raise TextMissing("There is no such kind of circle.", advice=f"Choose one of {', '.join(KINDS)}.")
    with deed(owner, by=by, action="join circle", what="Circle", key=key) as act:
        ties = ties_of(owner, people)
        found = Circle.objects.of(owner).filter(kind=kind, folded_name=folded).first()
        if found is None:
            found = act.add(Circle(owner=owner, kind=kind, name=name, folded_name=folded))
        members = Membership.objects.of(owner).filter(circle=found, person__in=people)
        held = set(members.values_list("person_id", flat=True))
        for tie in ties:
            if tie.person_id not in held:
                act.add(Membership(owner=owner, circle=found, person=tie.person))
        refresh_sizes(owner, {found.pk})
        act.what = f"{named(ties)} in the circle “{found.name}”"
    return act


def leave_circle(owner: Owner, *, person: int, circle: int, by: str, key: str = "") -> Deed:
    """Take a person out of a circle; the circle stays.

    Raises:
        NoteMissing: the person is not in it.
        CircleDerived: it is the circle of an employer.
    """
    with deed(owner, by=by, action="leave circle", what="Circle", key=key) as act:
        (tie,) = ties_of(owner, [person])
        found = _own_circle(owner, circle)
        member = Membership.objects.of(owner).filter(circle=found, person=person).first()
        if member is None:
            raise NoteMissing(f"{named([tie])} is not in “{found.name}”.", advice="Reload the page.")
        act.remove(member)
        refresh_sizes(owner, {found.pk})
        act.what = f"{named([tie])} left the circle “{found.name}”"
    return act


def rename_circle(owner: Owner, *, circle: int, name: str, by: str, key: str = "") -> Deed:
    """Give a circle another name. An employer's keeps it through later imports.

    Raises:
        NoteMissing: there is no such circle.
        TextMissing: the name has no words, or more than 400 characters.
        CircleThere: another circle of this kind has the name.
    """
    words, folded = _name(name)
    with deed(owner, by=by, action="rename circle", what="Circle", key=key) as act:
        found = _circle(owner, circle)
        same = Circle.objects.of(owner).filter(kind=found.kind, folded_name=folded).exclude(pk=circle)
        if same.exists():
            raise CircleThere(f"There is a circle “{words}” already.", advice="Choose another name.")
        act.what = f"Renamed the circle “{found.name}” to “{words}”"
        # Imports find an employer by the folded name, so that one stays.
        act.change(found, name=words, folded_name=found.folded_name if found.kind == EMPLOYER else folded)
    return act


def delete_circle(owner: Owner, *, circle: int, by: str, key: str = "") -> Deed:
    """Delete a circle of the owner's own: its members leave it, and nothing else of them changes.

    Raises:
        NoteMissing: there is no such circle.
        CircleDerived: it is the circle of an employer.
    """
    with deed(owner, by=by, action="delete circle", what="Circle", key=key) as act:
        found = _own_circle(owner, circle)
        members = list(Membership.objects.of(owner).filter(circle=found).order_by("id"))
        for member in members:
            act.remove(member)
        act.remove(found)
        left = {0: "", 1: "; 1 person left it"}.get(len(members), f"; {len(members)} people left it")
        act.what = f"Deleted the circle “{found.name}”{left}"
    return act


def _name(text: str) -> tuple[str, str]:
    words = " ".join(words_of(text, "A circle", most=_LONGEST).split())
    return words, fold_name(words)[:_LONGEST] or words.casefold()


def _circle(owner: Owner, circle: int) -> Circle:
    found = Circle.objects.of(owner).select_for_update().filter(pk=circle).first()
    if found is None:
        raise NoteMissing("That circle is not there any more.", advice="Reload the page.")
    return found


def _own_circle(owner: Owner, circle: int) -> Circle:
    found = _circle(owner, circle)
    if found.kind == EMPLOYER:
        raise CircleDerived(
            f"“{found.name}” follows from the jobs that your sources tell of.",
            advice="Make a circle of your own in its place, or change the person's employer.",
        )
    return found
