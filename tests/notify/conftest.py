"""The fixtures of these tests: people, a schema that changes, and a real mail server."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from portal.catalog.models import Notice, Schema
from portal.notify.models import Subscription
from tests.ingest.making import capture, make_schema, with_properties

BEGINNING = with_properties("id", "name")


@dataclass
class Mailbox:
    """A mail server on this machine, and what it has accepted.

    `refuses`: what it answers to a recipient, by the address; `after_data`: what to each mail.
    """

    port: int
    raw: list[bytes] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    after_data: str = ""
    tried: list[str] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(each, policy=policy.default) for each in self.raw]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tried.append(address)
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.after_data:
            return self.after_data
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A mail server that accepts everything, and by which the portal sends."""
    box = Mailbox(free_port())
    by(settings, box.port)
    with accepting(box):
        yield box


@contextmanager
def accepting(box: Mailbox, **how: Any) -> Iterator[None]:
    """Let the mail server listen."""
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **how)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def by(settings: Settings, port: int) -> None:
    """Let the portal send by the server at this port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


@pytest.fixture
def ann(db: None) -> User:
    return User.objects.create_user("ann", "ann@example.org", "secret")


@pytest.fixture
def ben(db: None) -> User:
    return User.objects.create_user("ben", "ben@example.org", "secret")


@pytest.fixture
def thing(db: None) -> Schema:
    """cloud/thing, of one version so far."""
    return made("thing")


def made(name: str, source: str = "cloud") -> Schema:
    schema = make_schema(name, source=source, kind="json-schema")
    capture(schema, BEGINNING)
    return schema


def changed(schema: Schema, **properties: Any) -> Notice:
    """A new version of `schema`, in which these properties are as well; the notice of it."""
    return Notice.objects.get(snapshot=capture(schema, with_properties("id", "name", **properties)))


def subscribe(
    user: User, schema: Schema | None = None, pointer: str = "", **terms: Any
) -> Subscription:
    """Let `user` hear of `schema`, or of everything, from now on."""
    source = terms.pop("source", None)
    given = {"least": "any", "side": "both", "often": "at-once", "language": "en"} | terms
    about = Subscription.key_of(source, schema, pointer)
    thing = {"source": source, "schema": schema, "pointer": pointer, "about": about}
    position = Notice.objects.latest_position()
    return Subscription.objects.create(user=user, position=position, **thing, **given)


def text(mail: EmailMessage, kind: str = "plain") -> str:
    """What a mail says, as text or as HTML."""
    part = mail.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")
