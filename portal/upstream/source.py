"""What a source is, what fetching from one gives, and what every kind of source can do."""

from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self

Kind = Literal["glance", "json-schema", "file"]


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """How one deployment is asked. Holds no credentials: those belong to the named cloud.

    Attributes:
        kind: `glance` for an image service, `json-schema` for one document on the web, `file` for
            one document on the portal's own disk.
        url: the image service's base (with or without `/v2`), the document's address, or a path.
        cloud: a name of clouds.yaml, instead of `url`, when a glance source needs a sign-in.
        schemas: the names to fetch; empty means all that the kind knows.
    """

    kind: Kind
    url: str = ""
    cloud: str = ""
    schemas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer said about its version (RFC 9110, section 8.8), to ask for news."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditional request's headers (RFC 9110, sections 13.1.2 and 13.1.3)."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document, byte for byte as served, content coding undone.

    Attributes:
        url: where it came from after redirects, without userinfo, query and fragment.
        content_type: as served; empty if it was not said.
        seconds: from the question to the last byte, signing in included.
    """

    body: bytes
    url: str
    content_type: str
    etag: str | None
    last_modified: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class NotModified:
    """The document is still the one that the given validators belong to."""

    url: str
    etag: str | None
    last_modified: str | None
    seconds: float


class Upstream(Protocol):
    """A source that can be asked. Close it, or use it in a `with`."""

    def names(self) -> tuple[str, ...]:
        """The names of the schemas that `fetch` takes."""

    def fetch(self, name: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Fetch one document; `NotModified` only if `validators` were given.

        Raises:
            UpstreamError: of the kind that says what went wrong.
        """

    def check(self, name: str, document: object) -> None:
        """Accept a parsed document as the schema that was asked for.

        Raises:
            WrongDocument: it is something else, such as a list of versions.
        """

    def close(self) -> None:
        """Let go of connections."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
