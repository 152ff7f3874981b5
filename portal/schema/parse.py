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

from portal.schema import errors
from portal.schema.pointer import join
from portal.schema.value import JSON, quote

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
_BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")


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


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, and what had to be done to read it, in words."""

    value: JSON
    notes: tuple[str, ...] = ()


_DEFAULT_LIMITS = Limits()


def parse(data: bytes, *, limits: Limits = _DEFAULT_LIMITS) -> Parsed:
    """Parse a served document (RFC 8259) strictly; integers stay exact.

    Raises a subclass of ParseError for anything that is not UTF-8, not JSON, too large or deep,
    or could not be kept as it is: duplicate names, NaN, numbers out of range, lone surrogates,
    U+0000. Never raises anything else.
    """
    if len(data) > limits.size:
        raise errors.TooLarge(f"The document has {len(data):,} bytes; {limits.size:,} are allowed")
    notes: tuple[str, ...] = ()
    if data.startswith(_UTF8_BOM):
        data = data.removeprefix(_UTF8_BOM)
        notes = ("A byte order mark stood before the document; it was left out.",)
    text = _decode(data)
    _refuse_depth(data, limits)
    return Parsed(_load(text, limits), notes)


def _decode(data: bytes) -> str:
    for name, beginning in _OTHER_ENCODINGS:
        if beginning.match(data):
            raise errors.NotUtf8(f"The document is encoded in {name}, not in UTF-8")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise errors.NotUtf8("The document is not valid UTF-8", offset=error.start) from None


def _refuse_depth(data: bytes, limits: Limits) -> None:
    """Raise TooDeep before the parser, which recurses, sees the document.

    Where the grammar is broken the count goes astray, but only behind the place where the parser
    will stop.
    """
    unescaped = data.replace(rb"\\", b"").replace(rb"\"", b"")
    outside_strings = b"".join(unescaped.split(b'"')[::2])
    brackets = outside_strings.translate(None, delete=_NOT_BRACKETS)
    if max(accumulate(map(_DEEPER.__getitem__, brackets)), default=0) > limits.depth:
        raise errors.TooDeep(f"The document is nested more than {limits.depth} levels deep")


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
        raise errors.NotJson(
            f"The document is not JSON: {error.msg[:1].lower()}{error.msg[1:]}",
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:  # only where `limits` allow more than Python does
        raise errors.TooDeep("The document is nested deeper than can be read") from None
    if _SUSPICIOUS_ESCAPE.search(text):
        _refuse_first(value, _text_fault)
    if hooks.found_fault:
        _refuse_first(value, _left_fault)
    return value


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
        fault = errors.DuplicateName(f"One object has the name {quote(twice)} more than once")
        return members | {twice: self._fault(fault)}

    def number(self, text: str) -> JSON:
        number = float(text)
        if isinf(number):
            return self._fault(errors.NumberTooLarge(f"The number {quote(text)} is out of range"))
        return number

    def integer(self, text: str) -> JSON:
        if len(text.lstrip("-")) > self._digits:
            reason = f"An integer has more than {self._digits:,} digits"
            return self._fault(errors.NumberTooLarge(reason))
        return int(text)

    def constant(self, text: str) -> JSON:
        return self._fault(errors.NotANumber(f"{text} is not a JSON number"))

    def _fault(self, fault: errors.ParseError) -> JSON:
        self.found_fault = True
        return fault  # type: ignore[return-value]  # refused before anyone sees the tree


_Judge = Callable[[object], errors.ParseError | None]


def _left_fault(value: object) -> errors.ParseError | None:
    return value if isinstance(value, errors.ParseError) else None


def _text_fault(value: object) -> errors.ParseError | None:
    texts = value if isinstance(value, dict) else [value] if isinstance(value, str) else []
    for text in texts:
        found = _BAD_CHARACTER.search(text)
        if found and found[0] == "\0":
            return errors.NulCharacter("A string or a name holds the character U+0000")
        if found:
            return errors.LoneSurrogate("A string or a name holds half a surrogate pair")
    return None


def _refuse_first(document: JSON, judge: _Judge) -> None:
    """Raise the first fault in document order, with its place."""
    for pointer, value in _everything(document):
        fault = judge(value)
        if fault is not None:
            fault.pointer = pointer
            raise fault


def _everything(document: JSON) -> Iterator[tuple[str, JSON]]:
    pending = [("", document)]
    while pending:
        pointer, value = pending.pop()
        yield pointer, value
        members = value.items() if isinstance(value, dict) else ()
        entries = enumerate(value) if isinstance(value, list) else members
        pending += [(join(pointer, name), entry) for name, entry in entries][::-1]
