"""People and what evidence says of them. Facts are kept with the archive that brought them, so it can be undone."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager


class Person(models.Model):
    """One human, as far as evidence joins records. What is shown here is derived from the facts below."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    name = models.CharField(max_length=400, blank=True)
    folded_name = models.CharField(max_length=400, blank=True)
    company = models.CharField(max_length=400, blank=True, default="")
    title = models.CharField(max_length=400, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    birthday = models.CharField(max_length=10, blank=True, default="")
    industry = models.CharField(max_length=60, blank=True, default="")
    function = models.CharField(max_length=60, blank=True, default="")
    stage = models.CharField(max_length=20, blank=True, default="")
    by_owner = models.JSONField(default=dict)
    """Values the owner set by hand; they win over every source: name, company, title, industry, goals, …"""
    imported_by = models.BigIntegerField(null=True)
    """The archive that first brought this person; null when added by hand."""
    trashed_at = models.DateTimeField(null=True)
    objects = OwnedManager["Person"]()

    class Meta:
        """Found by name."""

        verbose_name_plural = "people"
        indexes = (
            models.Index(fields=("owner", "folded_name"), name="person_by_name"),
            models.Index(fields=("owner", "birthday"), name="person_by_birthday"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Handle(models.Model):
    """An e-mail address, phone number or profile of a person, as a canonical URI.

    ``shared`` handles (a switchboard, an office address) belong to several people and identify nobody. The stand-ins
    ``linkedin-name:`` and ``linkedin-connection:`` join exports without profile URLs and are never shown.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="handles")
    uri = models.CharField(max_length=700)
    shared = models.BooleanField(default=False)
    source = models.CharField(max_length=20)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Handle"]()

    class Meta:
        """One person holds a handle once; looked up by handle."""

        constraints = (models.UniqueConstraint(fields=("owner", "uri", "person"), name="handle_once"),)

    def __str__(self) -> str:
        """Return the URI."""
        return self.uri


class Position(models.Model):
    """A job of a person as a source stated it on a day; the newest statement is the current job."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    company = models.CharField(max_length=400, blank=True)
    title = models.CharField(max_length=400, blank=True)
    started = models.CharField(max_length=10, blank=True, default="")
    finished = models.CharField(max_length=10, blank=True, default="")
    seen_on = models.DateField()
    source = models.CharField(max_length=20)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Position"]()

    class Meta:
        """The same statement of one source once."""

        constraints = (
            models.UniqueConstraint(
                fields=("owner", "person", "source", "company", "title", "seen_on"), name="position_once"
            ),
        )
        indexes = (models.Index(fields=("owner", "started"), name="position_by_start"),)

    def __str__(self) -> str:
        """Return title and company."""
        return f"{self.title}, {self.company}"


NAME_BEFORE = "name before"
"""The kind of fact that keeps what a person was called until an import named them otherwise, for taking it back."""


class Fact(models.Model):
    """Anything else a source says of a person: ``name``, ``birthday``, ``place``, ``x-…`` properties."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=60)
    value = models.CharField(max_length=2000)
    source = models.CharField(max_length=20)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Fact"]()

    class Meta:
        """The same statement of one source once."""

        constraints = (
            models.UniqueConstraint(
                fields=("owner", "person", "kind", "source", "value"), name="person_fact_once"
            ),
        )

    def __str__(self) -> str:
        """Return kind and value."""
        return f"{self.kind}: {self.value}"


class Merge(models.Model):
    """Two records made one: what moved, so that it can be taken apart again with nothing lost."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    gone = models.BigIntegerField()
    """The id the joined record had; it has it again after un-merging."""
    moved = models.JSONField(default=dict)
    """Table label → ids that were re-pointed; ``person``, ``tie`` and ``dropped`` hold whole rows."""
    because = models.JSONField(default=list)
    by = models.CharField(max_length=60)
    imported_by = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    objects = OwnedManager["Merge"]()

    def __str__(self) -> str:
        """Return both ids."""
        return f"{self.gone} → {self.kept_id}"
