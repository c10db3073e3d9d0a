"""Inputs, what became of every row of them, and the questions they raised."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person


class Archive(models.Model):
    """One input that one importer read: a file, a folder, a zip. The same bytes are the same archive."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    name = models.CharField(max_length=400)
    importer = models.CharField(max_length=30)
    version = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    taken_on = models.DateField(null=True)
    imported_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    rows_read = models.IntegerField(default=0)
    outcomes = models.JSONField(default=dict)
    skipped = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    attested = models.BinaryField(default=bytes)
    """Hashes of the facts this archive states too, though another brought them first; kept for undoing the other."""
    objects = OwnedManager["Archive"]()

    class Meta:
        """The same bytes once, unless undone."""

        constraints = (
            models.UniqueConstraint(
                fields=("owner", "importer", "sha256"),
                condition=models.Q(undone_at__isnull=True),
                name="archive_once",
            ),
        )

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class TroubleRow(models.Model):
    """A row that could not be read."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    archive = models.ForeignKey(Archive, on_delete=models.CASCADE, related_name="troubles")
    file = models.CharField(max_length=400)
    line = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    objects = OwnedManager["TroubleRow"]()

    def __str__(self) -> str:
        """Return where and why."""
        return f"{self.file}:{self.line} {self.reason}"


class Proposal(models.Model):
    """A question: are these two records one person? Never answered by itself."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=20, default="same_person")
    """``same_person``, or ``renamed``: one profile left an export and another with the same name came."""
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    because = models.JSONField(default=list)
    weight = models.FloatField(default=0)
    """How much the answer matters: questions with the most contact come first."""
    state = models.CharField(max_length=10, default="open")
    answered_at = models.DateTimeField(null=True)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Proposal"]()

    class Meta:
        """One question a pair; the lower id first."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "first", "second"), name="asked_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("open", "same", "different")), name="proposal_state"
            ),
        )
        indexes = (models.Index(fields=("owner", "state", "-weight"), name="proposals_open"),)

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.first_id} = {self.second_id}?"


class Change(models.Model):
    """What changed with a person between two exports: a job, a profile's address, a removed connection."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    seen_before = models.DateField(null=True)
    seen_after = models.DateField(null=True)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Change"]()

    class Meta:
        """The newest first."""

        indexes = (models.Index(fields=("owner", "kind", "seen_after"), name="changes_by_day"),)

    def __str__(self) -> str:
        """Return kind and person."""
        return f"{self.kind} {self.person_id}"
