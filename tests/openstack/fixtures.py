"""Fixtures of the real services, started once per test process. Import them into a conftest.

Tests that restart or reconfigure a service make their own: `with Glance(tmp_path) as glance`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.openstack.services import Glance, Keystone, cloud


@pytest.fixture(scope="session")
def glance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glance]:
    """A Glance that anyone may ask, with the custom properties of a distribution."""
    with Glance(tmp_path_factory.mktemp("glance")) as service:
        yield service


@pytest.fixture(scope="session")
def openstack_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Glance, Keystone]]:
    """A Glance behind a Keystone."""
    with cloud(tmp_path_factory.mktemp("cloud")) as services:
        yield services


@pytest.fixture
def clouds_yaml(openstack_cloud: tuple[Glance, Keystone], monkeypatch: pytest.MonkeyPatch) -> Path:
    """clouds.yaml of that Keystone, found by whatever reads OS_CLIENT_CONFIG_FILE."""
    path = openstack_cloud[1].clouds_yaml
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(path))
    return path
