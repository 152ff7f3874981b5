"""Fresh databases without the wait: made once for each set of versions, then copied."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.openstack.install import REQUIREMENTS, alone


def fresh_database(environment: Path, target: Path, make: Callable[[Path], None]) -> None:
    """Copy the database that `make(path)` makes to `target`; make it only if nobody has yet."""
    versions = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    template = environment / "databases" / f"{versions}-{target.name}"
    with alone(template.with_suffix(".lock")):
        if not template.exists():
            draft = template.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            make(draft)
            os.replace(draft, template)
    shutil.copyfile(template, target)
