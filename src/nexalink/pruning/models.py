"""Review sessions and what was chosen in them: the history of pruning."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person
from nexalink.people.twins import TwinRule


class Session(models.Model):
    """One sitting of at most fifteen ties."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    objects = OwnedManager["Session"]()

    def __str__(self) -> str:
        """Return its day."""
        return str(self.opened_on)


class Candidate(models.Model):
    """A tie in a session: why it came up, what would be lost, what was chosen."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="prunings")
    because = models.JSONField(default=list)
    lost = models.JSONField(default=list)
    """What would be lost, as sentences; a tie that has any is protected."""
    choice = models.CharField(max_length=10, blank=True, default="")
    """``keep``, ``lower``, ``fade``, ``reach_out`` or empty while open."""
    chosen_on = models.DateField(null=True)
    objects = OwnedManager["Candidate"]()
    twins = TwinRule(filled=(("choice", "chosen_on"),))

    class Meta:
        """A tie once a session."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "session", "person"), name="candidate_once"),
            models.CheckConstraint(
                condition=models.Q(choice__in=("", "keep", "lower", "fade", "reach_out")),
                name="pruning_choice",
            ),
        )

    def __str__(self) -> str:
        """Return person and choice."""
        return f"{self.person_id} {self.choice}"
