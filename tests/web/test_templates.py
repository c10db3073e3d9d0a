"""The templates as they are: each compiles, escapes, and says what it was not told."""

from pathlib import Path

import pytest
from django.template import engines
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError

import nexalink

ENVIRONMENT = engines["jinja2"].env
NAMES = ENVIRONMENT.loader.list_templates()


def test_every_template_of_the_project_is_known() -> None:
    files = {file.name for file in Path(nexalink.__file__).parent.rglob("*.html")}
    assert files == {Path(name).name for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name: str) -> None:
    ENVIRONMENT.get_template(name)


def test_a_text_is_escaped_in_text_and_attribute_and_markup_is_not() -> None:
    template = ENVIRONMENT.from_string(
        '<a title="{{ text }}">{{ text }}{{ cleaned }}{{ text|linebreaksbr }}</a>'
    )
    shown = template.render(text="<b>\n\"'&", cleaned=mark_safe("<i>"))
    hostile = "&lt;b&gt;{}&#34;&#39;&amp;"
    attribute, text = hostile.format("\n"), "&lt;b&gt;<br>&quot;&#x27;&amp;"
    assert shown == f'<a title="{attribute}">{attribute}<i>{text}</a>'


def test_a_name_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(UndefinedError, match="'page' is undefined"):
        ENVIRONMENT.from_string("{% if page.name %}{% endif %}").render()
