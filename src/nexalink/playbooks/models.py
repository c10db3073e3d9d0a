"""Plans with a purpose: few people, one by one, with dates, progress and outcome."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person
from nexalink.people.twins import TwinRule


class Playbook(models.Model):
    """One plan of the owner: a job search, a launch, a mentorship, or deepening one promising tie."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=20)
    """``job_search``, ``launch``, ``mentorship`` or ``deepening``."""
    title = models.CharField(max_length=200)
    goal = models.JSONField(default=dict)
    """What the plan is for: ``space`` (words of the field), ``about`` (free text)."""
    started_on = models.DateField()
    date = models.DateField(null=True)
    """The day it is all about, such as the day of the launch."""
    closed_on = models.DateField(null=True)
    review = models.TextField(blank=True, default="")
    objects = OwnedManager["Playbook"]()

    class Meta:
        """Open ones first."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=("job_search", "launch", "mentorship", "deepening")),
                name="playbook_kind",
            ),
        )
        indexes = (models.Index(fields=("owner", "closed_on", "-started_on"), name="playbooks_open"),)

    def __str__(self) -> str:
        """Return its title."""
        return self.title


class Participant(models.Model):
    """A person in a plan: why they, what is asked of them, how far it went."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    playbook = models.ForeignKey(Playbook, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    because = models.JSONField(default=list)
    """The reasons for choosing this person, as sentences."""
    ask = models.CharField(max_length=1000, blank=True, default="")
    ask_kind = models.CharField(max_length=20, blank=True, default="")
    """``feedback``, ``introduction``, ``amplification``, ``advice`` or empty."""
    draft = models.TextField(blank=True, default="")
    contacted_on = models.DateField(null=True)
    conversation_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True, default="")
    outcome_on = models.DateField(null=True)
    thanked_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    objects = OwnedManager["Participant"]()
    twins = TwinRule(
        filled=(("ask", "ask_kind"), ("contacted_on",), ("conversation_on",), ("outcome", "outcome_on"), ("thanked_on",)),
        joined=("draft",),
        emptied=("left_on",),
    )  # fmt: skip

    class Meta:
        """A person once a plan."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "playbook", "person"), name="participant_once"),
        )

    def __str__(self) -> str:
        """Return person and plan."""
        return f"{self.person_id} in {self.playbook_id}"


class Step(models.Model):
    """One dated thing to do in a plan, with a person or without."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    playbook = models.ForeignKey(Playbook, on_delete=models.CASCADE, related_name="steps")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="playbook_steps")
    what = models.CharField(max_length=300)
    kind = models.CharField(max_length=20)
    """``touch``, ``give``, ``ask``, ``thank`` or ``review``."""
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    skipped_on = models.DateField(null=True)
    objects = OwnedManager["Step"]()

    class Meta:
        """Found by day."""

        indexes = (models.Index(fields=("owner", "done_on", "due_on"), name="playbook_steps_due"),)

    def __str__(self) -> str:
        """Return what is to do."""
        return self.what
