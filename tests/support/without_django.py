"""A pytest plugin that makes Django unimportable, as it is on a machine where only the pure rooms are used."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

BLOCKED = ("django", "whitenoise", "psycopg")


class Blocker(MetaPathFinder):
    """Refuses the blocked packages before any other finder is asked."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise for a blocked package, else leave the search to the others."""
        del path, target
        if fullname.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{fullname} is not there for the pure rooms", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know pytest-django's setting, which stands in the shared configuration."""
    parser.addini("DJANGO_SETTINGS_MODULE", "unused: Django is not there")


def pytest_configure() -> None:
    """Fail when something imported Django before the tests began."""
    early = [name for name in BLOCKED if name in sys.modules]
    if early:
        raise pytest.UsageError(f"imported before the tests began: {', '.join(early)}")


sys.meta_path.insert(0, Blocker())
