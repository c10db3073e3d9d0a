"""What the owner remembered of people, with dates."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person
from nexalink.people.twins import TwinRule


class Recollection(models.Model):
    """One person asked about on one day."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recollections")
    asked_on = models.DateField()
    result = models.CharField(max_length=10, blank=True, default="")
    """``known``, ``partly``, ``unknown`` or ``skipped``; empty while it waits for an answer."""
    who = models.CharField(max_length=500, blank=True, default="")
    how = models.CharField(max_length=500, blank=True, default="")
    detail = models.CharField(max_length=500, blank=True, default="")
    objects = OwnedManager["Recollection"]()
    twins = TwinRule(filled=(("result", "who", "how", "detail"),))

    class Meta:
        """A person once a day."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "asked_on", "person"), name="recollection_once"),
            models.CheckConstraint(
                condition=models.Q(result__in=("", "known", "partly", "unknown", "skipped")),
                name="recollection_result",
            ),
        )

    def __str__(self) -> str:
        """Return person and result."""
        return f"{self.person_id} {self.result}"
