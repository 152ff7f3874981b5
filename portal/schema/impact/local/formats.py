"""What is known of formats: which validators check, and strings that are of some of them."""

from collections.abc import Callable
from typing import Final

from portal.schema.dialect import Dialect
from portal.schema.impact.local.certainty import Certainty

_DRAFT3: Final = frozenset({"date", "email", "ip-address", "ipv6", "regex"})
_DRAFT4: Final = frozenset({"date-time", "email", "hostname", "ipv4", "ipv6", "uri"})
_DRAFT6: Final = _DRAFT4 | {"json-pointer", "uri-reference", "uri-template"}
_DRAFT7: Final = _DRAFT6 | {
    *("date", "idn-email", "idn-hostname", "iri", "iri-reference", "regex"),
    *("relative-json-pointer", "time"),
}
_SINCE_2019: Final = _DRAFT7 | {"duration", "uuid"}

# By dialect, the formats of its specification that validators check.
CHECKED: Final = {
    "draft3": _DRAFT3,
    "draft4": _DRAFT4,
    "openstack": _DRAFT4,
    "draft6": _DRAFT6,
    "draft7": _DRAFT7,
    "2019-09": _SINCE_2019,
    "2020-12": _SINCE_2019,
}

# OpenAPI's, for numbers.
OF_OTHER_KINDS: Final = frozenset({"double", "float", "int32", "int64"})

# Strings, and all the formats that they are of: plain cases, about which validators agree.
_FREE: Final = frozenset({"iri-reference", "regex", "uri-template"})
_ADDRESS: Final = _FREE | {"uri-reference"}
_NAME: Final = _ADDRESS | {"hostname", "idn-hostname"}
SAMPLES: Final[dict[str, frozenset[str]]] = {
    "x": _NAME,
    "": _ADDRESS | {"json-pointer"},
    "2018-11-13": _NAME | {"date"},
    "2018-11-13T20:20:39Z": frozenset({"date-time", "regex", "uri-template"}),
    "20:20:39Z": frozenset({"regex", "time", "uri-template"}),
    "joe@example.com": _ADDRESS | {"email", "idn-email"},
    "用户@例子.广告": _FREE | {"idn-email"},
    "example.com": _NAME,
    "例子.广告": _FREE | {"idn-hostname"},
    "192.0.2.1": _NAME | {"ip-address", "ipv4"},
    "2001:db8::1": frozenset({"ipv6", "regex", "uri-template"}),
    "http://example.com/a": _ADDRESS | {"iri", "uri"},
    "http://例子.广告/a": _FREE | {"iri"},
    "/a/b": _ADDRESS | {"json-pointer"},
    "/a/{b}": frozenset({"json-pointer", "uri-template"}),
    "0/a": _ADDRESS | {"relative-json-pointer"},
    "^a+$": frozenset({"regex"}),
    "2eb8aa08-aa98-11ea-b4aa-73b441d16380": _NAME | {"uuid"},
    "P1D": _NAME | {"duration"},
    "\\": frozenset(),
}
# What is of the first is of the second, too (RFC 3986, RFC 3987, RFC 5890, RFC 6531).
INCLUDED: Final = frozenset(
    {
        *(("email", "idn-email"), ("hostname", "idn-hostname"), ("iri", "iri-reference")),
        *(("uri", "iri"), ("uri", "iri-reference"), ("uri", "uri-reference")),
        ("uri-reference", "iri-reference"),
    }
)


# What every string of a format has; none that lacks it is of the format.
_NEEDS: Final[dict[str, Callable[[str], bool]]] = {
    "date": lambda text: len(text) == 10,
    "date-time": lambda text: len(text) >= 20,
    "duration": lambda text: text.startswith("P"),
    "email": lambda text: "@" in text,
    "idn-email": lambda text: "@" in text,
    "ip-address": lambda text: text.count(".") == 3,
    "ipv4": lambda text: text.count(".") == 3,
    "ipv6": lambda text: ":" in text,
    "iri": lambda text: ":" in text,
    "time": lambda text: text.count(":") >= 2,
    "uri": lambda text: ":" in text,
    "uuid": lambda text: len(text) == 36,
}


def is_of(text: str, format_: str, dialect: Dialect) -> Certainty:
    """Tell whether a string is of a format; None if that cannot be told."""
    of = SAMPLES.get(text)
    if of is not None and format_ in of:
        return True
    if format_ not in CHECKED[dialect.name]:
        return None
    lacks = format_ in _NEEDS and not _NEEDS[format_](text)
    return False if of is not None or lacks else None
