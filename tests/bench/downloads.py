"""What is measured on and beside: packages of npm and PyPI, fetched once into var/bench."""

import importlib
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from typing import Any

from tests.served import TOP

FOLDER = TOP / "var/bench"
ENVIRONMENT = FOLDER / "venv"
VEGA_LITE = "vega-lite", "6.5.0", "build/vega-lite-schema.json"


def npm_file(package: str, version: str, path: str) -> Path:
    """Return a file of a package of the npm registry; downloaded once."""
    flat = package.removeprefix("@").replace("/", "-")  # as npm names the archive
    archive = FOLDER / f"{flat}-{version}.tgz"
    folder = archive.with_suffix("")
    kept = folder / "package" / path
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            sys.exit(f"script/bench: npm is missing; it fetches {package} {version} to measure on")
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "--loglevel=error", f"{package}@{version}"]
        if subprocess.run(command, cwd=FOLDER, check=False).returncode:
            sys.exit(f"script/bench: npm could not fetch {package} {version}; see above")
    if not kept.exists():
        with tarfile.open(archive) as packed:
            packed.extract(f"package/{path}", folder, filter="data")
    return kept


def install_peers() -> None:
    """Install the peers of PyPI, once, in an environment of their own."""
    pinned = TOP / "tests/peers/requirements.txt"
    stamp = ENVIRONMENT / pinned.name  # a copy, made once all is there
    if not stamp.exists() or stamp.read_bytes() != pinned.read_bytes():
        print(f"Installing {pinned.relative_to(TOP)} (once) ...")
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
        command = [f"{ENVIRONMENT}/bin/pip", "install", "-qq", "--no-input", "--require-hashes"]
        command += ["--disable-pip-version-check", "--requirement", f"{pinned}"]
        if subprocess.run(command, check=False).returncode:
            sys.exit(f"script/bench: pip could not install {pinned.name}; see above")
        shutil.copy(pinned, stamp)


def peer(name: str) -> Any:
    """Return a module of a peer of PyPI."""
    install_peers()
    (packages,) = ENVIRONMENT.glob("lib/python*/site-packages")
    if str(packages) not in sys.path:
        sys.path.insert(0, str(packages))  # the pinned ones, not what else is installed
    return importlib.import_module(name)
