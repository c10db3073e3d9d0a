"""Put labels on people, and keep views of the people list."""

from collections.abc import Sequence

from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.ties.actions.chosen import named, ties_of, words_of
from nexalink.ties.errors import NoteMissing
from nexalink.ties.models import SavedFilter, Tag, Tagging


def add_tag(owner: Owner, *, people: Sequence[int], tag: str, by: str, key: str = "") -> Deed:
    """Put a label on people; the label is made where it is new.

    Raises:
        TextMissing: the label has no words, or too many.
        PersonMissing: one of them is not in the owner's network.
    """
    name = words_of(tag, "A tag", most=100)
    with deed(owner, by=by, action="add tag", what="Tag", key=key) as act:
        ties = ties_of(owner, people)
        label = Tag.objects.of(owner).filter(name=name).first() or act.add(Tag(owner=owner, name=name))
        act.change(label, imported_by=None)
        held = set(
            Tagging.objects.of(owner).filter(tag=label, person__in=people).values_list("person_id", flat=True)
        )
        for tie in ties:
            if tie.person_id not in held:
                act.add(Tagging(owner=owner, tag=label, person=tie.person))
        act.what = f"Tagged {named(ties)} “{name}”"
    return act


def remove_tag(owner: Owner, *, people: Sequence[int], tag: str, by: str, key: str = "") -> Deed:
    """Take a label off people.

    Raises:
        NoteMissing: none of them has it.
    """
    with deed(owner, by=by, action="remove tag", what="Tag", key=key) as act:
        ties = ties_of(owner, people)
        found = list(Tagging.objects.of(owner).filter(tag__name=tag, person__in=people))
        if not found:
            raise NoteMissing(f"“{tag}” is not on {named(ties)}.", advice="Reload the page.")
        for tagging in found:
            act.remove(tagging)
        act.what = f"Took “{tag}” off {named(ties)}"
    return act


def save_filter(owner: Owner, *, name: str, query: str, by: str, key: str = "") -> Deed:
    """Keep a view of the people list under a name; the same name is written over.

    Raises:
        TextMissing: the name has no words.
    """
    words = words_of(name, "A filter's name", most=100)
    with deed(owner, by=by, action="save filter", what=f"Saved the filter “{words}”", key=key) as act:
        found = SavedFilter.objects.of(owner).filter(name=words).first()
        if found is None:
            act.add(SavedFilter(owner=owner, name=words, query=query[:1000]))
        else:
            act.change(found, query=query[:1000])
    return act


def remove_filter(owner: Owner, *, saved: int, by: str, key: str = "") -> Deed:
    """Forget a view of the people list.

    Raises:
        NoteMissing: there is no such view.
    """
    with deed(owner, by=by, action="remove filter", what="Filter", key=key) as act:
        found = SavedFilter.objects.of(owner).filter(pk=saved).first()
        if found is None:
            raise NoteMissing("That filter is not there any more.", advice="Reload the page.")
        act.what = f"Removed the filter “{found.name}”"
        act.remove(found)
    return act
