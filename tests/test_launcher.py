"""The script ./nexalink: what it says, what it notices, what it refuses."""

import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "nexalink"


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the script as a module that works in a folder of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("nexalink_launcher", str(SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "VENV_PYTHON", tmp_path / ".venv/bin/python")
    for name in ("RUN_LOCK", "TEST_LOCK"):
        monkeypatch.setattr(module, name, tmp_path / getattr(module, name).name)
        getattr(module, name).write_text("x==1\n", "utf-8")
    return module


def make_venv(launcher: ModuleType) -> None:
    launcher.VENV_PYTHON.parent.mkdir(parents=True)
    launcher.VENV_PYTHON.symlink_to(sys.executable)
    (launcher.VENV / "pyvenv.cfg").write_text("version = 3.11.7\n", "utf-8")


def test_no_word_tells_the_words() -> None:
    told = subprocess.run([sys.executable, SCRIPT], check=True, capture_output=True, text=True).stdout
    assert "./nexalink demo" in told
    assert "./nexalink test" in told


def test_what_is_installed_is_remembered_until_the_lock_changes(launcher: ModuleType) -> None:
    make_venv(launcher)
    lock = launcher.RUN_LOCK
    assert not launcher.is_current(lock)
    launcher.stamp_file(lock).write_text(launcher.stamp(lock), "ascii")
    assert launcher.is_current(lock)
    lock.write_text("x==2\n", "utf-8")
    assert not launcher.is_current(lock)


def test_a_copy_in_another_folder_is_set_up_anew(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_venv(launcher)
    launcher.stamp_file(launcher.RUN_LOCK).write_text(launcher.stamp(launcher.RUN_LOCK), "ascii")
    monkeypatch.setattr(launcher, "ROOT", tmp_path / "elsewhere")
    assert not launcher.is_current(launcher.RUN_LOCK)


def test_an_environment_whose_python_is_gone_does_not_work(launcher: ModuleType) -> None:
    launcher.VENV_PYTHON.parent.mkdir(parents=True)
    launcher.VENV_PYTHON.symlink_to("nowhere/python3")
    assert not launcher.environment_works()


def test_an_interpreter_that_is_not_the_environments_own_does_not_count(launcher: ModuleType) -> None:
    make_venv(launcher)
    (launcher.VENV / "pyvenv.cfg").unlink()
    assert not launcher.environment_works()


def test_a_python_too_old_is_told_so(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "OLDEST", (99, 0))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(launcher.SetUpError, match=r"needs 3\.11 or newer"):
        launcher.use_a_new_enough_python(["demo"])


def test_a_missing_package_is_named_with_its_command(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(launcher.SetUpError, match="run: apt-get install python3-venv"):
        launcher.apt_install("python3-venv", why="this Python cannot make virtual environments")


def test_a_missing_lock_is_one_sentence_and_a_failure(
    launcher: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    launcher.RUN_LOCK.unlink()
    assert launcher.main(["demo"]) == 1
    assert capsys.readouterr().err == (
        "nexalink: requirements.lock is missing; take a whole copy of NexaLink.\n"
    )


def test_the_test_words_take_the_test_lock_and_all_others_the_run_time_lock(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[tuple[str, list[str]]] = []
    locks: list[str] = []
    monkeypatch.setattr(launcher, "set_up", lambda lock: locks.append(lock.name))
    monkeypatch.setattr(launcher, "become", lambda words: wanted.append((locks[-1], words)) or 0)
    monkeypatch.chdir(launcher.ROOT)
    for words in (["test", "-x"], ["audit", "a.zip"]):
        launcher.main(words)
    assert wanted == [
        ("requirements-test.lock", ["-m", "tests.support.run", "-x"]),
        ("requirements.lock", ["-P", "-m", "nexalink.cli", "audit", "a.zip"]),
    ]
