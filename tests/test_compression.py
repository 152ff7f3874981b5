"""Answers are compressed as the browser knows how to."""

import gzip
import os

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from portal.compression import Compression

TEXT = b"disk_format " * 100


def answered(response: HttpResponseBase, accepted: str = "gzip, deflate, br") -> HttpResponseBase:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accepted
    return Compression(lambda _: response)(request)  # type: ignore[return-value]


@pytest.mark.parametrize("accepted", ["br", "gzip, br", "br;q=0.5, gzip", "gzip,br;q=1.0"])
def test_with_brotli_for_who_knows_it(accepted: str) -> None:
    response = answered(HttpResponse(TEXT, headers={"ETag": '"a"'}), accepted)
    assert response.headers["Content-Encoding"] == "br"
    assert isinstance(response, HttpResponse)
    assert brotli.decompress(response.content) == TEXT
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["ETag"] == 'W/"a"'
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["gzip", "gzip, br;q=0", "br;q=0.0, gzip", "gzip, brx"])
def test_with_gzip_for_others(accepted: str) -> None:
    response = answered(HttpResponse(TEXT), accepted)
    assert response.headers["Content-Encoding"] == "gzip"
    assert isinstance(response, HttpResponse)
    assert gzip.decompress(response.content) == TEXT
    assert response.headers["Vary"] == "Accept-Encoding"


def test_the_same_page_is_the_same_bytes() -> None:
    first, again = (answered(HttpResponse(TEXT), "gzip") for _ in range(2))
    assert first.getvalue() == again.getvalue()


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br;q=0, gzip; q=0.0"])
def test_not_for_who_does_not_want_it(accepted: str) -> None:
    response = answered(HttpResponse(TEXT), accepted)
    assert isinstance(response, HttpResponse)
    assert (response.content, response.get("Content-Encoding")) == (TEXT, None)
    assert response["Vary"] == "Accept-Encoding"


def test_what_is_streamed_is_left_to_gzip() -> None:
    response = answered(StreamingHttpResponse([TEXT]))
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"short"),
        HttpResponse(TEXT, headers={"Content-Encoding": "identity"}),
        HttpResponse(os.urandom(300)),  # it would only grow
    ],
)
def test_what_is_not_worth_it_stays_as_it_is(response: HttpResponse) -> None:
    before = response.content
    assert answered(response) is response
    assert response.content == before
    assert response.headers.get("Content-Encoding") in {None, "identity"}


def test_nobody_asked() -> None:
    assert "Content-Encoding" not in answered(HttpResponse(TEXT), "").headers
