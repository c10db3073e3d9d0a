"""Files: nothing of one machine or of one registry in them, and small enough to be read."""

import ast
import re
import stat
from pathlib import Path

import pytest

from tests.architecture import house

AIM_FILE_LINES = 300
AIM_FUNCTION_LINES = 30
AIM_BRANCHES = 6
SHARE_WITHIN_AIM = 0.9
# Written with a gap so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/[a-z]+|Users/[A-Za-z]+)/[\w.]")
REGISTRY = re.compile(
    "py" + r"pi\.org/simple|files\.python" + r"hosted|registry\.np" + r"mjs|deb\.deb" + "ian"
)
BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.Match, ast.comprehension)


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for file in house.repository_files():
        for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{file.relative_to(house.ROOT)}:{number}: {line.strip()[:120]}")
    return found


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_matching(MACHINE) == []


def test_no_file_names_a_registry() -> None:
    assert lines_matching(REGISTRY) == []


def test_the_checks_see_what_they_look_for() -> None:
    assert MACHINE.search("open('/" + "root/x')")
    assert MACHINE.search("see /" + "work/main")
    assert not MACHINE.search("a person's /homepage and network/root")
    assert REGISTRY.search("https://py" + "pi.org/simple/x")


@pytest.mark.parametrize("name", ["nexalink", ".ci/run"])
def test_the_commands_can_be_run(name: str) -> None:
    assert (house.ROOT / name).stat().st_mode & stat.S_IXUSR


def functions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (file, node)
        for file in house.python_files()
        for node in ast.walk(house.tree(file))
        if isinstance(node, kinds)
    ]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's lines without its docstring."""
    docstring = node.body[0] if ast.get_docstring(node) is not None else None
    own = (node.end_lineno or node.lineno) - node.lineno + 1
    return own - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


def branches(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return sum(isinstance(inner, BRANCHES) for inner in ast.walk(node))


def assert_mostly_within(measured: list[tuple[int, str]], aim: int) -> None:
    """Fail when more than a tenth of what was measured is over the aim, naming the worst."""
    over = sorted((one for one in measured if one[0] > aim), reverse=True)
    told = "\n".join(f"{size:>5} {where}" for size, where in over[:25])
    assert len(over) <= (1 - SHARE_WITHIN_AIM) * len(measured), (
        f"{len(over)} of {len(measured)} over {aim}:\n{told}"
    )


def test_nine_files_in_ten_are_short() -> None:
    measured = [
        (len(file.read_text("utf-8").splitlines()), house.place(file)) for file in house.python_files()
    ]
    assert_mostly_within(measured, AIM_FILE_LINES)


def test_nine_functions_in_ten_are_short() -> None:
    assert_mostly_within(
        [(length(node), house.place(file, node)) for file, node in functions()], AIM_FUNCTION_LINES
    )


def test_nine_functions_in_ten_branch_little() -> None:
    assert_mostly_within(
        [(branches(node), house.place(file, node)) for file, node in functions()], AIM_BRANCHES
    )
