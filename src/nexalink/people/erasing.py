"""Forget people who were erased also where a document or a sentence names them, which no key of the database finds."""

from collections.abc import Collection

from django.apps import apps

from nexalink.accounts.models import Owner

ERASED = "somebody who was erased"
"""What a kept text calls people who were erased."""


def forget_in_documents(owner: Owner, *, people: Collection[int], names: Collection[str]) -> None:
    """Let every table that names people inside documents forget them; its class says how, in ``forget_people``."""
    for model in apps.get_models():
        forget = getattr(model, "forget_people", None)
        if forget is not None:
            forget(owner, people=people, names=names)


def without_names(text: str, names: Collection[str]) -> str:
    """Return a text that names none of the erased.

    >>> without_names("Write to Ada Brandt.", ["Ada Brandt"])
    'Write to somebody who was erased.'
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, ERASED)
    return text
