"""Run an audit: rows to arrays, arrays to readings, readings to rows."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction

import nexalink
from nexalink.accounts import bulk, journal
from nexalink.accounts.deeds import Deed, deed
from nexalink.accounts.models import Owner
from nexalink.audits.columns import NetworkColumns, network_columns
from nexalink.audits.document import network_document, number, people_documents
from nexalink.audits.errors import MinutesImpossible, NothingToAudit
from nexalink.audits.history import GenericShare, brief_figures, history
from nexalink.audits.models import Audit, Finding, Reading
from nexalink.audits.picture import picture_columns
from nexalink.audits.protection import protected_columns
from nexalink.audits.scoring import Scores, ScoreSettings, score_network
from nexalink.audits.suggesting import suggested_tiers
from nexalink.interactions.generic import generic_touches
from nexalink.kernel.dates import day_number
from nexalink.measures.hidden_costs import KINDS
from nexalink.measures.layers import LayerSizes
from nexalink.people.models import Person
from nexalink.ties.circles import refresh_employer_circles
from nexalink.ties.due import cadences
from nexalink.ties.models import UNRANKED, Tie

LONGEST_TOUCH = 1_440
"""Minutes that a touch takes at the most: a day."""


def run_audit(owner: Owner, *, on: date, by: str, exported_on: date | None = None) -> Audit:
    """Measure the owner's network at day ``on``, keep the audit and show its readings on every list.

    ``exported_on`` is the day of the newest LinkedIn export, which the window of requests ends with.

    Raises:
        NothingToAudit: there is nobody in the network yet.
    """
    with transaction.atomic():
        refresh_employer_circles(owner)
        columns = network_columns(owner, on=on)
        if len(columns.people.ids) == 0:
            raise NothingToAudit(
                "There is nobody in your network yet.",
                advice="Import your LinkedIn export, mail, calendar or contacts.",
            )
        scores = score_network(
            columns,
            on=day_number(on),
            request_day=day_number(exported_on) if exported_on else None,
            settings=_settings(owner),
        )
        document = network_document(columns, scores)
        document["picture"] = picture_columns(columns, scores)
        document["protected"] = protected_columns(columns, scores)
        document["suggested"] = suggested_tiers(columns, scores)
        audit = Audit.objects.create(owner=owner, on=on, version=nexalink.__version__, document=document)
        bulk.insert(
            Reading,
            ("owner_id", "audit_id", "person_id", "document"),
            _reading_rows(owner, audit, columns, scores),
        )
        _keep_findings(owner, audit, document)
        _keep_history(audit, columns, scores)
        _show_on_lists(columns, scores)
        journal.write(owner, by=by, action="audit", what=f"audit of {on}", after={"audit": audit.pk})
    return audit


def _settings(owner: Owner) -> ScoreSettings:
    sizes = owner.settings.get("layer_sizes")
    return ScoreSettings(layers=LayerSizes(tuple(sizes))) if sizes else ScoreSettings()


def _reading_rows(
    owner: Owner, audit: Audit, columns: NetworkColumns, scores: Scores
) -> Iterator[tuple[int, int, int, str]]:
    encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    people, documents = columns.people.ids.tolist(), people_documents(columns, scores)
    for person, document in zip(people, documents, strict=True):
        yield owner.pk, audit.pk, person, encode(document)


def _keep_findings(owner: Owner, audit: Audit, document: dict[str, Any]) -> None:
    findings = [
        Finding(
            owner=owner, audit=audit, kind=sign["kind"], name=sign["id"], state=sign["state"],
            numerator=sign["numerator"], denominator=sign["denominator"], document=sign,
        )
        for sign in document["network"]["signs"]
    ]  # fmt: skip
    findings += [
        Finding(owner=owner, audit=audit, kind="step", name=step["kind"], state="present", document=step)
        for step in document["first_steps"]
    ]
    Finding.objects.bulk_create(findings)


def set_minutes(owner: Owner, *, minutes: Mapping[str, float], by: str, key: str = "") -> Deed:
    """Set what a touch of each kind is assumed to cost, in minutes; the hours of the trends page follow at once.

    Raises:
        MinutesImpossible: no minutes at all, or more than a day.
    """
    known = {name: value for name, value in minutes.items() if name in KINDS}
    if any(not 0 < value <= LONGEST_TOUCH for value in known.values()):
        raise MinutesImpossible(
            "A touch takes more than no time and less than a day.",
            advice=f"Give minutes from 1 to {LONGEST_TOUCH:,}.",
        )
    said = ", ".join(f"{name} {value:g}" for name, value in known.items())
    with deed(owner, by=by, action="set minutes", what=f"Minutes a touch: {said}", key=key) as act:
        row = Owner.objects.select_for_update().get(pk=owner.pk)
        act.change(row, settings={**row.settings, "minutes": {**row.settings.get("minutes", {}), **known}})
        owner.settings = row.settings
    return act


def _keep_history(audit: Audit, columns: NetworkColumns, scores: Scores) -> None:
    """Keep the figures in brief and the years before, each as a finding of its own: pages read them alone."""
    owner = audit.owner
    found = generic_touches(owner, on=audit.on)
    kept = history(
        columns,
        scores,
        usual=cadences(owner),
        generic=GenericShare(found.greetings + found.repeated, found.written),
    )
    Finding.objects.bulk_create(
        Finding(owner=owner, audit=audit, kind=kind, name=kind, state="present", document=said)
        for kind, said in (("figures", brief_figures(columns, scores)), ("history", kept))
    )


def _show_on_lists(columns: NetworkColumns, scores: Scores) -> None:
    """Write the latest readings to ties, and labels to people, for lists and filters."""
    layers, fade = scores.layers, scores.fade.p_silent
    ties = (
        (
            number(scores.closeness[tie]), int(layers.rank[tie]) or UNRANKED, int(layers.layer[tie]) or None,
            bool(scores.genuine.genuine[tie]), number(fade[tie]), int(person),
        )
        for tie, person in enumerate(columns.people.ids)
    )  # fmt: skip
    bulk.update(Tie, ("closeness", "rank", "layer", "genuine", "fade"), ties, key="person_id")
    texts = scores.labels.texts
    labels = zip(
        texts["industry"], texts["function"], texts["stage"], columns.people.ids.tolist(), strict=True
    )
    bulk.update(Person, ("industry", "function", "stage"), labels)
