"""Fault 29: Keystone is down, silent, failing or none; the catalogue lacks the image service."""

import pytest
import trustme

from portal.upstream import errors
from tests.upstream.asking import HASTY
from tests.upstream.faulty import (
    Behaviour,
    DescribeCloud,
    Serve,
    answer,
    hanging,
    presenting,
    raw,
)
from tests.upstream.signing import PASSWORD, TOKEN, Sign, failure, token

pytestmark = pytest.mark.usefixtures("no_secret_is_logged")


@pytest.mark.parametrize("status", [400, 404, 500, 503, 599])
def test_F29_keystone_answers_with_another_status(status: int, keystone: Sign) -> None:
    keystone(answer(b"{}", status))
    error = failure()
    assert isinstance(error, errors.KeystoneUnavailable)
    assert f"status {status}" in str(error)
    assert error.retry_after is None


@pytest.mark.parametrize("status", [429, 503])
def test_F29_keystone_asks_to_wait(status: int, keystone: Sign) -> None:
    keystone(answer(b"{}", status, retry_after="99"))
    assert failure().retry_after == 99.0


NOT_KEYSTONE: dict[str, Behaviour] = {
    "a web page": answer(b"<form>", content_type="text/html"),
    "no token": answer(b"{}", 201),
    "a list": answer(b"[1]", 201),
    "a number": answer(b"1", 201),
    "no token's id": raw(token("http://127.0.0.1:9", x_other="y")),
    "a token that expires soon": raw(token("http://127.0.0.1:9", expires_at="soon")),
    "a token of another shape": answer(b'{"token": []}', 201, x_subject_token=TOKEN),
}


@pytest.mark.parametrize("case", NOT_KEYSTONE)
def test_F29_whoever_answers_is_no_keystone(case: str, keystone: Sign) -> None:
    keystone(NOT_KEYSTONE[case])
    error = failure()
    assert isinstance(error, errors.KeystoneUnavailable)
    assert "makes no sense" in str(error)
    assert error.url.endswith("/v3")


def test_F29_keystone_is_down(keystone: Sign) -> None:
    keystone(answer()).close()
    error = failure()
    assert isinstance(error, errors.KeystoneUnavailable)
    assert error.reason == "refused"


def test_F29_what_is_wrong_with_its_certificate_is_said(
    serve: Serve, authority: trustme.CA, describe_cloud: DescribeCloud
) -> None:
    server = serve(answer(), presenting(authority.issue_cert("127.0.0.1")))
    auth = {"auth_url": server.url, "username": "portal", "password": PASSWORD}
    describe_cloud({"auth_type": "v3password", "auth": auth | {"user_domain_id": "default"}})
    error = failure()
    assert isinstance(error, errors.KeystoneUnavailable)
    assert error.reason.startswith("tls, ")
    assert "certificate" in error.reason


def test_F29_keystone_is_silent(keystone: Sign) -> None:
    keystone(hanging)
    error = failure(HASTY)
    assert isinstance(error, errors.KeystoneUnavailable)
    assert error.reason == "deadline"


def test_F29_the_catalogue_has_no_image_service(keystone: Sign) -> None:
    keystone(raw(token()))
    error = failure()
    assert isinstance(error, errors.NoEndpoint)
    assert error.cloud == "one"


def test_F29_the_catalogue_has_it_without_an_address(keystone: Sign) -> None:
    keystone(raw(token(None)))
    assert isinstance(failure(), errors.NoEndpoint)


def test_F29_the_catalogue_has_it_in_another_region(keystone: Sign) -> None:
    keystone(raw(token("http://127.0.0.1:9")), region_name="elsewhere")
    assert isinstance(failure(), errors.NoEndpoint)


def test_F29_the_catalogue_is_empty(keystone: Sign) -> None:
    keystone(raw(token(catalog=False)))
    assert isinstance(failure(), errors.NoEndpoint)
