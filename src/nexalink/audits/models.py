"""Audits, kept as they were made: never edited later, but to forget people who were erased."""

from collections.abc import Collection

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.audits.named import audit_without, finding_without
from nexalink.people.models import Person


class Audit(models.Model):
    """The network's readings at one date."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.CharField(max_length=20)
    document = models.JSONField(default=dict)
    """The audit as its JSON contract says, without its people, and what the pictures need."""
    objects = OwnedManager["Audit"]()

    class Meta:
        """Newest first."""

        indexes = (models.Index(fields=("owner", "-on", "-id"), name="audits_newest"),)

    def __str__(self) -> str:
        """Return its date."""
        return str(self.on)

    @classmethod
    def forget_people(cls, owner: Owner, *, people: Collection[int], names: Collection[str]) -> None:
        """Take people who were erased out of every audit of the owner."""
        for audit in cls.objects.of(owner):
            audit.document = audit_without(audit.document, people=people, names=names)
            audit.save(update_fields=["document"])


class Reading(models.Model):
    """All measures of one tie in one audit, with their named parts and reasons."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="readings", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="readings")
    document = models.JSONField(default=dict)
    """Measure → {value, parts} or {value: null, why}, as in the JSON contract."""
    objects = OwnedManager["Reading"]()

    class Meta:
        """One row a person and audit."""

        constraints = (models.UniqueConstraint(fields=("audit", "person"), name="one_reading_a_person"),)

    def __str__(self) -> str:
        """Return person and audit."""
        return f"{self.person_id} in {self.audit_id}"


class Finding(models.Model):
    """A reading of the network that is worth a sentence: a sign, a first step."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20)
    """``positive`` or ``warning`` for the twelve signs, ``step`` for what to do first."""
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    document = models.JSONField(default=dict)
    objects = OwnedManager["Finding"]()

    def __str__(self) -> str:
        """Return its name and state."""
        return f"{self.name}: {self.state}"

    @classmethod
    def forget_people(cls, owner: Owner, *, people: Collection[int], names: Collection[str]) -> None:
        """Take people who were erased out of every finding of the owner."""
        for finding in cls.objects.of(owner):
            finding.document = finding_without(finding.document, people=people, names=names)
            finding.save(update_fields=["document"])


class ScoreRun(models.Model):
    """One owner's part of a scoring run: there once all scores of the owner are, so that a stopped run goes on."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    run = models.CharField(max_length=60)
    """The name of the run, shared by all its owners."""
    on = models.DateField()
    version = models.CharField(max_length=40)
    """Which fade model: the first digits of the hash of its file."""
    ties = models.IntegerField()
    interactions = models.BigIntegerField()
    objects = OwnedManager["ScoreRun"]()

    class Meta:
        """An owner once a run."""

        constraints = (models.UniqueConstraint(fields=("owner", "run"), name="one_score_run_an_owner"),)

    def __str__(self) -> str:
        """Return the run's name."""
        return self.run


class TieScore(models.Model):
    """The scores of one tie in one run: derived, about the tie and never about the person."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    score_run = models.ForeignKey(ScoreRun, on_delete=models.CASCADE, related_name="scores")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="scores")
    closeness = models.FloatField(null=True)
    rank = models.IntegerField(null=True)
    """Place by closeness, from 1; null without any contact."""
    layer = models.IntegerField(null=True)
    """Cumulative size of the layer; null beyond the last and without contact."""
    touch_days = models.IntegerField(null=True)
    burstiness = models.FloatField(null=True)
    reciprocity = models.FloatField(null=True)
    fade = models.FloatField(null=True)
    fade_why = models.SmallIntegerField()
    """Why there is no forecast, a ``nexalink.measures.reasons.Reason``; 0 where there is one."""
    calibrated = models.BooleanField()
    """Whether the chance is proven on the owner's own past; else only its order is to be shown."""
    objects = OwnedManager["TieScore"]()

    class Meta:
        """A tie once a run."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "score_run", "person"), name="one_score_a_tie_and_run"),
        )

    def __str__(self) -> str:
        """Return person and run."""
        return f"{self.person_id} in {self.score_run_id}"
