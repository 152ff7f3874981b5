"""A whole answer arrived, with a status other than 200."""

from dataclasses import dataclass

from portal.upstream.errors.base import UpstreamError


@dataclass(eq=False, kw_only=True)
class StatusError(UpstreamError):
    """Base of all statuses; itself for those without a class of their own (204, 206, 300, 418)."""

    code = "unexpected-status"
    sentence = "{e.url} answered with status {e.status} instead of 200."
    remedy = "Check that the address leads to the schema document itself."

    status: int


class BadRequest(StatusError):
    """Status 400."""

    code = "bad-request"
    sentence = "{e.url} calls the portal's request wrong (status 400)."


class Credentials(StatusError):
    """Status 401, also after signing in anew."""

    code = "credentials"
    sentence = "{e.url} does not accept the portal's credentials (status {e.status})."
    remedy = "Name a cloud of clouds.yaml for the source, or renew the credentials there."


class Permission(StatusError):
    """Status 403."""

    code = "permission"
    sentence = "{e.url} does not let the portal read it (status 403)."
    remedy = "Give the portal's user a role that may read it, such as reader."


class NotFound(StatusError):
    """Status 404 or 410."""

    code = "not-found"
    sentence = "There is no document at {e.url} (status {e.status})."
    remedy = "Check the address and the schema's name; what was kept stays readable."


class TooManyRequests(StatusError):
    """Status 429; see `retry_after`."""

    code = "too-many-requests"
    sentence = "{e.url} asks the portal to come less often (status 429)."
    remedy = "Nothing to do at once: the portal waits as long as it was asked to."


class Unavailable(StatusError):
    """Status 502, 503 or 504; see `retry_after`."""

    code = "unavailable"
    sentence = "{e.url} is out of service for now (status {e.status})."
    remedy = "Nothing to do at once: the portal asks again by itself."


class ServerError(StatusError):
    """Status 500 and the rest of 5xx."""

    code = "server-error"
    sentence = "{e.url} failed inside (status {e.status})."
    remedy = "Tell the service's operator if it lasts; the portal asks again by itself."


class RedirectRefused(StatusError):
    """A redirect of a call with credentials, or from https to http, or to nowhere."""

    code = "redirect-refused"
    sentence = "{e.url} redirects (status {e.status}), which is not followed here."
    remedy = "Give the address at which the document really stands."


class NotModifiedUnasked(StatusError):
    """Status 304 to a question without condition."""

    code = "not-modified-unasked"
    sentence = "{e.url} says 'not modified' (status 304), which was not the question."
    remedy = "Check the caches between the portal and the service."
