"""A client that openapi-python-client makes of the API's description works."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.openstack.install import install
from tests.served import Portal

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def environment() -> Path:
    """Where the generator is, and what its clients need."""
    return install(name="client", requirements=HERE / "requirements.txt")


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_generated_client_works(portal: Portal, environment: Path, tmp_path: Path) -> None:
    programs = environment / "bin"
    run(
        *(programs / "openapi-python-client", "generate", "--fail-on-warning", "--meta", "none"),
        *("--url", f"{portal.url}/api/v1/schema/", "--config", HERE / "generator.yml"),
        *("--output-path", "generated"),
        cwd=tmp_path,
    )
    (tmp_path / "calls.py").write_bytes((HERE / "calls.py").read_bytes())
    told: dict[str, Any] = json.loads(
        run(programs / "python", "calls.py", portal.url, cwd=tmp_path)
    )
    assert {"glance", "huawei-ims"} <= set(told["sources"])
    assert told["types"] == "string or null"
    assert "qcow2" in told["values"]
    assert told["first_seen"] == "2017-08-30T00:00:00+00:00"
    assert told["elsewhere"][0] == "huawei-ims/images"
    *full, last = told["pages"]
    assert set(full) == {9}
    assert 0 < last <= 9
    assert sum(told["pages"]) == told["count"] == len(set(told["names"]))
    exported, rest = told["exported"]
    assert exported > 20 > rest
    assert told["missing"][:2] == [404, "There is no source nowhere."]
    assert told["missing"][2] == "There is nothing at this address"
    assert told["gone"] == [410, "images[].backend"]
    assert told["again"] == 304
    assert told["passes"] is False
