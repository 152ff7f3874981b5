"""The environment of the real services: var/openstack, made from requirements.txt by its hashes."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def install(root: Path = CHECKOUT) -> Path:
    """Make `root`/var/openstack if it is not there or not of these requirements; return it.

    The first time takes minutes and the package index. Several processes may ask at once.

    Raises:
        subprocess.CalledProcessError: a package could not be installed; pip has said why.
    """
    environment = root / "var" / "openstack"
    stamp = environment / "requirements.sha256"
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    with alone(root / "var" / "openstack.lock"):
        if not stamp.exists() or stamp.read_text() != digest:
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            pip = [str(environment / "bin" / "pip"), "install", "--quiet"]
            requirements = ["--require-hashes", "--requirement", str(REQUIREMENTS)]
            subprocess.run([*pip, "--disable-pip-version-check", *requirements], check=True)
            stamp.write_text(digest)
    return environment


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Keep other processes that want the same lock waiting."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
