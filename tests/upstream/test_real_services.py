"""Released Glance and Keystone: fetched byte for byte, with every way to sign in."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.upstream import SourceConfig, connect, errors
from portal.upstream.glance import GLANCE_SCHEMAS
from portal.upstream.source import Fetched
from tests.openstack.services import RECORDINGS, Glance, Keystone, packaged_properties
from tests.upstream.asking import PATIENT
from tests.upstream.faulty import DescribeCloud

Services = tuple[Glance, Keystone]
CLOUDS = ["portal", "portal-appcred", "portal-token"]


def fetch(config: SourceConfig, name: str = "images") -> Fetched:
    """Fetch one schema that must have changed, as nothing is known of it."""
    with connect(config, PATIENT) as upstream:
        fetched = upstream.fetch(name)
    assert isinstance(fetched, Fetched)
    return fetched


def assert_all_are_as_recorded(config: SourceConfig) -> None:
    """Fetch all sixteen through one connection's life, check and compare them."""
    with connect(config, PATIENT) as upstream:
        assert upstream.names() == tuple(GLANCE_SCHEMAS)
        for name in upstream.names():
            fetched = upstream.fetch(name)
            assert isinstance(fetched, Fetched)
            upstream.check(name, json.loads(fetched.body))
            assert fetched.body == (RECORDINGS / f"{name}.json").read_bytes()
            assert fetched.content_type == "application/json"
            assert (fetched.etag, fetched.last_modified) == (None, None)


@pytest.mark.parametrize("end", ["", "/v2/"])
def test_all_documents_without_a_sign_in(glance: Glance, end: str) -> None:
    assert_all_are_as_recorded(SourceConfig(kind="glance", url=glance.url + end))


@pytest.mark.usefixtures("clouds_yaml")
@pytest.mark.parametrize("cloud", CLOUDS)
def test_all_documents_with_a_sign_in(cloud: str) -> None:
    assert_all_are_as_recorded(SourceConfig(kind="glance", cloud=cloud))


def test_F20_a_wrong_version_prefix_is_no_schema(glance: Glance) -> None:
    with pytest.raises(errors.StatusError) as caught:
        fetch(SourceConfig(kind="glance", url=f"{glance.url}/v9"))
    assert caught.value.status in (300, 404)
    with pytest.raises(errors.StatusError) as caught:
        fetch(SourceConfig(kind="json-schema", url=f"{glance.url}/v9/schemas/images"))
    assert caught.value.status == 300


def test_F25_a_schema_that_the_service_does_not_have(glance: Glance) -> None:
    with pytest.raises(errors.NotFound):
        fetch(SourceConfig(kind="glance", url=glance.url, schemas=("volumes",)), "volumes")


def test_F23_without_a_sign_in_where_one_is_asked_for(openstack_cloud: Services) -> None:
    with pytest.raises(errors.Credentials):
        fetch(SourceConfig(kind="glance", url=openstack_cloud[0].url))


def test_F23_a_token_revoked_meanwhile_is_renewed(
    openstack_cloud: Services, clouds_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[str] = []
    with connect(SourceConfig(kind="glance", cloud="portal"), PATIENT) as upstream:
        transport = upstream._transport  # type: ignore[attr-defined]
        get = transport.get

        def watched(url: str, headers: Any) -> Any:
            used.append(headers["X-Auth-Token"])
            return get(url, headers)

        monkeypatch.setattr(transport, "get", watched)
        upstream.fetch("image")
        openstack_cloud[1].revoke(used[0])
        upstream.fetch("image")
    first, revoked, renewed = used
    assert first == revoked != renewed


def settings(keystone: Keystone, cloud: str, **auth: str) -> dict[str, Any]:
    """What clouds.yaml says of a cloud, with its auth changed."""
    found: dict[str, Any] = yaml.safe_load(keystone.clouds_yaml.read_text())["clouds"][cloud]
    return found | {"auth": found["auth"] | auth}


@pytest.mark.parametrize(
    ("cloud", "wrong"),
    [
        ("portal", {"password": "hunter2"}),
        ("portal", {"username": "nobody"}),
        ("portal", {"project_name": "nowhere"}),
        ("portal-appcred", {"application_credential_secret": "hunter2"}),
        ("portal-token", {"token": "hunter2"}),
    ],
)
def test_F23_wrong_credentials(
    cloud: str,
    wrong: dict[str, str],
    openstack_cloud: Services,
    describe_cloud: DescribeCloud,
    caplog: pytest.LogCaptureFixture,
) -> None:
    keystone = openstack_cloud[1]
    caplog.set_level(logging.DEBUG)
    describe_cloud(settings(keystone, cloud, **wrong))
    with pytest.raises(errors.UpstreamError) as caught:
        fetch(SourceConfig(kind="glance", cloud="one"))
    error = caught.value
    assert isinstance(error, errors.Credentials)
    shown = f"{error} {error!r} {error.advice} {caplog.text}"
    assert not [secret for secret in (*keystone.secrets, "hunter2") if secret in shown]


@pytest.mark.usefixtures("clouds_yaml")
@pytest.mark.parametrize("cloud", CLOUDS)
def test_F62_signing_in_logs_no_secret(
    cloud: str, openstack_cloud: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fetch(SourceConfig(kind="glance", cloud=cloud))
    assert "auth/tokens" in caplog.text  # what is logged has been seen
    assert not [secret for secret in openstack_cloud[1].secrets if secret in caplog.text]
    assert "gAAAA" not in caplog.text  # how every Fernet token begins


def test_F29_a_catalogue_without_images_then_keystone_down(
    tmp_path: Path, describe_cloud: DescribeCloud
) -> None:
    config = SourceConfig(kind="glance", cloud="one")
    with Keystone(tmp_path / "keystone") as keystone:
        describe_cloud(settings(keystone, "portal"))
        with pytest.raises(errors.NoEndpoint):
            fetch(config)
    with pytest.raises(errors.KeystoneUnavailable) as caught:
        fetch(config)
    assert caught.value.reason == "refused"


@pytest.mark.usefixtures("clouds_yaml")
def test_F29_an_unknown_cloud() -> None:
    with pytest.raises(errors.CloudConfigError):
        connect(SourceConfig(kind="glance", cloud="elsewhere"))


def test_a_glance_that_is_configured_anew_says_so(tmp_path: Path) -> None:
    with Glance(tmp_path / "glance") as glance:
        config = SourceConfig(kind="glance", url=glance.url)
        before = json.loads(fetch(config, "image").body)["properties"]
        glance.restart(
            custom_properties={"colour": {"type": "string", "description": "Of the case"}},
            disk_formats=["raw", "qcow2"],
        )
        after = json.loads(fetch(config, "image").body)["properties"]
    assert set(after) - set(before) == {"colour"}
    assert set(before) - set(after) == set(packaged_properties())
    assert after["disk_format"]["enum"] == [None, "raw", "qcow2"]
    with pytest.raises(errors.Refused):
        fetch(config)
