"""The audit as one JSON object, as the contract in ``docs/reference/audit.schema.json`` says."""

from collections.abc import Iterator
from typing import Any

import nexalink
from nexalink.accounts.models import Owner
from nexalink.accounts.queries import owner_handles
from nexalink.archives.queries import changes, imports, open_question_pairs, troubles
from nexalink.audits.models import Audit
from nexalink.audits.queries import readings
from nexalink.people.models import Handle, Person, Position
from nexalink.people.queries import HIDDEN_HANDLES, jobs_of
from nexalink.ties.models import Tie

JSON = dict[str, Any]
SCHEMA = 1
SKIP_REASONS = (
    "ghost", "draft", "sponsored", "robot", "spam", "automated", "list", "duplicate", "self", "no_person", "future",
    "declined", "cancelled", "deleted_member",
)  # fmt: skip


def audit_json(owner: Owner, audit: Audit) -> JSON:
    """Return the whole audit: owner, archives, troubles, questions, changes, people, network, first steps."""
    document = audit.document
    archives = [row for row in imports(owner) if row.undone_at is None][::-1]
    network = dict(document["network"])
    network["ghosts"] = sum(row.skipped.get("ghost", 0) for row in archives)
    return {
        "nexalink": nexalink.__version__,
        "schema": SCHEMA,
        "on": audit.on.isoformat(),
        "owner": {"name": owner.name, "handles": owner_handles(owner)},
        "archives": [
            {
                "name": row.name,
                "importer": row.importer,
                "sha256": row.sha256,
                "taken_on": row.taken_on.isoformat() if row.taken_on else None,
                "rows_read": row.rows_read,
                "outcomes": row.outcomes,
                "files": row.files,
                "skipped": {**dict.fromkeys(SKIP_REASONS, 0), **row.skipped},
            }
            for row in archives
        ],
        "troubles": [
            {"archive": archive, "file": file, "line": line, "reason": reason}
            for archive, file, line, reason in troubles(owner)
        ],
        "questions": [
            {"people": [person_id(first), person_id(second)], "because": because}
            for first, second, because in open_question_pairs(owner)
        ],
        "changes": list(_changes(owner)),
        "people": list(_people(owner, audit)),
        "requests": document["requests"],
        "network": _with_person_ids(network),
        "first_steps": [
            {**step, "people": [person_id(pk) for pk in step["people"]]} for step in document["first_steps"]
        ],
    }


def person_id(pk: int) -> str:
    """Return a person's id in files.

    >>> person_id(7)
    'p7'
    """
    return f"p{pk}"


def _with_person_ids(network: JSON) -> JSON:
    figures = dict(network["figures"])
    for name in ("always_giving", "always_taking"):
        figures[name] = [person_id(pk) for pk in figures[name]]
    pareto = dict(network["pareto"])
    for name in ("top_attention", "top_value", "attention_only", "value_only"):
        pareto[name] = [person_id(pk) for pk in pareto[name]]
    signs = [{**sign, "people": [person_id(pk) for pk in sign["people"]]} for sign in network["signs"]]
    lists = {name: [person_id(pk) for pk in network[name]] for name in ("reconnect", "weak_ties_that_matter")}
    return {**network, "figures": figures, "pareto": pareto, "signs": signs, **lists}


def _changes(owner: Owner) -> Iterator[JSON]:
    for change in changes(owner):
        yield {
            "kind": change.kind,
            "person": person_id(change.person_id),
            "from": change.before,
            "to": change.after,
            "between": [day.isoformat() if day else None for day in (change.seen_before, change.seen_after)],
        }


def _people(owner: Owner, audit: Audit) -> Iterator[JSON]:
    """Yield every person of the audit: five queries whatever the number."""
    documents = readings(owner, audit)
    handles: dict[int, list[str]] = {}
    for person, uri in Handle.objects.of(owner).order_by("uri").values_list("person_id", "uri"):
        if not uri.startswith(HIDDEN_HANDLES):
            handles.setdefault(person, []).append(uri)
    positions: dict[int, list[Position]] = {}
    for position in Position.objects.of(owner).order_by("seen_on", "source", "id"):
        positions.setdefault(position.person_id, []).append(position)
    connected = dict(Tie.objects.of(owner).values_list("person_id", "connected_on"))
    for found in Person.objects.of(owner).order_by("id").iterator(2_000):
        if found.pk not in documents:
            continue
        connected_on = connected.get(found.pk)
        yield {
            "id": person_id(found.pk),
            "name": found.name,
            "handles": handles.get(found.pk, []),
            "connected_on": connected_on.isoformat() if connected_on else None,
            "company": found.company or None,
            "title": found.title or None,
            "positions": [
                {"company": job.company, "title": job.title, "seen_on": job.last_seen.isoformat()}
                for job in jobs_of(positions.get(found.pk, []))
            ],
            **documents[found.pk],
        }
