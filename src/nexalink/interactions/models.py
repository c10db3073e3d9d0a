"""What happened between the owner and people, and what value went which way."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person


class Source(models.IntegerChoices):
    """Where an interaction was recorded; the number is stored."""

    LINKEDIN = 1, "linkedin"
    MAIL = 2, "mail"
    CALENDAR = 4, "calendar"
    CONTACTS = 8, "contacts"
    MANUAL = 16, "manual"


class Kind(models.IntegerChoices):
    """What it was; the numbers are those of ``nexalink.measures.columns.Kind``."""

    MESSAGE = 0, "message"
    MAIL = 1, "mail"
    MEETING = 2, "meeting"
    CALL = 3, "call"
    TOUCH = 4, "touch"
    GROUP = 5, "group"
    LIST = 6, "list"


class Direction(models.IntegerChoices):
    """Who wrote, by the owner's own handles."""

    IN = -1, "in"
    MUTUAL = 0, "mutual"
    OUT = 1, "out"


class Touch(models.IntegerChoices):
    """How deep a touch goes, shallowest first; 0 where nobody said and the words do not tell."""

    UNKNOWN = 0, "unknown"
    REACTION = 1, "reaction"
    GREETING = 2, "greeting"
    COMMENT = 3, "comment"
    PERSONAL = 4, "personal message"
    RESOURCE = 5, "resource"
    CONVERSATION = 6, "conversation"
    INTRODUCTION = 7, "introduction"


class Interaction(models.Model):
    """One message, mail or meeting with one person. ``at`` is in seconds since 1970-01-01 UTC.

    Times and kinds are numbers because an audit reads a million of them into arrays.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interactions", db_index=False)
    at = models.BigIntegerField()
    kind = models.SmallIntegerField(choices=Kind.choices)
    direction = models.SmallIntegerField(choices=Direction.choices)
    size = models.IntegerField(default=1)
    source = models.SmallIntegerField(choices=Source.choices)
    thread = models.BigIntegerField(default=0)
    """The conversation, as the first 63 bits of a hash of the source's name for it; 0 where unknown."""
    invitation_note = models.BooleanField(default=False)
    touch = models.SmallIntegerField(choices=Touch.choices, default=Touch.UNKNOWN, db_default=0)
    source_key = models.CharField(max_length=120)
    subject = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Interaction"]()

    class Meta:
        """The same event with the same person once; a person's timeline from one index."""

        constraints = (
            models.UniqueConstraint(
                fields=("owner", "source", "source_key", "person"), name="interaction_once"
            ),
        )
        indexes = (models.Index(fields=("person", "-at"), name="interaction_timeline"),)

    def __str__(self) -> str:
        """Return what it was."""
        return f"{self.get_kind_display()} {self.at}"


class Exchange(models.Model):
    """One entry of value given or received; ``person`` is null where the source names nobody we know."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="exchanges")
    name = models.CharField(max_length=400, blank=True, default="")
    direction = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    size = models.CharField(max_length=10)
    at = models.BigIntegerField()
    asked = models.BooleanField(null=True)
    note = models.TextField(blank=True, default="")
    source = models.CharField(max_length=20)
    source_key = models.CharField(max_length=120)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Exchange"]()

    class Meta:
        """A source's entry once."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "source", "source_key"), name="exchange_once"),
            models.CheckConstraint(
                condition=models.Q(direction__in=("given", "received")), name="exchange_direction"
            ),
        )

    def __str__(self) -> str:
        """Return kind and direction."""
        return f"{self.kind} {self.direction}"


class Commitment(models.Model):
    """A promise by either side."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="commitments")
    by_owner = models.BooleanField()
    """True where the owner promised, False where the person did."""
    what = models.CharField(max_length=500)
    made_on = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="open")
    """``open``, ``kept`` or ``broken``; kept after ``due_on`` is late."""
    closed_on = models.DateField(null=True)
    source = models.CharField(max_length=20, default="manual")
    source_key = models.CharField(max_length=120, blank=True, default="")
    objects = OwnedManager["Commitment"]()

    class Meta:
        """Closed ones say when; found by due day."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="open", closed_on__isnull=True)
                | models.Q(state__in=("kept", "broken"), closed_on__isnull=False),
                name="commitment_closed_with_its_day",
            ),
        )
        indexes = (models.Index(fields=("owner", "state", "due_on"), name="commitments_by_day"),)

    def __str__(self) -> str:
        """Return what was promised."""
        return self.what
