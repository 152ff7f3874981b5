"""How a schema is fetched: image services, single documents on the web, and files.

    with connect(SourceConfig(kind="glance", url="https://image.example.org")) as upstream:
        for name in upstream.names():
            fetched = upstream.fetch(name)

All that can go wrong is an `UpstreamError`; see `portal.upstream.errors`.
"""

from portal.upstream.connect import connect, validate
from portal.upstream.source import Fetched, NotModified, SourceConfig, Upstream, Validators
from portal.upstream.transport import Limits, Transport

__all__ = [
    "Fetched",
    "Limits",
    "NotModified",
    "SourceConfig",
    "Transport",
    "Upstream",
    "Validators",
    "connect",
    "validate",
]
