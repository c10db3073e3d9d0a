"""The owner's relation to each person."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager
from nexalink.people.models import Person
from nexalink.people.twins import TwinRule

UNRANKED = 2_000_000_000


class Tie(models.Model):
    """One per person: whether connected, tracked, in which tier, and the counts and latest readings lists show.

    Counts follow the counting rules (direct messages, mails, meetings); they and the readings are derived and may be
    recomputed at any time. Times are seconds since 1970-01-01 UTC.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="tie")
    in_network = models.BooleanField(default=True)
    """False for people only ever seen through mailing lists or groups: known, but not counted."""
    is_connection = models.BooleanField(default=False)
    connected_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)
    """The date of the export in which the connection was missing for the first time."""
    tracked = models.BooleanField(default=False)
    tier = models.SmallIntegerField(null=True)
    tier_since = models.DateField(null=True)
    """The day the tier was set: a tie without any touch is due one cadence later."""
    cadence_days = models.IntegerField(null=True)
    """Days between touches where the owner set them for this tie; null means the tier's own cadence."""
    next_touch_due = models.DateField(null=True)
    """Last touch + cadence, derived; null for untracked ties."""
    faded_on = models.DateField(null=True)
    """The day the owner let this tie fade; it is no longer suggested, and nothing of it is deleted."""
    judgements = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    """``would_recommend``, ``would_recommend_me``, ``comfortable`` → {"answer": true or false, "on": day}."""
    marked_genuine = models.BooleanField(null=True)
    incoming = models.IntegerField(default=0)
    outgoing = models.IntegerField(default=0)
    mutual = models.IntegerField(default=0)
    first_contact = models.BigIntegerField(null=True)
    last_contact = models.BigIntegerField(null=True)
    two_way = models.BooleanField(default=False)
    sources = models.SmallIntegerField(default=0)
    """Bits of ``SOURCES``: where this person is known from."""
    closeness = models.FloatField(null=True)
    rank = models.IntegerField(default=UNRANKED)
    """Place by closeness among the owner's ties, from 1; ``UNRANKED`` without any contact, so that the people list
    needs no special place for nothing."""
    layer = models.SmallIntegerField(null=True)
    genuine = models.BooleanField(default=False)
    fade = models.FloatField(null=True)
    """Share of certainty (0 … 1) that no touch happens in the next 90 days; null without enough data."""
    objects = OwnedManager["Tie"]()
    twins = TwinRule(
        filled=(("tracked", "tier", "tier_since", "cadence_days"), ("marked_genuine",)), keyed=("judgements",)
    )

    class Meta:
        """The people list's orders, each answered from an index."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "person"), name="one_tie_a_person"),
            models.CheckConstraint(
                condition=models.Q(tier__isnull=True) | models.Q(tier__in=(1, 2, 3)), name="tier_1_to_3"
            ),
            models.CheckConstraint(
                condition=models.Q(cadence_days__isnull=True) | models.Q(cadence_days__gt=0),
                name="cadence_of_a_day_or_more",
            ),
        )
        indexes = (
            models.Index(fields=("owner", "in_network", "rank", "id"), name="ties_by_rank"),
            models.Index(fields=("owner", "in_network", "-last_contact", "id"), name="ties_by_contact"),
            models.Index(fields=("owner", "in_network", "-connected_on", "id"), name="ties_by_connection"),
            models.Index(fields=("owner", "in_network", "layer", "rank"), name="ties_by_layer"),
            models.Index(
                fields=("owner", "next_touch_due"),
                name="ties_due",
                condition=models.Q(next_touch_due__isnull=False),
            ),
            models.Index(
                fields=("owner", "rank", "id"), name="ties_tracked", condition=models.Q(tracked=True)
            ),
            models.Index(
                fields=("owner", "tier", "rank"), name="ties_by_tier", condition=models.Q(tier__isnull=False)
            ),
        )

    def __str__(self) -> str:
        """Return the person's name."""
        return str(self.person)


SOURCES = {"linkedin": 1, "mail": 2, "calendar": 4, "contacts": 8, "manual": 16}
"""The bit that each source sets in ``Tie.sources``."""


class Tag(models.Model):
    """A free label."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    name = models.CharField(max_length=100)
    imported_by = models.BigIntegerField(null=True)
    """The archive that brought the label first; None once the owner gives it by hand, for then it is theirs."""
    objects = OwnedManager["Tag"]()

    class Meta:
        """A label once."""

        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="tag_once"),)

    def __str__(self) -> str:
        """Return the label."""
        return self.name


class Tagging(models.Model):
    """A label on a tie."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="taggings")
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Tagging"]()

    class Meta:
        """A label once a person."""

        constraints = (models.UniqueConstraint(fields=("owner", "tag", "person"), name="tagged_once"),)

    def __str__(self) -> str:
        """Return the label."""
        return str(self.tag)


class Circle(models.Model):
    """A group people belong to: employer, school, community, project."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=400)
    folded_name = models.CharField(max_length=400)
    size = models.IntegerField(default=0)
    """How many people of the network belong to it."""
    objects = OwnedManager["Circle"]()

    class Meta:
        """A group once."""

        constraints = (models.UniqueConstraint(fields=("owner", "kind", "folded_name"), name="circle_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Membership(models.Model):
    """A person's place in a circle."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    objects = OwnedManager["Membership"]()

    class Meta:
        """A person once a circle."""

        constraints = (models.UniqueConstraint(fields=("owner", "circle", "person"), name="member_once"),)

    def __str__(self) -> str:
        """Return the circle."""
        return str(self.circle)


class Note(models.Model):
    """A dated note on a person, by the owner or kept by a source."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    at = models.BigIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=20)
    source_key = models.CharField(max_length=120)
    imported_by = models.BigIntegerField(null=True)
    objects = OwnedManager["Note"]()

    class Meta:
        """A source's note once."""

        constraints = (
            models.UniqueConstraint(fields=("owner", "source", "source_key", "person"), name="note_once"),
        )

    def __str__(self) -> str:
        """Return the beginning of the text."""
        return self.text[:60]


class Mention(models.Model):
    """Somebody named with @ in a note about somebody else: the note stands on both timelines."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    objects = OwnedManager["Mention"]()

    class Meta:
        """A person once a note."""

        constraints = (models.UniqueConstraint(fields=("owner", "note", "person"), name="mentioned_once"),)

    def __str__(self) -> str:
        """Return note and person."""
        return f"{self.note_id} names {self.person_id}"


class Reminder(models.Model):
    """A date the owner wants to be reminded of, once or every year."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField()
    text = models.CharField(max_length=500)
    yearly = models.BooleanField(default=False)
    done_on = models.DateField(null=True)
    """The day it was done; a yearly one comes again the year after."""
    objects = OwnedManager["Reminder"]()

    class Meta:
        """Found by day."""

        indexes = (models.Index(fields=("owner", "on"), name="reminders_by_day"),)

    def __str__(self) -> str:
        """Return day and text."""
        return f"{self.on} {self.text}"


class SavedFilter(models.Model):
    """A view of the people list under a name: the address's query as it stood."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1000)
    objects = OwnedManager["SavedFilter"]()

    class Meta:
        """A name once."""

        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="saved_filter_once"),)

    def __str__(self) -> str:
        """Return its name."""
        return self.name
