"""Write the two lock files anew from pyproject.toml: exact versions and hashes, no registry's address.

``./nexalink lock`` keeps every version that still fits; ``./nexalink lock --upgrade`` takes the newest.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = "# Written by ./nexalink lock from pyproject.toml. Serves Python 3.11 to 3.14 on every system.\n"
COMMON = [
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",  # one version of a package for all Pythons: the same behaviour everywhere
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
]


def write_lock(name: str, *more: str) -> None:
    """Resolve into ``name``; ``more`` are further words for uv."""
    own = Path(sys.executable).with_name("uv")
    uv = str(own) if own.exists() else (shutil.which("uv") or "uv")
    lock = ROOT / name
    command = [
        uv,
        "pip",
        "compile",
        "pyproject.toml",
        *COMMON,
        f"--python={sys.executable}",
        *more,
        "-o",
        name,
    ]
    surroundings = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}
    subprocess.run(command, check=True, cwd=ROOT, env=surroundings)
    lock.write_text(HEAD + lock.read_text("utf-8").removeprefix(HEAD), encoding="utf-8")
    pins = sum("==" in line for line in lock.read_text("utf-8").splitlines())
    print(f"{name}: {pins} packages")


def main(words: list[str]) -> None:
    """Write the run-time lock, then the test lock that holds all of it, the extras and the tools."""
    write_lock("requirements.lock", *words)
    extras = ("--extra=dask", "--extra=parquet")  # so that the tests test them
    write_lock("requirements-test.lock", "--group=test", *extras, "--constraint=requirements.lock", *words)


if __name__ == "__main__":
    main(sys.argv[1:])
