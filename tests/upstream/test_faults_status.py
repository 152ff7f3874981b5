"""Faults 20 to 28: what the statuses mean, for an image service and for a document on the web."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from portal.upstream import SourceConfig, Validators, connect, errors
from portal.upstream.answer import LONGEST_WAIT, retry_after
from portal.upstream.source import Fetched, Kind, NotModified
from tests.openstack.services import RECORDINGS
from tests.upstream.asking import PATIENT
from tests.upstream.faulty import Behaviour, Serve, answer

KINDS: list[Kind] = ["glance", "json-schema"]
VALIDATORS = Validators(etag='"1"', last_modified="Mon, 23 Nov 2026 08:33:24 GMT")


def fetch(kind: Kind, url: str, validators: Validators | None = None) -> Fetched | NotModified:
    """Fetch the schema `image` of a source."""
    config = SourceConfig(kind=kind, url=url, schemas=("image",))
    with connect(config, PATIENT) as upstream:
        return upstream.fetch("image", validators)


STATUSES = [
    (204, errors.StatusError, "unexpected-status"),
    (206, errors.StatusError, "unexpected-status"),
    (226, errors.StatusError, "unexpected-status"),
    (300, errors.StatusError, "unexpected-status"),
    (301, errors.RedirectRefused, "redirect-refused"),  # without a Location
    (302, errors.RedirectRefused, "redirect-refused"),
    (303, errors.RedirectRefused, "redirect-refused"),
    (307, errors.RedirectRefused, "redirect-refused"),
    (308, errors.RedirectRefused, "redirect-refused"),
    (304, errors.NotModifiedUnasked, "not-modified-unasked"),
    (400, errors.BadRequest, "bad-request"),
    (401, errors.Credentials, "credentials"),
    (403, errors.Permission, "permission"),
    (404, errors.NotFound, "not-found"),
    (405, errors.StatusError, "unexpected-status"),
    (410, errors.NotFound, "not-found"),
    (418, errors.StatusError, "unexpected-status"),
    (429, errors.TooManyRequests, "too-many-requests"),
    (500, errors.ServerError, "server-error"),
    (502, errors.Unavailable, "unavailable"),
    (503, errors.Unavailable, "unavailable"),
    (504, errors.Unavailable, "unavailable"),
    (599, errors.ServerError, "server-error"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("status", "expected", "code"), STATUSES)
def test_F20_to_F27_each_status_has_its_error(
    kind: Kind, status: int, expected: type[errors.StatusError], code: str, serve: Serve
) -> None:
    body = b"" if status in (204, 304) else b'{"name": "image", "properties": {}}'
    server = serve(answer(body, status, content_type="application/json"))
    with pytest.raises(errors.StatusError) as caught:
        fetch(kind, server.url)
    error = caught.value
    assert type(error) is expected
    assert (error.status, error.code) == (status, code)
    assert error.url.startswith(server.url)
    assert str(status) in str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_F20_a_list_of_versions_with_status_300_is_no_schema(kind: Kind, serve: Serve) -> None:
    versions = (RECORDINGS / "versions.json").read_bytes()
    server = serve(answer(versions, 300, content_type="application/json"))
    with pytest.raises(errors.StatusError):
        fetch(kind, server.url)


@pytest.mark.parametrize("kind", KINDS)
def test_F21_not_modified_is_an_answer_to_validators(kind: Kind, serve: Serve) -> None:
    server = serve(answer(b"", 304, etag='"2"'))
    fetched = fetch(kind, server.url, VALIDATORS)
    assert isinstance(fetched, NotModified)
    assert fetched.etag == '"2"'
    assert fetched.seconds > 0
    assert server.calls[0].headers["If-None-Match"] == VALIDATORS.etag
    assert server.calls[0].headers["If-Modified-Since"] == VALIDATORS.last_modified


@pytest.mark.parametrize("validators", [None, Validators()])
@pytest.mark.parametrize("kind", KINDS)
def test_F21_not_modified_is_no_answer_without_validators(
    kind: Kind, validators: Validators | None, serve: Serve
) -> None:
    server = serve(answer(b"", 304))
    with pytest.raises(errors.NotModifiedUnasked):
        fetch(kind, server.url, validators)
    assert "If-None-Match" not in server.calls[0].headers


@pytest.mark.parametrize("kind", KINDS)
def test_F21_validators_may_still_bring_a_new_document(kind: Kind, serve: Serve) -> None:
    modified = "Tue, 24 Nov 2026 08:33:24 GMT"
    server = serve(answer(b"{}", etag='W/"3"', last_modified=modified, content_type="a/b"))
    fetched = fetch(kind, server.url, VALIDATORS)
    assert isinstance(fetched, Fetched)
    assert (fetched.body, fetched.etag, fetched.last_modified) == (b"{}", 'W/"3"', modified)
    assert fetched.content_type == "a/b"
    assert fetched.url.startswith(server.url)


@pytest.mark.parametrize("status", [429, 503])
def test_F26_retry_after_reaches_the_error(status: int, serve: Serve) -> None:
    with pytest.raises(errors.StatusError) as caught:
        fetch("glance", serve(answer(b"", status, retry_after="120")).url)
    assert caught.value.retry_after == 120.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 17 ", 17.0),
        ("3601", LONGEST_WAIT),
        ("9" * 5000, LONGEST_WAIT),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0.0),  # gone by
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 -0000", LONGEST_WAIT),
        ("Fri, 31 Dec 99999999999999 23:59:59 GMT", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
    ],
)
def test_F26_retry_after_in_both_forms_is_capped(value: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": value}) == seconds


def test_F26_retry_after_as_a_date_to_come() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)
    wait = retry_after({"Retry-After": soon})
    assert wait is not None
    assert 500 < wait <= 600


PAGES: dict[str, Behaviour] = {
    "html": answer(b"<form>", content_type="text/html; charset=UTF-8"),
    "xhtml": answer(b"<form/>", content_type="Application/XHTML+xml"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", PAGES)
def test_F28_a_login_page_with_status_200(kind: Kind, page: str, serve: Serve) -> None:
    with pytest.raises(errors.NotJsonType) as caught:
        fetch(kind, serve(PAGES[page]).url)
    assert caught.value.code == "not-json-type"
    assert caught.value.name == "image"
    assert "login" in str(caught.value)
