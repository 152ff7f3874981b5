"""The canonical form of a document: two documents are the same if these bytes are.

RFC 8785 (JSON Canonicalization Scheme), with two differences:

- The members of `type`, `enum` and `required` are sets: sorted by their canonical form, each
  once. Only where these are keywords of a subschema, not where `properties` has a property of
  that name, and not inside `default`, `const`, `enum` or `examples`.
- An integer that a double cannot hold is written in full. RFC 8785 rounds it, so that
  9007199254740992 and 9007199254740993 would be the same limit; to a reader they are two.
"""

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from math import isfinite

from portal.schema.dialect import Dialect
from portal.schema.errors import NotANumber
from portal.schema.value import JSON
from portal.schema.walk import Shape, shape
from portal.sentence import Sentence

SETS = frozenset({"enum", "required", "type"})

_quote = encode_basestring  # escapes just what RFC 8785 says; half of JSONEncoder.encode
_EXACT = 2**53  # below it every integer is a double and written without an exponent


def digest(document: JSON, dialect: Dialect) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document, dialect)).hexdigest()


def canonical(document: JSON, dialect: Dialect) -> bytes:
    """Return the canonical form of a document as UTF-8, see above.

    Takes any value parse() returns; raises NotANumber for NaN and infinity, which it never does.
    """
    return Encoder(dialect).schema(document).encode()


class Encoder:
    """Writes the canonical form of what a dialect makes schemas, as text."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def schema(self, value: JSON) -> str:
        """Return the canonical form of a subschema."""
        if not isinstance(value, dict):
            return self._plain(value)
        texts = {}
        for keyword, held in value.items():  # a comprehension would be a frame more, 200 times
            texts[keyword] = self.keyword(keyword, held)
        return self._object(texts)

    def keyword(self, keyword: str, value: JSON) -> str:
        """Return the canonical form of what a keyword of a subschema holds."""
        held = shape(keyword, value, self.dialect)
        if held is Shape.ONE:
            return self.schema(value)
        if held is Shape.MAP and isinstance(value, dict):
            return self._object({name: self.schema(entry) for name, entry in value.items()})
        if isinstance(value, list) and (held or keyword in SETS):
            members = self.members(keyword, value)
            return _array(sorted(set(members)) if keyword in SETS else members)
        return self._plain(value)

    def members(self, keyword: str, members: list[JSON]) -> list[str]:
        """Return the canonical forms of what stands in a keyword's array, in its order."""
        if keyword in self.dialect.in_array:
            return [self.schema(member) for member in members]
        plain = self._plain
        return [_quote(one) if isinstance(one, str) else plain(one) for one in members]

    def _plain(self, value: JSON) -> str:
        return encode(value)

    def _object(self, members: Mapping[str, str]) -> str:
        return _object(members)


class Marker(Encoder):
    """Writes a short mark for each object: two marks are equal if the canonical forms are.

    Marks each subschema only once, so that they can be compared at every depth in linear time.
    Only for as long as the documents live and do not change.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._marks: dict[int, str] = {}

    def schema(self, value: JSON) -> str:
        """Return the mark of a subschema."""
        mark = self._marks.get(id(value))
        if mark is None:
            mark = super().schema(value)
            if isinstance(value, dict):
                self._marks[id(value)] = mark
        return mark

    def _plain(self, value: JSON) -> str:
        return encode(value, _mark)

    def _object(self, members: Mapping[str, str]) -> str:
        return _mark(members)


def encode(value: JSON, write_object: Callable[[Mapping[str, str]], str] | None = None) -> str:
    """Return the canonical form of a value that is no schema, as text.

    `write_object` makes the text of an object from those of its members.
    """
    if isinstance(value, str):
        return _quote(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list):
        return _array([encode(member, write_object) for member in value])
    members = {name: encode(member, write_object) for name, member in value.items()}
    return (write_object or _object)(members)


def _mark(members: Mapping[str, str]) -> str:
    return f"#{hashlib.sha256(_object(members).encode()).hexdigest()}"


def _array(members: list[str]) -> str:
    return f"[{','.join(members)}]"


def _object(members: Mapping[str, str]) -> str:
    in_order = sorted(members, key=_utf16)
    return f"{{{','.join(f'{_quote(name)}:{members[name]}' for name in in_order)}}}"


def _utf16(name: str) -> bytes:
    """The order of RFC 8785 section 3.2.3: emoji come before "ﬀ", unlike in Unicode's order."""
    return name.encode("utf-16-be")


def _number(value: float) -> str:
    if isinstance(value, int):
        if -_EXACT < value < _EXACT or not _is_double(value):
            return str(value)
        value = float(value)
    if not isfinite(value):
        raise NotANumber(Sentence("{text} is not a JSON number", text=str(value)))
    return _ecmascript(value)


def _is_double(value: int) -> bool:
    try:
        return float(value) == value
    except OverflowError:
        return False


def _ecmascript(value: float) -> str:
    """Number::toString of ECMA-262 section 6.1.6.1.20, which RFC 8785 section 3.2.2.3 asks for.

    Both print the shortest digits that read back as the same double, as Python does; they
    differ in where the exponent begins. `point` is ECMA-262's n: value = 0.digits * 10**point.
    """
    if value == 0:
        return "0"
    sign, places, exponent = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, places)).rstrip("0")
    point = len(places) + int(exponent)
    minus = "-" if sign else ""
    if not -6 < point <= 21:
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{minus}{digits[0]}{fraction}e{point - 1:+d}"
    if point <= 0:
        return f"{minus}0.{'0' * -point}{digits}"
    if len(digits) <= point:
        return f"{minus}{digits.ljust(point, '0')}"
    return f"{minus}{digits[:point]}.{digits[point:]}"
