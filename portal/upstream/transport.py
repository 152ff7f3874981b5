"""The one way out: every request of the portal to a source passes through `Transport`.

It holds for plain fetches and for all that keystoneauth1 asks alike:

- one deadline for everything, from the name service to the last byte, redirects included;
- a cap on the bytes of a body, as transferred and as decoded;
- at most so many redirects, none for a request with credentials, none from https to http;
- http and https only, no credentials in addresses, no proxies and no netrc of the environment;
- every failure has its own error (`portal.upstream.errors`), without a secret.
"""

import io
import logging
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

from portal.sentence import Sentence
from portal.upstream import errors
from portal.upstream.address import refuse_unless_plain
from portal.upstream.coding import decoded
from portal.upstream.connection import POOLS
from portal.upstream.deadline import within
from portal.upstream.failure import named

USER_AGENT = "SchemaPortal/1"
ACCEPT = "application/schema+json, application/json, */*;q=0.1"
CREDENTIALS = ("Authorization", "X-Auth-Token", "X-Subject-Token")
FAILURES = (OSError, UnicodeError, urllib3.exceptions.HTTPError, errors.UpstreamError)
CHUNK = 64 * 1024  # bytes read at a time

# urllib3 logs whole addresses, also in warnings, and a query may hold a signature.
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost.

    Attributes:
        deadline: seconds for a whole fetch, signing in and redirects included.
        connect: seconds for one attempt at one address.
        max_bytes: bytes of a body, as transferred and as decoded.
        redirects: hops that are followed for sources without a sign-in.
    """

    deadline: float = 30.0
    connect: float = 5.0
    max_bytes: int = 8 * 1024 * 1024
    redirects: int = 3


class Transport:
    """A session with its limits. Tests hand in an `adapter` of recorded answers."""

    def __init__(self, limits: Limits | None = None, adapter: BaseAdapter | None = None) -> None:
        self.limits = limits or Limits()
        self.session = _Session(self.limits, adapter or _Adapter(self.limits))

    def get(self, url: str, headers: Mapping[str, str | bytes] | None = None) -> requests.Response:
        """Fetch an address; whatever its status, the body has arrived in full.

        Raises:
            TransportError: no whole answer arrived.
            AddressRefused: the address, or one it redirects to, is never asked.
        """
        with within(self.limits.deadline):
            try:
                return self.session.get(url, headers=headers)
            except requests.TooManyRedirects:
                raise errors.TooManyRedirects(url=url, limit=self.limits.redirects) from None
            except (requests.RequestException, ValueError):
                reason = Sentence("it cannot be read as an address, or it redirects to such a one")
                raise errors.AddressRefused(url=url, reason=reason) from None

    def close(self) -> None:
        """Let go of connections."""
        self.session.close()


class _Session(requests.Session):
    def __init__(self, limits: Limits, adapter: BaseAdapter) -> None:
        super().__init__()
        # What is fetched must not depend on the shell the portal was started from: no proxy, and
        # no credentials of ~/.netrc for hosts that an editor names.
        self.trust_env = False
        self.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        self.max_redirects = limits.redirects
        self.headers["User-Agent"] = USER_AGENT
        self.headers["Accept"] = ACCEPT
        self.headers["Accept-Encoding"] = "identity"
        self.headers["Connection"] = "close"
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Leave redirects unfollowed that would carry credentials or an answer into the open."""
        target: str | None = super().get_redirect_target(resp)
        if target is None or any(name in resp.request.headers for name in CREDENTIALS):
            return None
        # Joined as requests will: "h\tttp:" is http to it, too.
        scheme = urlsplit(urljoin(resp.url, target)).scheme
        return None if resp.url.startswith("https:") and scheme == "http" else target


class _Adapter(HTTPAdapter):
    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        url = request.url or ""
        refuse_unless_plain(url)
        kwargs |= {"stream": True, "timeout": (self._limits.connect, None)}
        failure: errors.UpstreamError | None = None
        with within(self._limits.deadline) as deadline:
            try:
                response = super().send(request, *args, **kwargs)
                response.raw = io.BytesIO(self._body(response.raw, url))
            except FAILURES as error:
                failure = named(error, url, connect=self._limits.connect)
            finally:
                # One call, one connection: none is stale, and each is known to its deadline.
                self.poolmanager.clear()
                deadline.release()
            if deadline.expired:  # even without a failure: a cut body of no length looks whole
                failure = errors.DeadlineExceeded(url=url, seconds=deadline.seconds)
        if failure is not None:
            raise failure
        return response

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        try:
            super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]
        except OSError:
            reason = Sentence("the file of authorities or of the own certificate is missing here")
            raise errors.TlsError(url=url, reason=reason) from None

    def _body(self, raw: urllib3.HTTPResponse, url: str) -> bytes:
        with closing(raw):
            try:
                chunks = raw.stream(CHUNK, decode_content=False)
                encoding = raw.headers.get("Content-Encoding", "")
                return decoded(chunks, encoding, limit=self._limits.max_bytes, url=url)
            except urllib3.exceptions.HTTPError:
                raise errors.Truncated(url=url) from None
