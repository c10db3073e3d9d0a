"""The search index: words of everything the owner has, made from the other rooms' tables and never a source itself."""

from django.db import models

from nexalink.accounts.models import Owner
from nexalink.accounts.owned import OwnedManager


class Kind(models.IntegerChoices):
    """What an entry is about; the number is stored."""

    PERSON = 1, "person"
    NOTE = 2, "note"
    TOUCH = 3, "touch"
    EXCHANGE = 4, "exchange"
    PROMISE = 5, "promise"
    REQUEST = 6, "request"
    INTRODUCTION = 7, "introduction"
    PLAYBOOK = 8, "playbook"
    TAG = 9, "tag"
    CIRCLE = 10, "circle"
    REMINDER = 11, "reminder"
    VIEW = 12, "view"
    RECALL = 13, "recall"


class Entry(models.Model):
    """The folded words of one row somewhere else: each word once, parted by spaces.

    Entries point to their rows by number alone, so that nothing that merges, deletes or undoes has to know of them.
    Later entries have higher ids: the newest hits are found first, and finding stops there.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    kind = models.SmallIntegerField(choices=Kind.choices)
    object = models.BigIntegerField()
    person = models.BigIntegerField(default=0)
    """Whom it is about; 0 for nobody, or several people."""
    at = models.BigIntegerField(default=0)
    """When it happened, in seconds since 1970-01-01 UTC; 0 where it has no time."""
    title = models.TextField(blank=True, default="")
    """Words of the name it goes by."""
    text = models.TextField(blank=True, default="")
    """Its other words."""
    who = models.TextField(blank=True, default="")
    """Names of the people it is about: they narrow a search, but alone they are no hit."""
    objects = OwnedManager["Entry"]()

    class Meta:
        """One entry a row; a person's entries from one index."""

        verbose_name_plural = "entries"
        constraints = (models.UniqueConstraint(fields=("owner", "kind", "object"), name="entry_once"),)
        indexes = (models.Index(fields=("owner", "person"), name="entries_of_a_person"),)

    def __str__(self) -> str:
        """Return what it is about."""
        return f"{self.get_kind_display()} {self.object}"


class Word(models.Model):
    """A word that messages and meetings hold: what somebody types is the beginning of some of these.

    SQLite finds a whole word at once, but reads everything that begins with one; so beginnings are looked up here.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    word = models.CharField(max_length=64)
    own = models.BooleanField()
    """Whether a text has it, else only the name of somebody."""
    objects = OwnedManager["Word"]()

    class Meta:
        """A word once of texts, once of names."""

        constraints = (models.UniqueConstraint(fields=("owner", "word", "own"), name="word_once"),)

    def __str__(self) -> str:
        """Return the word."""
        return self.word


class Bookmark(models.Model):
    """How far the index has read the owner's journal, and by which version of it."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, db_index=False)
    version = models.CharField(max_length=20)
    line = models.BigIntegerField()
    """The last journal line that is in the index."""
    objects = OwnedManager["Bookmark"]()

    class Meta:
        """One an owner."""

        constraints = (models.UniqueConstraint(fields=("owner",), name="bookmark_once"),)

    def __str__(self) -> str:
        """Return the line."""
        return f"read up to {self.line}"
