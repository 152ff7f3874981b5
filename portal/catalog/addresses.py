"""Where things are: the one place that turns names into addresses and back.

An address that has once worked works for ever, so this grammar may grow but never change::

    /<source>/<schema>/                         a schema; its name may hold slashes
    /<source>/<schema>/<property>/              a property of its current version
    /<source>/<schema>/versions/[<n>/[<property>/]]
    /<source>/<schema>/compare/<a>...<b>/
    /<source>/<schema>/-/<word>/                whatever else the portal will ever have to say
    /<source>/<schema>/-/evidence/<n>.zip       a file: its address ends without a slash
    /<source>/<schema>/-/card/<n>[/<property>].png          as this one does

No address has two meanings, because

* a source's name is plain (`check_source_name`) and never one of the portal's own first words;
* of two schemas of one source neither name continues the other at a slash (`clashing`), so at most
  one of them begins a given address;
* a property that is called like one of the words above is escaped.

A property's address is its JSON Pointer (RFC 6901), written readably: `properties/x` is `x`,
`items` is `*`, any other keyword is `@keyword`, and what might be misread in a name is escaped
with `~`::

    /properties/images/items/properties/disk_format     images/*/disk_format
    /definitions/Link/properties/href                   @definitions/Link/href
    /properties/a~1b                                    a~1b
"""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from urllib.parse import quote, unquote

from portal.schema import pointer as json_pointer
from portal.sentence import Sentence, gettext_noop

SCHEMA_WORDS = frozenset({"versions", "compare", "-"})
RESERVED_SOURCE_NAMES = frozenset(
    (
        "about access accounts admin api assets at changes check-links compare docs embed evidence "
        "export favicon-ico feed feeds fetches go health help hooks language links login logout "
        "matrix me media metrics notes notify oauth oembed oidc openapi ping privacy replay "
        "robots-txt rules schemas search settings setup sitemap-xml sources static status "
        "styleguide timemap tokens users v1 v2 v3 validate versions webhooks well-known"
    ).split()
)
_SOURCE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_INDEX = re.compile(r"0|[1-9][0-9]*")
# Keywords whose next token names or numbers one of several subschemas.
_HOLDS_MANY = frozenset(
    (
        "$defs definitions patternProperties dependentSchemas dependencies allOf anyOf oneOf "
        "prefixItems extends type disallow"
    ).split()
)
LONGEST_NAME = 255  # characters of a schema's name
_SAFE_IN_SEGMENT = "-._~!$'()*,;=:@+"


class BadName(ValueError):
    """A name that can't be given to a source or a schema; says why."""

    code = "bad-name"


def check_source_name(name: str) -> None:
    """Raise BadName unless `name` can stand first in an address for ever."""
    if not _SOURCE_NAME.fullmatch(name):
        told = gettext_noop(
            "{name!r} can't name a source: use 1 to 63 lower-case letters, digits and hyphens, "
            "beginning and ending with a letter or digit"
        )
        raise BadName(Sentence(told, name=name))
    if name in RESERVED_SOURCE_NAMES:
        told = gettext_noop("{name!r} can't name a source: the portal uses this word itself")
        raise BadName(Sentence(told, name=name))


def check_schema_name(name: str, others: Iterable[str] = ()) -> None:
    """Raise BadName if `name` is empty, too long, or would make an address ambiguous."""
    if not 1 <= len(name) <= LONGEST_NAME or "\0" in name:
        told = gettext_noop("a schema's name has 1 to {limit} characters, none of them NUL")
        raise BadName(Sentence(told, limit=LONGEST_NAME))
    clash = clashing(name, others)
    if clash is not None:
        told = gettext_noop(
            "a schema can't be called {name!r} beside {clash!r}: one address would mean both; "
            "choose another name, such as {other!r}"
        )
        raise BadName(Sentence(told, name=name, clash=clash, other=name.replace("/", "-") + "-2"))


def clashing(name: str, others: Iterable[str]) -> str | None:
    """The first of `others` that continues `name` at a slash or is continued by it."""
    for other in others:
        if other != name and (other.startswith(f"{name}/") or name.startswith(f"{other}/")):
            return other
    return None


def source_url(source: str) -> str:
    return f"/{source}/"


def schema_url(source: str, schema: str, version: int | None = None) -> str:
    """The address of a schema's current version, or of version `version` for ever."""
    base = f"/{source}/{schema_path(schema)}/"
    return base if version is None else f"{base}versions/{version}/"


def property_url(source: str, schema: str, pointer: str, version: int | None = None) -> str:
    """The address of the property at `pointer`, in the current version or in a pinned one."""
    return f"{schema_url(source, schema, version)}{property_path(pointer)}/"


def versions_url(source: str, schema: str) -> str:
    return f"{schema_url(source, schema)}versions/"


def compare_url(source: str, schema: str, before: int, after: int) -> str:
    return f"{schema_url(source, schema)}compare/{before}...{after}/"


def evidence_url(source: str, schema: str, version: int) -> str:
    """The address of the bundle that vouches for a version."""
    return f"{schema_url(source, schema)}-/evidence/{version}.zip"


def card_url(source: str, schema: str, version: int, pointer: str = "") -> str:
    """The address of the picture that tells of a version, or of a property as it has it."""
    of = f"/{property_path(pointer)}" if pointer else ""
    return f"{schema_url(source, schema)}-/card/{version}{of}.png"


def schema_path(name: str) -> str:
    """A schema's name as it stands in an address, percent-encoded."""
    segments = [_escape(segment) for segment in name.split("/")]
    return "/".join(_quote(segment) for segment in _marked(segments, {"-"}))


def schema_prefixes(rest: str) -> Iterator[tuple[str, str]]:
    """Each (schema name, what follows it) that a decoded address `rest` could begin with."""
    segments = rest.split("/")
    names = accumulate(map(_unescape, segments), "{}/{}".format)
    for length, name in enumerate(names, start=1):
        if len(name) > LONGEST_NAME or "\0" in name:  # PostgreSQL refuses to compare with NUL
            return
        yield name, "/".join(segments[length:])


def property_path(pointer: str) -> str:
    """`pointer` as it stands in an address, percent-encoded; `pointer_from` reads it back."""
    return "/".join(_quote(segment) for segment in _segments(json_pointer.split(pointer)))


def pointer_from(path: str) -> str:
    """The JSON Pointer that a decoded address `path` stands for, however it was spelled."""
    tokens: list[str] = []
    segments = iter(path.split("/"))
    for segment in segments:
        if segment == "*":
            tokens.append("items")
        elif segment.startswith("@"):
            keyword = _unescape(segment[1:])
            tokens.append(keyword)
            if keyword in _HOLDS_MANY or keyword == "items":
                tokens += [_unescape(following) for following in _first(segments)]
        else:
            tokens += ["properties", _unescape(segment)]
    return json_pointer.join("", *tokens)


def _segments(tokens: tuple[str, ...]) -> list[str]:
    segments: list[str] = []
    rest = iter(enumerate(tokens))
    for index, token in rest:
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token == "properties" and following is not None:
            segments.append(_escape(following))
            next(rest)
        elif token == "items" and (following is None or not _INDEX.fullmatch(following)):
            segments.append("*")
        else:
            segments.append("@" + _escape(token))
            if following is not None and (token in _HOLDS_MANY or token == "items"):
                segments.append(_escape(following))
                next(rest)
    return _marked(segments, SCHEMA_WORDS)


def _marked(segments: list[str], words: Iterable[str]) -> list[str]:
    """Set a name apart from the portal's own `words` where it could be taken for one."""
    return (
        ["~6" + segments[0], *segments[1:]] if segments[:1] and segments[0] in words else segments
    )


def _escape(name: str) -> str:
    if not name:
        return "~5"
    if name in {".", ".."}:  # browsers resolve these, percent-encoded or not
        return "~4" * len(name)
    if name == "*":
        return "~3"
    escaped = name.replace("~", "~0").replace("/", "~1")
    return "~2" + escaped[1:] if escaped.startswith("@") else escaped


_ESCAPES = {"~0": "~", "~1": "/", "~2": "@", "~3": "*", "~4": ".", "~5": "", "~6": ""}


def _unescape(segment: str) -> str:
    return re.sub("~[0-6]", lambda match: _ESCAPES[match[0]], segment)


def _quote(segment: str) -> str:
    return quote(segment, safe=_SAFE_IN_SEGMENT)


def _first(segments: Iterator[str]) -> list[str]:
    return [segment for segment in [next(segments, None)] if segment is not None]


def decode(path: str) -> str:
    """A percent-encoded address path as a web server hands it to the application."""
    return unquote(path)


def encode(path: str) -> str:
    """The percent-encoded form that addresses have here of a decoded address path."""
    return "/".join(map(_quote, path.split("/")))
