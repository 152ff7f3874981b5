"""What can go wrong while a schema is fetched: a tree of errors that carry data.

    UpstreamError
      ConfigurationError        configuration           the source itself must be changed
        AddressRefused          address                 other scheme, userinfo, blocked port
        CloudConfigError        cloud-config            clouds.yaml is broken or lacks the cloud
      TransportError            transport               no whole answer arrived
        NameNotFound            name-not-found
        Refused                 refused
        Unreachable             unreachable
        ConnectTimeout          connect-timeout
        TlsError                tls
        DeadlineExceeded        deadline
        Disconnected            disconnected
        BadHeaders              headers
        Truncated               truncated
        TooLarge                too-large
        BadEncoding             bad-encoding
        TooManyRedirects        redirects
      StatusError               unexpected-status       an answer with a status other than 200
        BadRequest              bad-request             400
        Credentials             credentials             401
        Permission              permission              403
        NotFound                not-found               404, 410
        TooManyRequests         too-many-requests       429
        Unavailable             unavailable             502, 503, 504
        ServerError             server-error            500 and the rest of 5xx
        RedirectRefused         redirect-refused        3xx that may not be followed
        NotModifiedUnasked      not-modified-unasked    304 to a question without condition
      WrongDocument             wrong-document          status 200, but not the schema asked for
        NotJsonType             not-json-type           an HTML page, most likely a login form
      NoEndpoint                no-endpoint             the catalogue has no image service
      KeystoneUnavailable       keystone-unavailable    signing in failed, not for its credentials
      FileError                 file                    missing, unreadable, not a plain file

`code` is stored with each observation and never changes its meaning. `str(error)` says in one
Sentence what happened, `error.advice` in another what to do. Neither they nor the fields ever hold
a secret: addresses are cut down by `public`, and texts of libraries are not quoted.
"""

from portal.upstream.errors.base import (
    AddressRefused,
    CloudConfigError,
    ConfigurationError,
    FileError,
    KeystoneUnavailable,
    NoEndpoint,
    NotJsonType,
    UpstreamError,
    WrongDocument,
)
from portal.upstream.errors.redact import public
from portal.upstream.errors.status import (
    BadRequest,
    Credentials,
    NotFound,
    NotModifiedUnasked,
    Permission,
    RedirectRefused,
    ServerError,
    StatusError,
    TooManyRequests,
    Unavailable,
)
from portal.upstream.errors.transport import (
    BadEncoding,
    BadHeaders,
    ConnectTimeout,
    DeadlineExceeded,
    Disconnected,
    NameNotFound,
    Refused,
    TlsError,
    TooLarge,
    TooManyRedirects,
    TransportError,
    Truncated,
    Unreachable,
)

__all__ = [
    "AddressRefused",
    "BadEncoding",
    "BadHeaders",
    "BadRequest",
    "CloudConfigError",
    "ConfigurationError",
    "ConnectTimeout",
    "Credentials",
    "DeadlineExceeded",
    "Disconnected",
    "FileError",
    "KeystoneUnavailable",
    "NameNotFound",
    "NoEndpoint",
    "NotFound",
    "NotJsonType",
    "NotModifiedUnasked",
    "Permission",
    "RedirectRefused",
    "Refused",
    "ServerError",
    "StatusError",
    "TlsError",
    "TooLarge",
    "TooManyRedirects",
    "TooManyRequests",
    "TransportError",
    "Truncated",
    "Unavailable",
    "Unreachable",
    "UpstreamError",
    "WrongDocument",
    "public",
]
