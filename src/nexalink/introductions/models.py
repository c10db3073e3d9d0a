"""Introductions: both sides asked first, made, and how they were received."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person


class Introduction(models.Model):
    """Two people brought together by the owner. Answers are null until given; days are the owner's."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="introductions_first")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="introductions_second")
    why = models.CharField(max_length=1000, blank=True, default="")
    proposed_on = models.DateField()
    first_asked_on = models.DateField(null=True)
    first_agreed = models.BooleanField(null=True)
    second_asked_on = models.DateField(null=True)
    second_agreed = models.BooleanField(null=True)
    made_on = models.DateField(null=True)
    first_outcome = models.CharField(max_length=10, blank=True, default="")
    """``good``, ``neutral`` or ``bad`` as the first person said; empty until asked."""
    second_outcome = models.CharField(max_length=10, blank=True, default="")
    outcome_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)
    """The day it was given up, because a side declined or the owner did."""
    note = models.TextField(blank=True, default="")
    objects = OwnedManager["Introduction"]()

    class Meta:
        """Two different people; made only with the consent of both."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="introduction_of_two_people"
            ),
            models.CheckConstraint(
                # "is not null" too: a check that is neither true nor false lets a row pass.
                condition=models.Q(made_on__isnull=True)
                | models.Q(
                    first_agreed__isnull=False,
                    second_agreed__isnull=False,
                    first_agreed=True,
                    second_agreed=True,
                ),
                name="introduction_with_consent",
            ),
        )

    def __str__(self) -> str:
        """Return both ids."""
        return f"{self.first_id} and {self.second_id}"
