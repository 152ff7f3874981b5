"""Reading one subschema: each keyword by itself, then what follows from several together."""

from collections.abc import Callable, Iterator
from typing import Final

from portal.schema.anomalies import MOST_PER_KEYWORD, Anomaly
from portal.schema.canonical import encode
from portal.schema.dialect import Dialect, by_uri
from portal.schema.facts import ANNOTATIONS, Limit, ReadOnly, Subschema
from portal.schema.reading import Reading
from portal.schema.readonly import read_only
from portal.schema.references import References
from portal.schema.types import infer_types, read_type
from portal.schema.value import JSON, Schema, is_of_type, quote
from portal.sentence import any_of

# What holds beside a $ref even where its siblings do not count.
_UNHIDDEN: Final = ANNOTATIONS | {"definitions", "dialect_uri", "identifier", "references"}


def read_subschema(
    pointer: str, served: Schema, dialect: Dialect, references: References
) -> tuple[Subschema, list[Anomaly]]:
    """Return what a subschema says, and what is odd about it; those below it are not read.

    Never fails: a keyword whose value is not as it must be is ignored, and listed.
    """
    if isinstance(served, bool):
        return Subschema(pointer=pointer, served=served, boolean=served), []
    reading = Reading(pointer, served, dialect)
    reading.take_keywords()
    facts = reading.facts
    if "references" in facts:
        facts["references"] = references.of(pointer, served)
    for fact, complete in _COMPLETIONS:
        if fact in facts:
            complete(reading)
    facts["read_only"] = _read_only(reading)
    facts["nullable"] = _is_nullable(reading)
    return Subschema(pointer=pointer, served=served, **facts), reading.anomalies


def _types(reading: Reading) -> None:
    served = reading.facts["types_served"]
    read = read_type(served, f"{reading.pointer}/type", reading.dialect)
    reading.facts["types"] = read.types
    reading.anomalies += read.anomalies[:MOST_PER_KEYWORD]
    reading.note_more("type", len(read.anomalies) - MOST_PER_KEYWORD)
    if read.unions:
        reading.facts["combinators"] = reading.facts.get("combinators", ()) + read.unions


def _enum(reading: Reading) -> None:
    members = reading.facts["enum"]
    if not members:
        reading.note("enum-empty", "enum")
    _note_twice(reading, "enum")
    if "types_served" not in reading.facts:
        reading.facts["inferred_types"] = infer_types(members)


def _const(reading: Reading) -> None:
    if "types_served" not in reading.facts:
        reading.facts["inferred_types"] = infer_types([reading.facts["const"]])


def _required(reading: Reading) -> None:
    _note_twice(reading, "required")


def _note_twice(reading: Reading, keyword: str) -> None:
    """Note each member that stood before; 1 and 1.0 are the same, 1 and true are not."""
    members = reading.served[keyword]
    seen: set[str] = set()
    again = 0
    for index, member in enumerate(members if isinstance(members, list) else ()):
        text = encode(member)
        again += text in seen
        if text in seen and again <= MOST_PER_KEYWORD:
            reading.note("member-twice", keyword, index, served=quote(member))
        seen.add(text)
    reading.note_more(keyword, again - MOST_PER_KEYWORD)


def _limits(reading: Reading) -> None:
    """Read the flags of draft 3 and 4: {"minimum": 5, "exclusiveMinimum": true}."""
    limits = {limit.keyword: limit for limit in reading.facts["limits"]}
    for keyword, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        flag = limits.get(keyword)
        if flag is None or not isinstance(flag.value, bool):
            continue
        del limits[keyword]
        if bound in limits:
            served = limits[bound].served | flag.served
            name = keyword if flag.value else bound
            limits[bound] = Limit(name, limits[bound].value, served)
        else:
            reading.note("no-effect", keyword, name=quote(keyword), other=quote(bound))
    reading.facts["limits"] = tuple(limits.values())


def _items(reading: Reading) -> None:
    """Draft 3 to 2019-09 have one keyword for what later are `items` and `prefixItems`."""
    if isinstance(reading.facts["items"], tuple):
        reading.facts["prefix_items"] = reading.facts.pop("items")


def _default(reading: Reading) -> None:
    types, default = reading.facts.get("types"), reading.facts["default"]
    if default is None and reading.facts.get("nullable"):
        return
    if any(combinator.keyword == "type" for combinator in reading.facts.get("combinators", ())):
        return  # draft 3: the default may be of a subschema beside the names
    if types and not any(is_of_type(default, name) for name in types):
        reading.note("default-type", "default", served=quote(default), types=any_of(types))


def _dialect_uri(reading: Reading) -> None:
    served = reading.facts["dialect_uri"]
    if by_uri(served) is None:
        title = reading.dialect.title
        reading.note("dialect-unknown", "$schema", served=quote(served), dialect=title)


def _references(reading: Reading) -> None:
    for reference in reading.facts["references"]:
        if reference.target is None:
            code = "reference-broken" if reference.broken else "reference-external"
            reading.note(code, reference.keyword, served=quote(reference.text))
    if reading.dialect.ref_hides_siblings:
        _note_hidden(reading)


def _note_hidden(reading: Reading) -> None:
    for keyword in reading.served:
        row = reading.rows.get(keyword)
        if row is not None and row.fact not in _UNHIDDEN:
            title = reading.dialect.title
            reading.note("beside-reference", keyword, name=quote(keyword), dialect=title)


_COMPLETIONS: Final[tuple[tuple[str, Callable[[Reading], None]], ...]] = (
    ("types_served", _types),  # first: the others look at the types
    ("enum", _enum),
    ("const", _const),
    ("required", _required),
    ("limits", _limits),
    ("items", _items),
    ("default", _default),
    ("dialect_uri", _dialect_uri),
    ("references", _references),
)


def _read_only(reading: Reading) -> ReadOnly | None:
    prose = reading.facts.get("description") if reading.dialect.prose_read_only else None
    return read_only(reading.facts.get("read_only", False), prose)


def _is_nullable(reading: Reading) -> bool:
    """Tell whether something says that null is allowed, and nothing here forbids it."""
    facts = reading.facts
    values = (facts["const"],) if "const" in facts else facts.get("enum")
    if values is not None and None not in values:
        return False
    if facts.get("nullable"):
        return True
    if types := facts.get("types"):
        return "null" in types
    return values is not None or any(map(_says_null, _branches(reading)))


def _branches(reading: Reading) -> Iterator[JSON]:
    for combinator in reading.facts.get("combinators", ()):
        branches = reading.served[combinator.keyword]
        if combinator.keyword in ("anyOf", "oneOf") and isinstance(branches, list):
            yield from branches


def _says_null(branch: JSON) -> bool:
    served = branch.get("type") if isinstance(branch, dict) else None
    return served == "null" or (isinstance(served, list) and "null" in served)
