"""The lock files: complete, exact, hashed, and without a word on where the packages come from."""

import re

import pytest

from tests.architecture import house

LOCKS = ("requirements.lock", "requirements-test.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)


def text(lock: str) -> str:
    return (house.ROOT / lock).read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall(text(lock)))


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    words = re.findall(r"\S*(?:http|index-url|find-links|file:|git\+|@ )\S*", text(lock))
    assert words == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_exact_and_hashed(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", text(lock).strip())
    loose = [
        block.splitlines()[0]
        for block in blocks
        if not block.startswith("#") and not (PIN.match(block) and "--hash=sha256:" in block)
    ]
    assert loose == []
    assert len(pins(lock)) > 20


def test_the_run_time_lock_holds_every_dependency() -> None:
    wanted = {name_of(one) for one in house.project()["project"]["dependencies"]}
    assert wanted - pins("requirements.lock").keys() == set(), "run ./nexalink lock"


def test_the_test_lock_holds_every_tool() -> None:
    wanted = {name_of(one) for one in house.project()["dependency-groups"]["test"]}
    assert wanted - pins("requirements-test.lock").keys() == set(), "run ./nexalink lock"


def test_the_test_lock_holds_every_extra() -> None:
    extras = house.project()["project"]["optional-dependencies"].values()
    wanted = {name_of(one) for extra in extras for one in extra}
    assert wanted - pins("requirements-test.lock").keys() == set(), "run ./nexalink lock"


def test_the_test_lock_holds_the_run_time_lock_as_it_is() -> None:
    run_time = pins("requirements.lock")
    assert {name: pins("requirements-test.lock").get(name) for name in run_time} == run_time, (
        "run ./nexalink lock"
    )


def test_the_locks_fit_the_versions_asked_for() -> None:
    wrong = []
    for requirement in house.project()["project"]["dependencies"]:
        for floor in re.findall(r"(?:~=|>=)\s*([\d.]+)", requirement):
            locked = pins("requirements.lock")[name_of(requirement)]
            if [int(part) for part in locked.split(".")] < [int(part) for part in floor.split(".")]:
                wrong.append(f"{requirement}: locked {locked}")
    assert wrong == []
