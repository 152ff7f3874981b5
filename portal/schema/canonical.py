"""The canonical form of a document: two documents are the same if these bytes are.

RFC 8785 (JSON Canonicalization Scheme), with two differences:

- The members of `type`, `enum` and `required` are sets: sorted by their canonical form, each
  once. Only where these are keywords of a subschema, not where `properties` has a property of
  that name, and not inside `default`, `const`, `enum` or `examples`.
- An integer that a double cannot hold is written in full. RFC 8785 rounds it, so that
  9007199254740992 and 9007199254740993 would be the same limit; to a reader they are two.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite

from portal.schema.dialect import Dialect
from portal.schema.errors import NotANumber
from portal.schema.value import JSON
from portal.schema.walk import Shape, shape

SETS = frozenset({"enum", "required", "type"})

_quote = json.JSONEncoder(ensure_ascii=False).encode  # escapes just what RFC 8785 says
_EXACT = 2**53  # below it every integer is a double and written without an exponent


def digest(document: JSON, dialect: Dialect) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document, dialect)).hexdigest()


def canonical(document: JSON, dialect: Dialect) -> bytes:
    """Return the canonical form of a document as UTF-8, see above.

    Takes any value parse() returns; raises NotANumber for NaN and infinity, which it never does.
    """
    return encode_schema(document, dialect).encode()


def encode_schema(value: JSON, dialect: Dialect) -> str:
    """Return the canonical form of a subschema, as text."""
    if not isinstance(value, dict):
        return encode(value)
    return _object(
        {keyword: encode_keyword(keyword, held, dialect) for keyword, held in value.items()}
    )


def encode_keyword(keyword: str, value: JSON, dialect: Dialect) -> str:
    """Return the canonical form of what a keyword of a subschema holds, as text."""
    held = shape(keyword, value, dialect)
    if held is Shape.ONE:
        return encode_schema(value, dialect)
    if held is Shape.MAP and isinstance(value, dict):
        return _object({name: encode_schema(entry, dialect) for name, entry in value.items()})
    if isinstance(value, list) and (held or keyword in SETS):
        members = encode_members(keyword, value, dialect)
        return _array(sorted(set(members)) if keyword in SETS else members)
    return encode(value)


def encode_members(keyword: str, members: list[JSON], dialect: Dialect) -> list[str]:
    """Return the canonical forms of what stands in a keyword's array, in the array's order."""
    if keyword in dialect.in_array:
        return [encode_schema(member, dialect) for member in members]
    return [encode(member) for member in members]


def encode(value: JSON) -> str:
    """Return the canonical form of a value that is no schema, as text."""
    if isinstance(value, str):
        return _quote(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list):
        return _array([encode(member) for member in value])
    return _object({name: encode(member) for name, member in value.items()})


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
        raise NotANumber(f"{value} is not a JSON number")
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
