"""Templates: nothing switches escaping off, nothing needs an inline script, nothing comes from another host."""

import re
from pathlib import Path

import pytest

from tests.architecture import house

FORBIDDEN = {
    "escaping switched off": re.compile(r"\|\s*(safe|safeseq)\b|\{%\s*autoescape\s+off"),
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/(ld\+)?json)[^>]*>", re.IGNORECASE
    ),
    "inline event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "another host's file": re.compile(r"(?:src|srcset|action)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
    "another host's style": re.compile(r"<link[^>]*href\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
}
# (template, what is forbidden): none, and none is needed.
ALLOWED: set[tuple[str, str]] = set()


def templates() -> list[Path]:
    return sorted(
        path for path in house.SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".svg", ".txt"}
    )


def faults(text: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_template_does_what_is_forbidden() -> None:
    found = {(house.place(file), fault) for file in templates() for fault in faults(file.read_text("utf-8"))}
    assert found <= ALLOWED


def test_templates_stand_in_the_doors_or_in_reports() -> None:
    astray = [
        house.place(file)
        for file in templates()
        if file.relative_to(house.SOURCE).parts[0] not in {"web", "reports"}
    ]
    assert astray == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ name|safe }}",
        "{{ name | upper | safe }}",
        "{% autoescape off %}",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/x.png">',
        '<link rel="stylesheet" href="//elsewhere.example/x.css">',
    ],
)
def test_the_check_sees_what_it_forbids(text: str) -> None:
    assert faults(text) != []


@pytest.mark.parametrize(
    "text",
    ["{{ name }}", '<script src="{% static "x.js" %}" defer></script>', '<a href="https://a.example">'],
)
def test_the_check_lets_ordinary_lines_pass(text: str) -> None:
    assert faults(text) == []
