"""Owners and the journal. Every other table begins with its owner."""

from typing import Any

from django.db import models

from nexalink.accounts.owned import OwnedManager


class Owner(models.Model):
    """Whose network it is. ``settings`` holds what changes results: layer sizes, cadences, thresholds."""

    name = models.CharField(max_length=200, blank=True, default="")
    zone = models.CharField(max_length=64, default="UTC")
    settings = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Return the owner's name."""
        return self.name or "owner"


class OwnerFact(models.Model):
    """Something known about the owner: a handle of theirs (kind ``handle``), a position, a school."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=1000)
    detail = models.JSONField(default=dict)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["OwnerFact"]()

    class Meta:
        """One fact once."""

        constraints = (models.UniqueConstraint(fields=("owner", "kind", "value"), name="owner_fact_once"),)

    def __str__(self) -> str:
        """Return kind and value."""
        return f"{self.kind}: {self.value}"


class JournalEntry(models.Model):
    """One line of what was done: when, by whom, which action, to what. Kept without foreign keys, so it outlives all."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    what = models.CharField(max_length=500)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    """Every row the act added, changed or removed: table, id, fields before and after; enough to take it back."""
    key = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null is no key: unique where there is one
    """Names one submission of a form, so that sending it twice takes effect once."""
    undone_at = models.DateTimeField(null=True)
    objects = OwnedManager["JournalEntry"]()

    class Meta:
        """Read newest first, per owner."""

        constraints = (models.UniqueConstraint(fields=("owner", "key"), name="one_act_a_key"),)
        indexes = (models.Index(fields=("owner", "-id"), name="journal_newest"),)

    def __str__(self) -> str:
        """Return the line."""
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.what}"


JSON = dict[str, Any]
