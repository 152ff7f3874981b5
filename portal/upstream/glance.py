"""The schemas of an image service: `GET /v2/schemas/…` of Glance and services like it."""

import time
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote

import requests

from portal.sentence import Sentence
from portal.upstream.answer import read
from portal.upstream.auth import Cloud
from portal.upstream.deadline import within
from portal.upstream.errors import WrongDocument
from portal.upstream.source import Fetched, NotModified, SourceConfig, Upstream, Validators
from portal.upstream.transport import Transport

# The path of each schema document, and the `name` that the document gives itself.
GLANCE_SCHEMAS = {
    "image": "image",
    "images": "images",
    "member": "member",
    "members": "members",
    "task": "task",
    "tasks": "tasks",
    "metadefs/namespace": "namespace",
    "metadefs/namespaces": "namespaces",
    "metadefs/object": "object",
    "metadefs/objects": "objects",
    "metadefs/property": "property",
    "metadefs/properties": "properties",
    "metadefs/resource_type": "resource_type_association",
    "metadefs/resource_types": "resource_type_associations",
    "metadefs/tag": "tag",
    "metadefs/tags": "tags",
}


class Service(Protocol):
    """Where an image service is, and how it is asked: openly, or signed in to a cloud."""

    def endpoint(self) -> str:
        """The service's base address."""

    def get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """Fetch an address of the service."""


class OpenService:
    """An image service whose schemas anyone may read."""

    def __init__(self, url: str, transport: Transport) -> None:
        self._url = url
        self._transport = transport

    def endpoint(self) -> str:
        """The source's own address."""
        return self._url

    def get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """Fetch an address without credentials."""
        return self._transport.get(url, headers)


class Glance(Upstream):
    """The schema documents of one image service."""

    def __init__(self, config: SourceConfig, transport: Transport) -> None:
        self._schemas = config.schemas or tuple(GLANCE_SCHEMAS)
        self._transport = transport
        self._service: Service
        if config.cloud:
            self._service = Cloud(config.cloud, transport)
        else:
            self._service = OpenService(config.url, transport)

    def names(self) -> tuple[str, ...]:
        """The chosen names, or all that Glance has."""
        return self._schemas

    def fetch(self, name: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Fetch `/v2/schemas/<name>`; see `Upstream.fetch`."""
        headers = validators.headers() if validators else {}
        started = time.monotonic()
        with within(self._transport.limits.deadline):
            url = schema_address(self._service.endpoint(), name)
            response = self._service.get(url, headers)
        seconds = time.monotonic() - started
        return read(response, name=name, conditional=bool(headers), seconds=seconds)

    def check(self, name: str, document: object) -> None:
        """Accept what calls itself as it should; of schemas unknown to Glance, any with properties.

        Raises:
            WrongDocument: a list of versions, another schema, or no schema at all.
        """
        if not isinstance(document, dict) or not isinstance(document.get("properties"), dict):
            raise WrongDocument(name=name, reason=Sentence("it has no properties"))
        expected = GLANCE_SCHEMAS.get(name)
        if expected is not None and document.get("name") != expected:
            reason = Sentence("it does not call itself {expected!r}", expected=expected)
            raise WrongDocument(name=name, reason=reason)

    def close(self) -> None:
        """Let go of connections."""
        self._transport.close()


def schema_address(base: str, name: str) -> str:
    """The address of a schema document; the base may or may not end in `/` or `/v2`."""
    return f"{base.rstrip('/').removesuffix('/v2').rstrip('/')}/v2/schemas/{quote(name)}"
