"""The mail server and the sender of the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.mail import Server, sender, server


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("", Server()),
        ("smtp://mail.example.org", Server("mail.example.org")),
        ("smtp://[::1]:2525/", Server("::1", 2525)),
        ("smtp+tls://me%40x:p%2Fw@mail.example.org",
         Server("mail.example.org", 587, "me@x", "p/w", uses_tls=True)),
        ("smtps://me:pw@mail.example.org:466",
         Server("mail.example.org", 466, "me", "pw", uses_ssl=True)),
    ],
)  # fmt: skip
def test_a_server(url: str, meant: Server) -> None:
    assert server(url) == meant


@pytest.mark.parametrize(
    "url",
    ["mail.example.org", "http://me:secret@x", "smtp://", "smtp://me:secret@x:port",
     "smtp://me:secret@x:99999", "smtp://me:secret@x/y", "smtp://me:secret@[x"],
)  # fmt: skip
def test_what_is_none_is_told_without_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="not the address of a mail server") as caught:
        server(url)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.parametrize(
    ("given", "host", "address"),
    [
        ("", "schemas.example.org", "Schema Portal <schema-portal@schemas.example.org>"),
        ("", "127.0.0.1", "Schema Portal <schema-portal@localhost>"),
        ("", "::1", "Schema Portal <schema-portal@localhost>"),
        ("a@example.org", "x", "a@example.org"),
        ("Ä B <a@example.org>", "x", "Ä B <a@example.org>"),
    ],
)
def test_a_sender(given: str, host: str, address: str) -> None:
    assert sender(given, host) == address


@pytest.mark.parametrize("given", ["a", "a@", "A <a>", "a@b\nBcc: c@d", "A <a@b> c"])
def test_what_is_no_sender(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PORTAL_EMAIL_FROM is no mail address"):
        sender(given, "x")
