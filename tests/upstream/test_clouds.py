"""What can be wrong with clouds.yaml, and that none of its secrets gets out by being wrong."""

from pathlib import Path
from typing import Any

import pytest
from openstack.config import loader

from portal.upstream import errors
from portal.upstream.clouds import SIGN_INS, region_of
from tests.upstream.faulty import DescribeCloud

pytestmark = pytest.mark.usefixtures("no_secret_is_logged")

PASSWORD = {
    "auth_url": "http://127.0.0.1:5000/v3",
    "username": "portal",
    "password": "hunter2",
    "project_name": "portal",
    "user_domain_name": "Default",
    "project_domain_name": "Default",
}


def refused(cloud: str = "one") -> errors.ConfigurationError:
    """The error that reading a cloud ends in."""
    with pytest.raises(errors.ConfigurationError) as caught:
        region_of(cloud)
    error = caught.value
    assert "hunter2" not in f"{error} {error!r} {error.advice}"
    assert error.__suppress_context__ or error.__context__ is None
    return error


def test_a_cloud_that_can_sign_in(describe_cloud: DescribeCloud) -> None:
    describe_cloud({"auth": PASSWORD})
    assert region_of("one").config["auth"]["password"] == "hunter2"


def test_a_cloud_that_is_not_there(describe_cloud: DescribeCloud) -> None:
    describe_cloud({"auth": PASSWORD})
    error = refused("another")
    assert isinstance(error, errors.CloudConfigError)
    assert error.cloud == "another"
    assert "no cloud of this name" in error.reason


def test_no_clouds_yaml_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(tmp_path / "none.yaml"))
    monkeypatch.setattr(loader, "CONFIG_FILES", [])
    assert "there is no clouds.yaml" in str(refused())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"clouds:\n  one:\n    auth: {password: hunter2\n    x", "line 4 of"),
        (b"clouds:\n  one: !!python/object:os.system hunter2", "line 2 of"),
        (b"\xff\xfehunter2", "cannot be read"),
        (b"- hunter2", "make sense"),
        (b"clouds: [hunter2]", "make sense"),
        (b"clouds: hunter2", "make sense"),
        (b"clouds: {one: hunter2}", "make sense"),
        (b"clouds: {one: {auth: hunter2}}", "make sense"),
        (b"clouds: {one: {auth: [hunter2]}}", "make sense"),
        (b"", "no cloud of this name"),
    ],
)
def test_a_broken_clouds_yaml(
    content: bytes, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clouds.yaml"
    path.write_bytes(content)
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(path))
    monkeypatch.setattr(loader, "CONFIG_FILES", [])
    assert reason in str(refused())


def test_a_clouds_yaml_that_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(tmp_path))
    monkeypatch.setattr(loader, "CONFIG_FILES", [])
    assert "cannot be read" in str(refused())


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, "lacks auth_url"),
        ({"auth": {"username": "portal", "password": "hunter2"}}, "lacks auth_url"),
        ({"auth_type": "v3token", "auth": {"auth_url": "http://e/v3"}}, "make sense"),
        ({"auth_type": "no-such-type", "auth": PASSWORD}, "make sense"),
        ({"auth_type": "none", "auth": {"endpoint": "http://e"}}, f"none of {', '.join(SIGN_INS)}"),
        ({"auth_type": "v3websso", "auth": PASSWORD}, "lacks identity_provider"),
        ({"profile": "https://profiles.invalid", "auth": PASSWORD}, "from the web"),
        ({"cloud": "https://profiles.invalid", "auth": PASSWORD}, "from the web"),
        ({"auth": PASSWORD | {"auth_url": "http://portal:hunter2@e/v3"}}, "user name or a"),
        ({"auth": PASSWORD | {"auth_url": "ldap://e/"}}, "only http and https"),
        ({"auth": PASSWORD | {"auth_url": 5}}, "make sense"),
        (
            {"auth": PASSWORD | {"auth_url": "http://e/v3"}, "image_interface": ["public", 5]},
            "make sense",
        ),
    ],
)
def test_a_cloud_that_cannot_sign_in(
    settings: dict[str, Any], reason: str, describe_cloud: DescribeCloud
) -> None:
    describe_cloud(settings)
    assert reason in str(refused())
