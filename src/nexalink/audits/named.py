"""The people whom an audit's documents name: each exchanged for somebody else, or left out."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from nexalink.people.erasing import without_names

JSON = dict[str, Any]
Exchange = Callable[[int], int | None]
"""A person's id → the id to stand in its place, None to leave the person out."""


def with_people(document: JSON, exchange: Exchange) -> JSON:
    """Return an audit's document with every person exchanged."""
    network = dict(document["network"])
    network["figures"] = _with_lists(network["figures"], ("always_giving", "always_taking"), exchange)
    network["pareto"] = _with_lists(
        network["pareto"], ("top_attention", "top_value", "attention_only", "value_only"), exchange
    )
    for name in ("reconnect", "weak_ties_that_matter"):
        network[name] = _ids(network.get(name, ()), exchange)
    network["signs"] = [_with_lists(sign, ("people",), exchange) for sign in network["signs"]]
    picture = dict(document["picture"])
    picture["people"] = [
        {**person, "id": new} for person in picture["people"] if (new := exchange(person["id"])) is not None
    ]
    picture["names"] = _keys(picture.get("names", {}), exchange)
    steps = [_with_lists(step, ("people",), exchange) for step in document["first_steps"]]
    exchanged = {**document, "network": network, "picture": picture, "first_steps": steps}
    if said := document.get("protected"):
        exchanged["protected"] = {
            **said,
            "bridges": _ids(said.get("bridges", ()), exchange),
            "once_close": _keys(said.get("once_close", {}), exchange),
        }
    if said := document.get("suggested"):
        exchanged["suggested"] = _keys(said, exchange)
    return exchanged


def finding_with_people(document: JSON, exchange: Exchange) -> JSON:
    """Return a finding's document with every person exchanged: a list of people, or lists by what became of them."""
    people = document.get("people")
    if isinstance(people, list):
        return _with_lists(document, ("people",), exchange)
    if isinstance(people, dict):
        return {**document, "people": {part: _ids(found, exchange) for part, found in people.items()}}
    return document


def audit_without(document: JSON, *, people: Collection[int], names: Collection[str]) -> JSON:
    """Return an audit's document without some people; ``erased`` counts how often that was done to it."""
    left = with_people(document, lambda person: None if person in people else person)
    steps = [
        _silent(step, before, people=people, names=names)
        for step, before in zip(left["first_steps"], document["first_steps"], strict=True)
    ]
    return {**left, "first_steps": steps, "erased": document.get("erased", 0) + 1}


def finding_without(document: JSON, *, people: Collection[int], names: Collection[str]) -> JSON:
    """Return a finding's document without some people."""
    left = finding_with_people(document, lambda person: None if person in people else person)
    return _silent(left, document, people=people, names=names)


def _silent(entry: JSON, before: JSON, *, people: Collection[int], names: Collection[str]) -> JSON:
    """Return an entry whose sentence names none of ``names``, if it was about ``people`` before."""
    about = before.get("people")
    if not isinstance(about, list) or set(people).isdisjoint(about) or "sentence" not in entry:
        return entry
    return {**entry, "sentence": without_names(entry["sentence"], names)}


def _with_lists(entry: JSON, lists: Iterable[str], exchange: Exchange) -> JSON:
    return {**entry, **{name: _ids(entry[name], exchange) for name in lists}}


def _ids(people: Iterable[int], exchange: Exchange) -> list[int]:
    return [new for person in people if (new := exchange(person)) is not None]


def _keys(found: JSON, exchange: Exchange) -> JSON:
    return {str(new): said for person, said in found.items() if (new := exchange(int(person))) is not None}
