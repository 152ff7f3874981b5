"""Environments of their own, made from requirements by their hashes: of the real services, which
is var/openstack, and others for whoever names them.
"""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def install(
    root: Path = CHECKOUT, name: str = "openstack", requirements: Path = REQUIREMENTS
) -> Path:
    """Make `root`/var/`name` if it is not there or not of these requirements; return it.

    The first time takes minutes and the package index. Several processes may ask at once.

    Raises:
        subprocess.CalledProcessError: a package could not be installed; pip has said why.
    """
    environment = root / "var" / name
    stamp = environment / "requirements.sha256"
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    with alone(root / "var" / f"{name}.lock"):
        if not stamp.exists() or stamp.read_text() != digest:
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            pip = [str(environment / "bin" / "pip"), "install", "--quiet"]
            pinned = ["--require-hashes", "--requirement", str(requirements)]
            subprocess.run([*pip, "--disable-pip-version-check", *pinned], check=True)
            stamp.write_text(digest)
    return environment


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Keep other processes that want the same lock waiting."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
