"""Templates name only what their pages hold: each name is followed from the view's context through types."""

import ast
import importlib
import inspect
import types
import typing
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
from django.template import engines
from jinja2 import nodes

import nexalink
from nexalink.web.context import Shell

ENVIRONMENT = engines["jinja2"].env
SOURCE = Path(nexalink.__file__).parent
MODULES = sorted(
    ".".join(("nexalink", *file.relative_to(SOURCE).with_suffix("").parts))
    for file in (*SOURCE.glob("web/pages/*.py"), *SOURCE.glob("reports/*.py"))
    if file.name != "__init__.py"
)
Names = dict[str, Any]
SHOWN = {"render": 1, "render_to_string": 0}
"""Functions that render, and which of their arguments names the template."""


def contexts() -> Iterator[tuple[str, Names]]:
    """Yield every template that a page renders, with the type of each name of its context."""
    for name in MODULES:
        module = importlib.import_module(name)  # noqa: TID251 - a test of all of them
        tree = ast.parse(inspect.getsource(module))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id in SHOWN:
                    place = SHOWN[call.func.id]
                    templates = [
                        part.value
                        for part in ast.walk(call.args[place])
                        if isinstance(part, ast.Constant) and str(part.value).endswith(".html")
                    ]
                    given = call.args[place + 1] if len(call.args) > place + 1 else None
                    for template in templates:
                        yield template, context_types(given, function, module)


def context_types(given: ast.expr | None, function: ast.FunctionDef, module: types.ModuleType) -> Names:
    if isinstance(given, ast.Name):
        (given, *_) = assigned(given.id, function) or [None]
    found: Names = {"shell": Shell, "csrf_input": Any}
    if isinstance(given, ast.Dict):
        for key, value in zip(given.keys, given.values, strict=True):
            if isinstance(key, ast.Constant):
                found[str(key.value)] = type_of_python(value, function, module)
    return found


def assigned(name: str, function: ast.FunctionDef) -> list[ast.expr]:
    """Return what a function gives a name."""
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]


def type_of_python(value: ast.expr | None, function: ast.FunctionDef, module: types.ModuleType) -> Any:
    if isinstance(value, ast.Name):
        kinds = [type_of_python(one, function, module) for one in assigned(value.id, function)]
        return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else Any
    if isinstance(value, ast.ListComp | ast.GeneratorExp):
        return tuple[type_of_python(value.elt, function, module), ...]
    if isinstance(value, ast.Constant):
        return type(value.value)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        if value.func.id == "tuple":
            return type_of_python(value.args[0], function, module)
        made = getattr(module, value.func.id, None)
        if isinstance(made, type):
            return made
        if inspect.isfunction(made):
            return typing.get_type_hints(made).get("return", Any)
    return Any


def attribute(holder: Any, name: str) -> Any:
    """Return the type of an attribute, Any where nothing is known.

    Raises:
        AttributeError: no class that ``holder`` may be has it.
    """
    options = [option for option in members(holder) if option is not type(None)]
    kinds = [get_origin(option) or option for option in options]
    if not kinds or any(kind is Any or not isinstance(kind, type) for kind in kinds):
        return Any
    found = [kind for option in options if (kind := of_class(option, name)) is not None]
    if not found:
        raise AttributeError(name)
    return found[0] if len(found) == 1 else Any


def of_class(option: Any, name: str) -> Any:
    """Return the type of a class's attribute, Any for what a mapping holds, None where there is none."""
    kind = get_origin(option) or option
    if kind is object or issubclass(kind, Mapping):
        return Any
    hints = typing.get_type_hints(kind)
    if name in hints:
        return hints[name]
    held = inspect.getattr_static(kind, name, None)
    if isinstance(held, property) and held.fget:
        return typing.get_type_hints(held.fget).get("return", Any)
    return (
        None if held is None or inspect.isfunction(held) else Any
    )  # a method that nobody calls shows no value


def members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def element(kind: Any, place: int | None = None) -> Any:
    """Return the type of what a loop over ``kind`` gives, or of the entry at ``place`` of a tuple."""
    (option, *more) = [option for option in members(kind) if option is not type(None)] or [Any]
    origin, inner = get_origin(option), get_args(option)
    if more or not isinstance(origin, type):
        return Any
    if issubclass(origin, tuple) and inner:
        return inner[0] if inner[-1] is Ellipsis else Any if place is None else inner[place]
    return inner[0] if inner and issubclass(origin, Collection | Iterator) and len(inner) == 1 else Any


class Reader:
    """Follows the names of one page through its templates and notes those that are not there."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.missing: set[str] = set()
        self._seen: set[tuple[str, str]] = set()

    def template(self, name: str, names: Names) -> None:
        if (key := (name, repr(sorted(names.items(), key=str)))) in self._seen:
            return
        self._seen.add(key)
        assert ENVIRONMENT.loader is not None
        source, _, _ = ENVIRONMENT.loader.get_source(ENVIRONMENT, name)
        self.walk(ENVIRONMENT.parse(source).body, names, name)

    def walk(self, body: list[Any], names: Names, where: str) -> None:
        for node in body:
            self.node(node, names, where)

    def node(self, node: nodes.Node, names: Names, where: str) -> None:
        if isinstance(node, nodes.For):
            inner = names | {"loop": Any}
            self.bind(node.target, element(self.kind(node.iter, names, where)), inner)
            self.walk(node.body, inner, where)
            self.walk(node.else_, names, where)
        elif isinstance(node, nodes.With):
            values = [self.kind(value, names, where) for value in node.values]
            inner = dict(names)
            for target, value in zip(node.targets, values, strict=True):
                self.bind(target, value, inner)
            self.walk(node.body, inner, where)
        elif isinstance(node, nodes.Include | nodes.Extends):
            assert isinstance(node.template, nodes.Const)
            self.template(node.template.value, names)
        elif isinstance(node, nodes.Expr):
            self.kind(node, names, where)
        else:
            for child in node.iter_child_nodes():
                self.node(child, names, where)

    def bind(self, target: nodes.Node, kind: Any, names: Names) -> None:
        if isinstance(target, nodes.Name):
            names[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for place, part in enumerate(target.items):
                self.bind(part, element(kind, place), names)

    def kind(self, node: nodes.Node, names: Names, where: str) -> Any:
        if isinstance(node, nodes.Name):
            if node.name not in names and node.name not in ENVIRONMENT.globals:
                self.missing.add(f"{self.page}: {where}:{node.lineno}: {node.name}")
            return names.get(node.name, Any)
        if isinstance(node, nodes.Getattr):
            holder = self.kind(node.node, names, where)
            try:
                return attribute(holder, node.attr)
            except AttributeError:
                self.missing.add(f"{self.page}: {where}:{node.lineno}: {holder} has no {node.attr}")
                return Any
        for child in node.iter_child_nodes():
            self.kind(child, names, where)
        return Any


CONTEXTS = list(contexts())


@pytest.mark.parametrize(("template", "names"), CONTEXTS, ids=[template for template, _ in CONTEXTS])
def test_a_page_holds_whatever_its_templates_name(template: str, names: Names) -> None:
    reader = Reader(template)
    reader.template(template, names)
    assert not reader.missing, "\n".join(sorted(reader.missing))


def test_a_name_that_is_not_there_is_found() -> None:
    reader = Reader("made up")
    body = ENVIRONMENT.parse(
        "{% for place in shell.places %}{{ place.label }}{{ place.lable }}{% endfor %}{{ nobody }}"
    )
    reader.walk(body.body, {"shell": Shell}, "text")
    assert [line.rpartition(" ")[2] for line in sorted(reader.missing)] == ["lable", "nobody"]


def test_most_pages_are_known_by_their_types() -> None:
    shown = [names["page"] for _, names in CONTEXTS if "page" in names]
    assert sum(isinstance(page, type) and page is not Any for page in shown) >= 0.9 * len(shown)
