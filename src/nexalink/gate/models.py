"""Connection requests, in and out."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person


class ConnectionRequest(models.Model):
    """A request to connect; whether it was accepted is derived from the connections."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="requests")
    direction = models.CharField(max_length=3)
    name = models.CharField(max_length=400, blank=True, default="")
    handle = models.CharField(max_length=700, blank=True, default="")
    works = models.CharField(max_length=400, blank=True, default="", db_default="")
    """Title and employer as the owner typed them, such as “Nurse at City Clinic”."""
    sent_at = models.BigIntegerField()
    message = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=10, default="pending")
    decided_at = models.BigIntegerField(null=True)
    answers = models.JSONField(default=dict)
    """Question → {"answer": true or false, "because": words, "on": day}; empty until judged."""
    judged_at = models.BigIntegerField(null=True)
    reply = models.TextField(blank=True, default="")
    """The polite text the owner kept with a decline."""
    source = models.CharField(max_length=20)
    source_key = models.CharField(max_length=120)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["ConnectionRequest"]()

    class Meta:
        """A source's request once."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "source", "source_key"), name="request_once"),
            models.CheckConstraint(condition=models.Q(direction__in=("in", "out")), name="request_direction"),
        )

    def __str__(self) -> str:
        """Return who and which way."""
        return f"{self.direction} {self.name}"
