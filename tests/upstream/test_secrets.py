"""Fault 62, as far as fetching goes: no failure tells a secret, nor does any log or traceback."""

import logging
import traceback

import pytest

from portal.upstream import SourceConfig, Transport, connect, errors
from tests.upstream.asking import HASTY
from tests.upstream.faulty import Behaviour, Serve, answer, hanging, raw, redirecting, response

FAULTS: dict[str, Behaviour] = {
    "no answer": raw(b""),
    "silence": hanging,
    "malformed headers": raw(b"HTTP/1.1 500 No\r\nA: b\r\nmalformed\r\n\r\n"),
    "too many headers": raw(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"),
    "cut": raw(response(b"{}")[:-1]),
    "bad gzip": answer(b"x", content_encoding="gzip"),
    "a circle": redirecting("/?signature=hunter2"),
    "a password in a redirect": redirecting("http://hunter2:hunter2@image.example/"),
    "not found": answer(b"hunter2", 404),
    "a login page": answer(b"hunter2", content_type="text/html"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_F62_the_signature_in_an_address_is_never_told(
    fault: str, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"{serve(FAULTS[fault]).url}/a.json?signature=hunter2"
    with connect(SourceConfig(kind="json-schema", url=url), HASTY) as upstream:
        with pytest.raises(errors.UpstreamError) as caught:
            upstream.fetch("a")
        logging.getLogger("portal").exception("failed", exc_info=caught.value)
    error = caught.value
    shown = f"{error} {error!r} {error.args} {error.advice} {vars(error)} {caplog.text}"
    assert "hunter2" not in shown + "".join(traceback.format_exception(error))


def test_F62_nor_when_the_name_does_not_exist(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(errors.NameNotFound) as caught:
        Transport(HASTY).get("http://no-such-host.invalid/?signature=hunter2")
    shown = "".join(traceback.format_exception(caught.value))
    assert "hunter2" not in f"{shown} {caught.value!r} {caplog.text}".replace(
        'get("http://no-such-host.invalid/?signature=hunter2")', ""
    )
