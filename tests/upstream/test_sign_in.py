"""Signing in, and faults 13, 23 and 24: where password and token go, and what becomes of 401."""

from pathlib import Path

import pytest
import trustme

from portal.upstream import SourceConfig, connect, errors
from tests.upstream.asking import HASTY, PATIENT
from tests.upstream.faulty import (
    Call,
    DescribeCloud,
    Serve,
    answer,
    hanging,
    presenting,
    raw,
    redirecting,
    response,
)
from tests.upstream.signing import PASSWORD, TOKEN, Sign, failure, fetch, token

pytestmark = pytest.mark.usefixtures("no_secret_is_logged")


def test_the_token_goes_to_the_endpoint_of_the_catalogue(serve: Serve, keystone: Sign) -> None:
    glance = serve(answer(b"{}"))
    identity = keystone(raw(token(f"{glance.url}/v2/")))
    assert fetch().body == b"{}"
    assert [call.path for call in identity.calls] == ["/v3/auth/tokens"]
    assert [call.path for call in glance.calls] == ["/v2/schemas/image"]
    assert glance.calls[0].headers["X-Auth-Token"] == TOKEN
    assert glance.calls[0].headers["User-Agent"].startswith("SchemaPortal/")
    assert identity.calls[0].headers["User-Agent"].startswith("SchemaPortal/")


def test_clouds_yaml_may_name_the_endpoint(serve: Serve, keystone: Sign) -> None:
    glance = serve(answer(b"{}"))
    keystone(raw(token()), image_endpoint_override=glance.url)
    assert fetch().url == f"{glance.url}/v2/schemas/image"


def test_one_sign_in_serves_all_schemas(serve: Serve, keystone: Sign) -> None:
    glance = serve(answer(b"{}"))
    identity = keystone(raw(token(glance.url)))
    with connect(SourceConfig(kind="glance", cloud="one"), PATIENT) as upstream:
        for name in upstream.names():
            upstream.fetch(name)
    assert (len(identity.calls), len(glance.calls)) == (1, 16)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_F13_a_redirect_takes_no_token_along(status: int, serve: Serve, keystone: Sign) -> None:
    stranger = serve(answer(b"{}"))
    glance = serve(redirecting(stranger.url, status))
    keystone(raw(token(glance.url)))
    error = failure()
    assert isinstance(error, errors.RedirectRefused)
    assert error.status == status
    assert stranger.calls == []


@pytest.mark.parametrize("status", [301, 302, 303, 305, 307, 308])
def test_F13_a_redirect_takes_no_password_along(status: int, serve: Serve, keystone: Sign) -> None:
    stranger = serve(raw(token("http://127.0.0.1:9")))
    keystone(redirecting(stranger.url, status))
    assert isinstance(failure(), errors.KeystoneUnavailable)
    assert stranger.calls == []


def test_F23_after_401_one_new_token_is_tried(serve: Serve, keystone: Sign) -> None:
    def behave(call: Call) -> None:
        call.send(response(b"{}", 200 if len(glance.calls) == 2 else 401))

    glance = serve(behave)
    identity = keystone(raw(token(glance.url)))
    assert fetch().body == b"{}"
    assert (len(identity.calls), len(glance.calls)) == (2, 2)


def test_F23_after_another_401_the_credentials_are_at_fault(serve: Serve, keystone: Sign) -> None:
    glance = serve(answer(b"", 401))
    identity = keystone(raw(token(glance.url)))
    error = failure()
    assert isinstance(error, errors.Credentials)
    assert error.url.startswith(glance.url)
    assert (len(identity.calls), len(glance.calls)) == (2, 2)


def test_F23_keystone_refuses_the_password(keystone: Sign) -> None:
    identity = keystone(answer(b"{}", 401))
    error = failure()
    assert isinstance(error, errors.Credentials)
    assert error.url == f"{identity.url}/v3"


def test_F24_keystone_forbids(keystone: Sign) -> None:
    keystone(answer(b"{}", 403))
    assert isinstance(failure(), errors.Permission)


def test_signing_in_and_fetching_share_one_deadline(serve: Serve, keystone: Sign) -> None:
    def behave(call: Call) -> None:
        call.stopping.wait(0.3)
        call.send(token(glance.url))

    glance = serve(hanging)
    keystone(behave)
    error = failure(HASTY)
    assert error.code in ("deadline", "keystone-unavailable")
    assert len(glance.calls) <= 1


def test_clouds_yaml_may_name_an_authority(
    serve: Serve, describe_cloud: DescribeCloud, authority: trustme.CA, tmp_path: Path
) -> None:
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    tls = presenting(authority.issue_cert("127.0.0.1"))
    glance = serve(answer(b"{}"), tls)
    identity = serve(raw(token(glance.url)), tls)
    auth = {"auth_url": f"{identity.url}/v3", "username": "portal", "password": PASSWORD}
    cloud = {"auth_type": "v3password", "auth": auth | {"user_domain_name": "Default"}}
    describe_cloud(cloud)
    error = failure()
    assert isinstance(error, errors.KeystoneUnavailable)
    assert error.reason.startswith("tls, ")
    describe_cloud(cloud | {"cacert": str(bundle)})
    assert fetch().body == b"{}"
