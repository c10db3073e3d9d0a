"""How pages are rendered: Jinja2, with the few words of Django's that our templates use."""

from typing import Any

from django.template.defaultfilters import capfirst, date, floatformat, linebreaksbr, truncatechars
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Return the environment of all templates: what is not there is a fault, not an empty place."""
    made = Environment(**(options | {"undefined": StrictUndefined, "keep_trailing_newline": True}))  # noqa: S701 - Django's backend asks for escaping
    made.globals |= {"static": static, "url": _url}
    made.filters |= {
        "capfirst": capfirst, "date": date, "floatformat": floatformat, "linebreaksbr": linebreaksbr,
        "truncatechars": truncatechars,
    }  # fmt: skip
    return made


def _url(name: str, *words: object) -> str:
    return reverse(name, args=words)
