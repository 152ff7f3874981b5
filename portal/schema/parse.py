"""Reading JSON strictly: what is kept is exactly what was served, or it is refused.

RFC 8259 leaves open what a parser does with duplicate names, lone surrogates and numbers that
it cannot hold; most guess. A portal that keeps documents as evidence must not.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import isinf
from typing import NamedTuple, TypeAlias

from portal.schema import errors
from portal.schema.pointer import join
from portal.schema.value import JSON, quote
from portal.sentence import Sentence, gettext_noop

_UTF8_BOM = b"\xef\xbb\xbf"
# The first match names the encoding: a byte order mark, or the zeros beside the first character,
# which is ASCII in every JSON document (RFC 4627 section 3). UTF-32 first: its mark begins as
# UTF-16's does.
_OTHER_ENCODINGS = (
    ("UTF-32", re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff|\0\0\0[^\0]|[^\0]\0\0\0", re.DOTALL)),
    ("UTF-16", re.compile(rb"\xff\xfe|\xfe\xff|\0[^\0]|[^\0]\0", re.DOTALL)),
)
_DEEPER = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NOT_BRACKETS = bytes(set(range(256)) - set(_DEEPER))
# Only an escape can bring them in: strict UTF-8 has no surrogates, and the grammar no bare NUL.
_SUSPICIOUS_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_MAY_BE_SCHEMAS = (dict, list, bool)  # a list, as it may hold schemas
_BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")
# What json.loads says of texts that are no JSON; whatever else it may say is told as it is.
_WHY_NOT = (
    gettext_noop("expecting value"),
    gettext_noop("expecting property name enclosed in double quotes"),
    gettext_noop("expecting ':' delimiter"),
    gettext_noop("expecting ',' delimiter"),
    gettext_noop("extra data"),
    gettext_noop("unterminated string starting at"),
    gettext_noop("invalid control character at"),
    gettext_noop("invalid \\escape"),
    gettext_noop("invalid \\uXXXX escape"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much.

    `size` is in bytes. `depth` counts enclosing arrays and objects; the deepest schemas in use
    have about 40, and 200 leave room below Python's 1 000 frames for code that recurses.
    `digits` are those of one integer: above any that a schema means, and below the 4 300 at
    which Python refuses to convert.
    """

    size: int = 8 * 1024 * 1024
    depth: int = 200
    digits: int = 1_000
    # Characters of the pointers to all places where a schema may stand. A document of 8 MiB could
    # need terabytes: one name of 4 MiB, and in what it names a million short ones.
    pointers: int = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, and what had to be done to read it, in words."""

    value: JSON
    notes: tuple[str, ...] = ()


_DEFAULT_LIMITS = Limits()


def parse(data: bytes, *, limits: Limits = _DEFAULT_LIMITS) -> Parsed:
    """Parse a served document (RFC 8259) strictly; integers stay exact.

    Raises a subclass of ParseError for anything that is not UTF-8, not JSON, too large or deep,
    has too long pointers, or could not be kept as it is: duplicate names, NaN, numbers out of
    range, lone surrogates, U+0000. Never raises anything else.
    """
    if len(data) > limits.size:
        told = gettext_noop("The document has {size:,} bytes; {limit:,} are allowed")
        raise errors.TooLarge(Sentence(told, size=len(data), limit=limits.size))
    notes: tuple[str, ...] = ()
    if data.startswith(_UTF8_BOM):
        data = data.removeprefix(_UTF8_BOM)
        notes = (Sentence("A byte order mark stood before the document; it was left out."),)
    text = _decode(data)
    _refuse_depth(data, limits)
    value = _load(text, limits)
    _refuse_long_pointers(value, limits)
    return Parsed(value, notes)


def _decode(data: bytes) -> str:
    for name, beginning in _OTHER_ENCODINGS:
        if beginning.match(data):
            told = gettext_noop("The document is encoded in {name}, not in UTF-8")
            raise errors.NotUtf8(Sentence(told, name=name))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        told = Sentence("The document is not valid UTF-8")
        raise errors.NotUtf8(told, offset=error.start) from None


def _refuse_depth(data: bytes, limits: Limits) -> None:
    """Raise TooDeep before the parser, which recurses, sees the document.

    Where the grammar is broken the count goes astray, but only behind the place where the parser
    will stop.
    """
    unescaped = data.replace(rb"\\", b"").replace(rb"\"", b"")
    outside_strings = b"".join(unescaped.split(b'"')[::2])
    brackets = outside_strings.translate(None, delete=_NOT_BRACKETS)
    if max(accumulate(map(_DEEPER.__getitem__, brackets)), default=0) > limits.depth:
        told = gettext_noop("The document is nested more than {limit} levels deep")
        raise errors.TooDeep(Sentence(told, limit=limits.depth))


def _load(text: str, limits: Limits) -> JSON:
    """Parse with the standard library, whose hooks leave faults in the tree where they stand."""
    hooks = _Hooks(limits)
    try:
        value: JSON = json.loads(
            text,
            object_pairs_hook=hooks.members,
            parse_float=hooks.number,
            parse_int=hooks.integer,
            parse_constant=hooks.constant,
        )
    except json.JSONDecodeError as error:
        why = error.msg[:1].lower() + error.msg[1:]
        raise errors.NotJson(
            Sentence(
                "The document is not JSON: {why}", why=Sentence(why) if why in _WHY_NOT else why
            ),
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:  # only where `limits` allow more than Python does
        raise errors.TooDeep(Sentence("The document is nested deeper than can be read")) from None
    if _SUSPICIOUS_ESCAPE.search(text):
        _refuse_first(value, _text_fault)
    if hooks.found_fault:
        _refuse_first(value, _left_fault)
    return value


class _Fault(NamedTuple):
    """What is left in the tree; a document may have a million, and only the first is told."""

    kind: type[errors.ParseError]
    reason: str  # a template, with {text} or {quoted} in it
    text: str


class _Hooks:
    """The hooks of json.loads. They know no place, so they leave each fault in the tree."""

    def __init__(self, limits: Limits) -> None:
        self.found_fault = False
        self._digits = limits.digits

    def members(self, pairs: list[tuple[str, JSON]]) -> JSON:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        reason = gettext_noop("One object has the name {quoted} more than once")
        return members | {twice: self._fault(errors.DuplicateName, reason, twice)}

    def number(self, text: str) -> JSON:
        number = float(text)
        if isinf(number):
            reason = gettext_noop("The number {quoted} is out of range")
            return self._fault(errors.NumberTooLarge, reason, text)
        return number

    def integer(self, text: str) -> JSON:
        if len(text.lstrip("-")) > self._digits:
            reason = gettext_noop("An integer has more than {text} digits")
            return self._fault(errors.NumberTooLarge, reason, f"{self._digits:,}")
        return int(text)

    def constant(self, text: str) -> JSON:
        return self._fault(errors.NotANumber, gettext_noop("{text} is not a JSON number"), text)

    def _fault(self, kind: type[errors.ParseError], reason: str, text: str) -> JSON:
        self.found_fault = True
        return _Fault(kind, reason, text)  # type: ignore[return-value]  # nobody sees this tree


_Judge = Callable[[object], errors.ParseError | None]


def _left_fault(value: object) -> errors.ParseError | None:
    if not isinstance(value, _Fault):
        return None
    return value.kind(Sentence(value.reason, text=value.text, quoted=quote(value.text)))


def _text_fault(value: object) -> errors.ParseError | None:
    texts = value if isinstance(value, dict) else [value] if isinstance(value, str) else []
    for text in texts:
        found = _BAD_CHARACTER.search(text)
        if found and found[0] == "\0":
            return errors.NulCharacter(Sentence("A string or a name holds the character U+0000"))
        if found:
            return errors.LoneSurrogate(Sentence("A string or a name holds half a surrogate pair"))
    return None


def _refuse_first(document: JSON, judge: _Judge) -> None:
    """Raise the first fault in document order, with its place."""
    for place, value in _everything(document):
        fault = judge(value)
        if fault is not None:
            fault.pointer = _pointer(place)
            raise fault


# The token of a value, and the place of what it stands in. Pointers would take quadratic memory.
_Place: TypeAlias = "tuple[_Place, str | int] | None"


def _everything(document: JSON) -> Iterator[tuple[_Place, JSON]]:
    pending: list[tuple[_Place, JSON]] = [(None, document)]
    while pending:
        place, value = pending.pop()
        yield place, value
        members = value.items() if isinstance(value, dict) else ()
        entries = enumerate(value) if isinstance(value, list) else members
        pending += [((place, token), entry) for token, entry in entries][::-1]


def _pointer(place: _Place) -> str:
    tokens: list[str | int] = []
    while place is not None:
        place, token = place
        tokens.append(token)
    return join("", *reversed(tokens))


def _refuse_long_pointers(document: JSON, limits: Limits) -> None:
    """Raise PointersTooLong before anyone builds them."""
    total = 0
    pending = [(0, document)]
    while pending:
        length, value = pending.pop()
        total += length
        if total > limits.pointers:
            told = gettext_noop("The pointers to its schemas have more than {limit:,} characters")
            raise errors.PointersTooLong(Sentence(told, limit=limits.pointers))
        if isinstance(value, dict):
            pending += [
                (length + 1 + len(name), entry)
                for name, entry in value.items()
                if isinstance(entry, _MAY_BE_SCHEMAS)
            ]
        elif isinstance(value, list):
            below = length + 1 + len(str(len(value)))
            pending += [(below, entry) for entry in value if isinstance(entry, _MAY_BE_SCHEMAS)]
