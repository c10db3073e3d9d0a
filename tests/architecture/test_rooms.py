"""Rooms: which there are, what they may be called, how they may know each other where import-linter cannot see."""

import ast

import pytest

from tests.architecture import house

VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "services",
    "managers",
    "misc",
    "base",
    "lib",
}
BY_NAME = {"importlib.import_module", "import_module", "__import__", "import_string", "import_from_string"}
MAY_IMPORT_BY_NAME = {"src/nexalink/importers/registry.py"}


def test_every_room_has_its_place_in_the_plan() -> None:
    rooms = {path.name for path in house.SOURCE.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert rooms <= set(house.ranks()), f"not in pyproject.toml's layers: {rooms - set(house.ranks())}"


def test_every_room_is_a_package_that_says_what_it_is_for() -> None:
    silent = [
        house.place(file)
        for file in house.SOURCE.glob("*/__init__.py")
        if not ast.get_docstring(house.tree(file))
    ]
    assert silent == []


def test_the_plan_puts_doors_over_rooms_and_pure_rooms_at_the_bottom() -> None:
    ranks = house.ranks()
    lowest_room_with_tables = ranks["accounts"]
    assert all(ranks[room] < lowest_room_with_tables for room in house.PURE)
    assert all(ranks["reports"] < ranks[door] < ranks["site"] for door in house.DOORS)
    assert ranks["today"] < ranks["reports"]


def test_nothing_has_a_vague_name() -> None:
    vague = [house.place(file) for file in house.python_files() if {file.stem, file.parent.name} & VAGUE]
    assert vague == []


def test_nothing_is_imported_by_name_at_run_time() -> None:
    found = [
        f"{house.place(file, call)}: {name}"
        for file in house.python_files()
        if house.place(file) not in MAY_IMPORT_BY_NAME
        for call, name in house.calls(file)
        if name in BY_NAME or name.endswith(".import_module")
    ]
    assert found == []


def test_doors_never_import_models() -> None:
    found = [
        f"{house.place(file, node)}: {name}"
        for file in house.python_files(*house.DOORS)
        for node, name in house.imports(file)
        if name.startswith("nexalink.") and ".models" in name
    ]
    assert found == []


def test_importers_do_not_know_each_other() -> None:
    folder = house.SOURCE / "importers"
    kinds = {path.name for path in folder.iterdir() if (path / "__init__.py").exists()}
    found = [
        f"{house.place(file, node)}: {name}"
        for kind in kinds
        for file in house.python_files(f"importers/{kind}")
        for node, name in house.imports(file)
        if name.startswith("nexalink.importers.") and name.split(".")[2] in kinds - {kind}
    ]
    assert found == []


def test_sample_networks_know_formats_and_kernel_only() -> None:
    allowed = {"samples", "formats", "kernel"}
    found = [
        f"{house.place(file, node)}: {name}"
        for file in house.python_files("samples")
        for node, name in house.imports(file)
        if name.startswith("nexalink.") and house.room_of(name) not in allowed
    ]
    assert found == []


def test_no_circle_hides_behind_type_checking() -> None:
    found = [
        house.place(file, node)
        for file in house.python_files()
        for node, name in house.imports(file)
        if name == "typing.TYPE_CHECKING"
    ]
    assert found == []


@pytest.mark.parametrize("heard", ["django.dispatch", "django.db.models.signals", "django.core.signals"])
def test_news_never_travels_by_signal(heard: str) -> None:
    found = [
        house.place(file, node)
        for file in house.python_files()
        for node, name in house.imports(file)
        if name.startswith(heard)
    ]
    assert found == []
