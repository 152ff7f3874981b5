"""Faults 12, 13 and 18: redirects in circles, to other hosts, and to what is never asked."""

import pytest
import trustme

from portal.upstream import Limits, Transport, errors
from tests.upstream.asking import PATIENT, failure
from tests.upstream.faulty import Call, Serve, Trust, answer, presenting, redirecting, response


def test_F12_a_redirect_loop(serve: Serve) -> None:
    server = serve(redirecting("/loop"))
    error = failure(server.url)
    assert isinstance(error, errors.TooManyRedirects)
    assert error.limit == 3
    assert len(server.calls) == 4  # the first, and three more


@pytest.mark.parametrize(("hops", "followed"), [(3, True), (4, False)])
def test_F12_three_redirects_are_followed_four_are_not(
    hops: int, followed: bool, serve: Serve
) -> None:
    def behave(call: Call) -> None:
        number = int(call.path[1:])
        call.send(response(b"[]") if number == 0 else response(b"", 307, location=f"/{number - 1}"))

    url = f"{serve(behave).url}/{hops}"
    if followed:
        assert Transport(PATIENT).get(url).url.endswith("/0")
    else:
        assert isinstance(failure(url), errors.TooManyRedirects)


def test_F12_redirects_can_be_forbidden_altogether(serve: Serve) -> None:
    error = failure(serve(redirecting("/")).url, Limits(redirects=0))
    assert isinstance(error, errors.TooManyRedirects)


@pytest.mark.parametrize("header", ["X-Auth-Token", "Authorization", "X-Subject-Token"])
def test_F13_no_credential_goes_to_another_host(header: str, serve: Serve) -> None:
    stranger = serve(answer())
    server = serve(redirecting(f"{stranger.url}/steal"))
    reply = Transport(PATIENT).get(server.url, {header: "secret"})
    assert reply.status_code == 302
    assert server.calls[0].headers[header] == "secret"
    assert stranger.calls == []


def test_F13_an_open_source_may_redirect_to_another_host(serve: Serve) -> None:
    stranger = serve(answer(b"[]"))
    assert Transport(PATIENT).get(serve(redirecting(stranger.url)).url).content == b"[]"


@pytest.mark.parametrize("scheme", ["http:", "HTTP:", "\x01http:", "ht\ttp:"])
def test_F13_no_redirect_leads_from_https_to_http(
    scheme: str, serve: Serve, authority: trustme.CA, trust: Trust
) -> None:
    trust(authority)
    plain = serve(answer())
    location = plain.url.replace("http:", scheme)
    server = serve(redirecting(location), presenting(authority.issue_cert("127.0.0.1")))
    assert Transport(PATIENT).get(server.url).status_code == 302
    assert plain.calls == []


def test_F13_nothing_of_the_environment_goes_along(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(answer())
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    assert Transport(PATIENT).get(server.url).status_code == 200
    assert set(server.calls[0].headers) == {
        *("Host", "User-Agent", "Accept", "Accept-Encoding", "Connection")
    }
    assert server.calls[0].headers["User-Agent"].startswith("SchemaPortal/")


NEVER_ASKED = [
    "file:///etc/passwd",
    "ftp://files.example/schema.json",
    "http://user:secret@image.example/",
    "http://image.example:22/",
    "http://[::1/",
    "http://image.example:99999/",
]


@pytest.mark.parametrize("location", NEVER_ASKED)
def test_F18_a_redirect_to_what_is_never_asked(location: str, serve: Serve) -> None:
    server = serve(redirecting(location))
    error = failure(server.url)
    assert isinstance(error, errors.AddressRefused)
    assert "secret" not in f"{error} {error!r}"


def test_F18_a_host_name_that_no_library_accepts() -> None:
    assert isinstance(failure("http://*.example/"), errors.AddressRefused)
