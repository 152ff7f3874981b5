"""One document on the portal's own disk. Whoever may add such a source may read what the portal
can read: that is for operators, not for editors."""

import os
import stat
import time
from urllib.parse import urlsplit
from urllib.request import url2pathname

from portal.sentence import Sentence
from portal.upstream.errors import ConfigurationError, FileError, TooLarge
from portal.upstream.single import SingleDocument
from portal.upstream.source import Fetched, NotModified, SourceConfig, Validators
from portal.upstream.transport import Limits


class FileDocument(SingleDocument):
    """A plain file, given by its path or its file:// address."""

    def __init__(self, config: SourceConfig, limits: Limits) -> None:
        self._path = path_of(config.url)
        self._url = f"file://{os.path.abspath(self._path)}"
        self._limits = limits
        super().__init__(config, self._path)

    def fetch(self, name: str, validators: Validators | None = None) -> Fetched | NotModified:
        """Read the file anew each time; validators play no part.

        Raises:
            FileError: it is missing, unreadable, or not a plain file.
            TooLarge: it is larger than the limit.
        """
        started = time.monotonic()
        try:
            body = self._read()
        except OSError as error:
            raise FileError(path=self._path, reason=(error.strerror or "unknown").lower()) from None
        return Fetched(
            body=body,
            url=self._url,
            content_type="",
            etag=None,
            last_modified=None,
            seconds=time.monotonic() - started,
        )

    def _read(self) -> bytes:
        limit = self._limits.max_bytes
        with open(self._path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(path=self._path, reason=Sentence("it is not a plain file"))
            body = file.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(url=self._url, limit=limit)
        return body

    def close(self) -> None:
        """Nothing is kept open."""


def _open_at_once(path: str, flags: int) -> int:
    """Open a file; without O_NONBLOCK, opening a FIFO would wait for a writer, for ever."""
    return os.open(path, flags | os.O_NONBLOCK)


def path_of(url: str) -> str:
    """The path that a path or a file:// address (RFC 8089) names.

    Raises:
        ConfigurationError: it lies on another host, or cannot be a path.
    """
    if not url.startswith("file:"):
        path = url
    else:
        parts = urlsplit(url)
        if parts.netloc not in ("", "localhost"):
            reason = Sentence("a file:// address with a host names no file here")
            raise ConfigurationError(reason=reason)
        path = url2pathname(parts.path)
    if not path or "\0" in path:
        raise ConfigurationError(reason=Sentence("it names no file"))
    return path
