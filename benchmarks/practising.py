"""A practised network: tiers accepted, notes, promises, value, plans and requests; then its pages, acts and searches."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks.filling import ON
from benchmarks.visiting import ROUNDS, cost_of_page, visitor

TRACKED = 150
"""Ties in a tier: what the article's three tiers hold together."""
_BY = "benchmark"
_SEARCHES = ("ada brandt", "friday", "plan 17", "nurse contoso", "qu", "zzzz")
"""A name, a common word, two rare words, a title and a company, a beginning, and nothing at all."""


def practise() -> None:
    """Keep a realistic practice in the network of this process: by the same acts as the doors."""
    from nexalink.accounts.queries import sole_owner
    from nexalink.gate.actions import add_request
    from nexalink.interactions.actions import promise, record_exchange
    from nexalink.people.models import Person
    from nexalink.playbooks.actions import start_playbook
    from nexalink.ties.actions import add_reminder, assign_tiers, write_note
    from nexalink.ties.models import Tie

    owner, rng = sole_owner(), random.Random(5)
    assert owner is not None
    people = Tie.objects.of(owner).order_by("rank", "id").values_list("person_id", flat=True)
    measured = Person.objects.of(owner).order_by("pk").values_list("pk", flat=True)[0]
    closest = [measured, *people.exclude(person=measured)[: TRACKED - 1]]
    tiers: dict[int, int | None] = {
        person: 1 if place < 25 else 2 if place < 85 else 3 for place, person in enumerate(closest)
    }
    assign_tiers(owner, tiers=tiers, on=ON - timedelta(days=200), by=_BY)
    for place, person in enumerate(closest[:60]):
        day = ON - timedelta(days=rng.randrange(1, 400))
        write_note(owner, person=person, text=f"Talked about the move and plan {place}.", at=0, by=_BY)
        record_exchange(
            owner, person=person, direction=rng.choice(("given", "received")), kind="advice",
            size=rng.choice(("small", "medium", "large")), day=day, on=ON, by=_BY,
        )  # fmt: skip
    for place, person in enumerate(closest[:20]):
        due = ON + timedelta(days=place - 10)
        promise(owner, person=person, what=f"send draft {place}", on=ON, by=_BY, due=due)
        add_reminder(owner, person=person, text="call", day=due, yearly=False, by=_BY)
        add_request(owner, name=f"Stranger {place}", works="Nurse at City Clinic", on=ON, by=_BY)
    _let_things_happen(owner.pk, rng)
    for start in range(0, 15, 5):
        start_playbook(
            owner, kind="job_search", space="nursing", people=closest[start : start + 5], on=ON, by=_BY
        )


def _let_things_happen(owner: int, rng: random.Random) -> None:
    """Give a third of all people a birthday; one in fifty a job with its beginning, and one in fifty a new job."""
    from nexalink.accounts import bulk
    from nexalink.archives.models import Change
    from nexalink.people.models import Person, Position

    people = list(Person.objects.filter(owner=owner).order_by("pk").values_list("pk", "company", "title"))
    born = [
        (f"--{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}", pk)
        for pk, _, _ in people
        if rng.random() < 1 / 3
    ]
    bulk.update(Person, ["birthday"], born)
    jobs = Position.objects.filter(owner=owner).order_by("pk").values_list("pk", flat=True)
    begun = [
        (f"{rng.randrange(2005, 2026)}-{rng.randrange(1, 13):02}", pk) for pk in jobs if rng.random() < 1 / 50
    ]
    bulk.update(Position, ["started"], begun)
    Change.objects.bulk_create(
        Change(
            owner_id=owner, person_id=pk, kind="job", before={"company": company, "title": "Trainee"},
            after={"company": company, "title": title}, seen_before=ON - timedelta(days=90),
            seen_after=ON - timedelta(days=rng.randrange(0, 50)),
        )
        for pk, company, title in people
        if rng.random() < 1 / 50
    )  # fmt: skip
    bulk.renew_statistics()  # an import brings such things, and does so at its end


def visit_practice() -> dict[str, dict[str, float]]:
    """Return per page, act and search of the practice: CPU milliseconds (median), kB of a first visit for pages."""
    from nexalink.people.models import Person

    client = visitor()
    person = Person.objects.order_by("pk").values_list("pk", flat=True)[0]
    pages = {
        "today": "/", "tiers": "/tiers/", "people": "/people/", "person": f"/people/{person}/",
        "brief": f"/people/{person}/brief/", "news": "/news/", "value": "/value/", "promises": "/commitments/", "gate": "/gate/",
        "pruning": "/pruning/", "recall": "/recall/", "introductions": "/introductions/", "playbooks": "/playbooks/",
    }  # fmt: skip
    found = {name: cost_of_page(client, address) for name, address in pages.items()}
    found["log a touch"] = {"ms": _log_ms(client)}
    found["search"] = {"ms": _search_ms(client)}
    return found


def _log_ms(client: Any) -> float:
    """Return CPU milliseconds of one form that logs a touch, from the request to its answer."""
    from nexalink.ties.models import Tie

    people = Tie.objects.exclude(tier=None).order_by("rank").values_list("person_id", flat=True)[: ROUNDS + 3]

    def log(person: int) -> None:
        form = {
            "day": "yesterday",
            "kind": "call",
            "subject": "the plan",
            "key": f"key-{person}",
            "next": "/",
        }
        answer = client.post(f"/people/{person}/log/", form)
        assert answer.status_code == 303, answer.status_code

    return _median([lambda person=person: log(person) for person in people])


def _search_ms(client: Any) -> float:
    """Return CPU milliseconds of one search as the palette asks for it: the mean of several kinds of words."""

    def search(words: str) -> None:
        answer = client.get("/search/palette/", {"q": words})
        assert answer.status_code == 200, answer.status_code

    costs = [_median([lambda words=words: search(words)] * (ROUNDS + 3)) for words in _SEARCHES]
    return round(statistics.mean(costs), 2)


def _median(pieces: list[Callable[[], Any]]) -> float:
    """Return the median CPU milliseconds of the pieces, without the first three, which are to warm up."""
    costs = []
    for piece in pieces:
        start = time.process_time()
        piece()
        costs.append(time.process_time() - start)
    return round(1_000 * statistics.median(costs[3:]), 2)
