"""What an answer means: a document, "not modified", or the error that its status stands for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from portal.sentence import Sentence
from portal.upstream import errors
from portal.upstream.source import Fetched, NotModified

LONGEST_WAIT = 3600.0  # seconds; whoever asks for more is asked again after an hour

WEB_PAGES = ("text/html", "application/xhtml+xml")

BY_STATUS: dict[int, type[errors.StatusError]] = {
    301: errors.RedirectRefused,
    302: errors.RedirectRefused,
    303: errors.RedirectRefused,
    304: errors.NotModifiedUnasked,
    307: errors.RedirectRefused,
    308: errors.RedirectRefused,
    400: errors.BadRequest,
    401: errors.Credentials,
    403: errors.Permission,
    404: errors.NotFound,
    410: errors.NotFound,
    429: errors.TooManyRequests,
    502: errors.Unavailable,
    503: errors.Unavailable,
    504: errors.Unavailable,
}


def read(
    response: requests.Response, *, name: str, conditional: bool, seconds: float
) -> Fetched | NotModified:
    """Make of an answer what `Upstream.fetch` gives for the schema `name`.

    Only 200 will do: a wrong version prefix makes Glance answer 300 with a fine JSON document.

    Raises:
        StatusError: any other status, also 304 if the question was not `conditional`.
        NotJsonType: a web page.
    """
    url = errors.public(response.url)
    etag = response.headers.get("ETag")
    last_modified = response.headers.get("Last-Modified")
    content_type = response.headers.get("Content-Type", "")
    if response.status_code == 304 and conditional:
        return NotModified(url=url, etag=etag, last_modified=last_modified, seconds=seconds)
    if response.status_code != 200:
        raise refusal(response)
    if content_type.partition(";")[0].strip().lower() in WEB_PAGES:
        raise errors.NotJsonType(url=url, name=name, reason=Sentence("it is a web page"))
    return Fetched(
        body=response.content,
        url=url,
        content_type=content_type,
        etag=etag,
        last_modified=last_modified,
        seconds=seconds,
    )


def refusal(response: requests.Response) -> errors.StatusError:
    """The error that a status other than 200 stands for."""
    status = response.status_code
    kind = BY_STATUS.get(status, errors.ServerError if status >= 500 else errors.StatusError)
    return kind(url=response.url, status=status, retry_after=retry_after(response.headers))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by Retry-After, in either form (RFC 9110, section 10.2.3), within bounds."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdecimal():
        return min(float(value), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # a year of 14 digits
        return None
    # A date of RFC 5322 with the zone "-0000" comes without one; HTTP's dates are in GMT.
    wait = (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(wait, 0.0), LONGEST_WAIT)
