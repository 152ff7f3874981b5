"""A whole answer arrived, with a status other than 200."""

from dataclasses import dataclass

from portal.sentence import gettext_noop
from portal.upstream.errors.base import UpstreamError


@dataclass(eq=False, kw_only=True)
class StatusError(UpstreamError):
    """Base of all statuses; itself for those without a class of their own (204, 206, 300, 418)."""

    code = "unexpected-status"
    sentence = gettext_noop("{url} answered with status {status} instead of 200.")
    remedy = gettext_noop("Check that the address leads to the schema document itself.")

    status: int


class BadRequest(StatusError):
    """Status 400."""

    code = "bad-request"
    sentence = gettext_noop("{url} calls the portal's request wrong (status 400).")


class Credentials(StatusError):
    """Status 401, also after signing in anew."""

    code = "credentials"
    sentence = gettext_noop("{url} does not accept the portal's credentials (status {status}).")
    remedy = gettext_noop(
        "Name a cloud of clouds.yaml for the source, or renew the credentials there."
    )


class Permission(StatusError):
    """Status 403."""

    code = "permission"
    sentence = gettext_noop("{url} does not let the portal read it (status 403).")
    remedy = gettext_noop("Give the portal's user a role that may read it, such as reader.")


class NotFound(StatusError):
    """Status 404 or 410."""

    code = "not-found"
    sentence = gettext_noop("There is no document at {url} (status {status}).")
    remedy = gettext_noop("Check the address and the schema's name; what was kept stays readable.")


class TooManyRequests(StatusError):
    """Status 429; see `retry_after`."""

    code = "too-many-requests"
    sentence = gettext_noop("{url} asks the portal to come less often (status 429).")
    remedy = gettext_noop("Nothing to do at once: the portal waits as long as it was asked to.")


class Unavailable(StatusError):
    """Status 502, 503 or 504; see `retry_after`."""

    code = "unavailable"
    sentence = gettext_noop("{url} is out of service for now (status {status}).")
    remedy = gettext_noop("Nothing to do at once: the portal asks again by itself.")


class ServerError(StatusError):
    """Status 500 and the rest of 5xx."""

    code = "server-error"
    sentence = gettext_noop("{url} failed inside (status {status}).")
    remedy = gettext_noop(
        "Tell the service's operator if it lasts; the portal asks again by itself."
    )


class RedirectRefused(StatusError):
    """A redirect of a call with credentials, or from https to http, or to nowhere."""

    code = "redirect-refused"
    sentence = gettext_noop("{url} redirects (status {status}), which is not followed here.")
    remedy = gettext_noop("Give the address at which the document really stands.")


class NotModifiedUnasked(StatusError):
    """Status 304 to a question without condition."""

    code = "not-modified-unasked"
    sentence = gettext_noop("{url} says 'not modified' (status 304), which was not the question.")
    remedy = gettext_noop("Check the caches between the portal and the service.")
