"""The real OpenStack clients work against the replay, unchanged and without credentials."""

import json
import subprocess
from pathlib import Path

import openstack
import pytest

from tests.openstack.install import install
from tests.served import TOP, Portal

EIGHT = "image images member members task tasks metadefs/namespace metadefs/property".split()


@pytest.mark.parametrize("name", EIGHT)
def test_glance_explains(portal: Portal, tmp_path: Path, name: str) -> None:
    explained = subprocess.run(
        [
            str(install() / "bin/glance"),
            *("--os-image-url", f"{portal.url}/replay/glance"),
            *("--os-auth-token", "none", "explain", name),
        ],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},  # it caches below HOME
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert explained.returncode == 0, explained.stderr
    document = json.loads((TOP / f"tests/recordings/glance-33.0.0/{name}.json").read_bytes())
    told = {line.split("|")[1].strip() for line in explained.stdout.splitlines() if "|" in line}
    assert set(document["properties"]) <= told


# openstacksdk warns of its own inner call.
@pytest.mark.filterwarnings("ignore:The 'service_type' parameter")
def test_openstacksdk_reads_the_schema(portal: Portal) -> None:
    connection = openstack.connection.Connection(
        auth_type="none", endpoint=f"{portal.url}/replay/glance"
    )
    answer = connection.image.get("/schemas/images")
    assert answer.content == (TOP / "tests/recordings/glance-33.0.0/images.json").read_bytes()
    connection.close()
