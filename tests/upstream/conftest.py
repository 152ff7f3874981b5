"""Faulty servers, certificates, and the real services, for the tests of fetching."""

import json
import logging
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.openstack.fixtures import clouds_yaml, glance, openstack_cloud
from tests.upstream.faulty import Behaviour, DescribeCloud, FaultyServer, Serve, Trust
from tests.upstream.signing import PASSWORD, SECRETS, Sign

__all__ = ["clouds_yaml", "glance", "openstack_cloud"]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start faulty servers; they end with the test."""
    servers: list[FaultyServer] = []

    def start(behave: Behaviour, tls: ssl.SSLContext | None = None) -> FaultyServer:
        servers.append(FaultyServer(behave, tls))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Whatever a fetch starts ends with it."""
    before = set(threading.enumerate())
    yield
    assert [thread for thread in threading.enumerate() if thread not in before] == []


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority that nobody trusts by default."""
    return trustme.CA()


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trust:
    """Make the portal trust an authority, as its operator can."""

    def add(authority: trustme.CA) -> None:
        bundle = tmp_path / "authority.pem"
        authority.cert_pem.write_to_path(str(bundle))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))

    return add


@pytest.fixture
def describe_cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DescribeCloud:
    """Write a clouds.yaml with one cloud, `one`, and have it found."""

    def write(settings: Any) -> None:
        path = tmp_path / "clouds.yaml"
        path.write_text(json.dumps({"clouds": {"one": settings}}))
        monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(path))

    return write


@pytest.fixture
def keystone(serve: Serve, describe_cloud: DescribeCloud) -> Sign:
    """Serve a Keystone, and describe a cloud that signs in there."""

    def start(behave: Behaviour, **settings: Any) -> FaultyServer:
        server = serve(behave)
        auth = {"auth_url": f"{server.url}/v3", "username": "portal", "password": PASSWORD}
        auth |= {"user_domain_name": "Default"}
        describe_cloud({"auth_type": "v3password", "auth": auth, **settings})
        return server

    return start


@pytest.fixture
def no_secret_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Look for the password and the token in all that was logged."""
    caplog.set_level(logging.DEBUG)
    yield
    assert not [secret for secret in SECRETS if secret in caplog.text]
