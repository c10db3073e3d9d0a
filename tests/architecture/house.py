"""The house as its own plan describes it: rooms and their order from pyproject.toml, files, syntax trees."""

import ast
import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "nexalink"
DOORS = ("web", "api", "carddav", "mcp", "cli", "jobs")
PURE = ("kernel", "formats", "measures", "importers", "samples")
NOT_OURS = {".venv", ".git", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache", "node_modules"}
NOT_OURS |= {"__pycache__", "data", "build", "dist"}


@cache
def project() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def ranks() -> dict[str, int]:
    """Return each planned room's height, 0 at the bottom, as the import contract names them."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["nexalink"])
    return {
        room: height for height, layer in enumerate(reversed(layers)) for room in re.findall(r"\w+", layer)
    }


def room_of(module: str) -> str:
    """Return the room of a dotted name: ``people`` for ``nexalink.people.models``."""
    return module.split(".")[1]


def python_files(*rooms: str) -> list[Path]:
    """Return our source files in ``rooms`` (all rooms without any), migrations left out."""
    folders = [SOURCE / room for room in rooms] if rooms else [SOURCE]
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text("utf-8"), filename=str(file))


def place(file: Path, node: ast.AST | None = None) -> str:
    """Return where something is, for a message: ``src/nexalink/x.py:12``."""
    line = getattr(node, "lineno", None)
    return f"{file.relative_to(ROOT)}" + (f":{line}" if line else "")


def imports(file: Path) -> list[tuple[ast.stmt, str]]:
    """Return every import of a file, wherever it stands, as (statement, dotted name)."""
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node, f"{node.module or ''}.{alias.name}") for alias in node.names]
    return found


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for such an expression, else an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def calls(file: Path) -> list[tuple[ast.Call, str]]:
    """Return every call of a plainly named function as (call, dotted name)."""
    found = ((node, dotted(node.func)) for node in ast.walk(tree(file)) if isinstance(node, ast.Call))
    return [(node, name) for node, name in found if name]


def repository_files() -> list[Path]:
    """Return every text file that belongs to the project, as far as its suffix tells."""
    binary = {".png", ".jpg", ".ico", ".zip", ".gz", ".pyc", ".sqlite3", ".woff2", ".pdf", ".xlsx"}
    found: list[Path] = []
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in NOT_OURS]
        found += [Path(folder) / name for name in files if Path(name).suffix not in binary]
    return sorted(found)
