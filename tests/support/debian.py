"""Install what the tests need from Debian's packages, where that is allowed."""

import os
import shutil
import subprocess

APT = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]


class PartMissing(Exception):
    """A part that the tests need is neither here nor to be had; the text says the command that helps."""


def install(*packages: str) -> None:
    """Install Debian ``packages``.

    Raises:
        PartMissing: there is no apt-get, we are not root, or it failed.
    """
    command = "apt-get install " + " ".join(packages)
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise PartMissing(f"run: {command}")
    print(f"Installing {' '.join(packages)} …", flush=True)
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--no-install-recommends", *packages]):
        done = subprocess.run([*APT, *words], check=False, env=surroundings, capture_output=True, text=True)
    if done.returncode:
        reason = " ".join(done.stderr.strip().splitlines()[-2:])
        raise PartMissing(f"apt-get failed ({reason}); run: {command}")
