"""The manager of every table that belongs to an owner."""

from typing import Generic, TypeVar

from django.db import models

from nexalink.kernel.errors import NexaLinkError

Row = TypeVar("Row", bound=models.Model)


class OwnerMissing(NexaLinkError):
    """A query was asked without naming its owner."""


class OwnedManager(models.Manager[Row], Generic[Row]):
    """Answers only for one owner: ``Model.objects.of(owner)``."""

    def of(self, owner: models.Model) -> models.QuerySet[Row]:
        """Return the rows of ``owner``."""
        if owner.pk is None:
            raise OwnerMissing(f"{self.model.__name__} was asked for without an owner.")
        return super().get_queryset().filter(owner=owner)
