"""One JSON Schema document on the web."""

import time
from urllib.parse import urlsplit

from portal.upstream.answer import read
from portal.upstream.single import SingleDocument
from portal.upstream.source import Fetched, NotModified, SourceConfig, Validators
from portal.upstream.transport import Transport


class WebDocument(SingleDocument):
    """A document that anyone may read at an http or https address."""

    def __init__(self, config: SourceConfig, transport: Transport) -> None:
        super().__init__(config, urlsplit(config.url).path)
        self._url = config.url
        self._transport = transport

    def fetch(self, name: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Fetch the document, if `validators` are given only when it has changed."""
        headers = validators.headers() if validators else {}
        started = time.monotonic()
        response = self._transport.get(self._url, headers)
        seconds = time.monotonic() - started
        return read(response, name=name, conditional=bool(headers), seconds=seconds)

    def close(self) -> None:
        """Let go of connections."""
        self._transport.close()
