"""Forget people who were erased also where a document or a sentence names them, which no key of the database finds."""

import re
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
    """Return a text that names none of the erased; a name inside a longer word is another word.

    >>> without_names("Answer An and Anna.", ["An"])
    'Answer somebody who was erased and Anna.'
    """
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", ERASED, text)
    return text
