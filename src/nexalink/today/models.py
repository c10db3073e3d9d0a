"""The only thing today's list keeps: what was put off."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person


class Snooze(models.Model):
    """A nudge put off or skipped: it does not come before ``until``."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="snoozes")
    nudge = models.CharField(max_length=80)
    """What was put off: its group and the id of what it is about, as ``overdue:17``."""
    until = models.DateField()
    skips = models.SmallIntegerField(default=0)
    """How many times in a row it was skipped, not done."""
    at = models.BigIntegerField()
    objects = OwnedManager["Snooze"]()

    class Meta:
        """A nudge once."""

        constraints = (models.UniqueConstraint(fields=("owner", "nudge"), name="snooze_once"),)

    def __str__(self) -> str:
        """Return what and until when."""
        return f"{self.nudge} until {self.until}"
