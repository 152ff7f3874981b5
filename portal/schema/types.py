"""Reading `type`: names as meant, in a fixed order, with what is odd about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.schema.anomalies import Anomaly, anomaly
from portal.schema.dialect import Dialect
from portal.schema.facts import Combinator
from portal.schema.pointer import join
from portal.schema.value import JSON, TYPES, quote, type_name
from portal.sentence import Sentence


@dataclass(frozen=True, slots=True)
class TypeKeyword:
    """What one `type` says; `unions` holds draft 3's schemas among the names."""

    types: tuple[str, ...] = ()
    unions: tuple[Combinator, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()


# Nearly every `type` is one of these.
_PLAIN = {name: TypeKeyword((name,)) for name in TYPES}


def read_type(served: JSON, pointer: str, dialect: Dialect) -> TypeKeyword:
    """Read the value of the `type` that stands at `pointer`.

    A name in other letters ("String") is read as the type that it spells; any other wrong name
    is ignored. Draft 3's "any" constrains nothing, so neither do the names beside it.
    """
    if isinstance(served, str) and served in _PLAIN:
        return _PLAIN[served]
    members = list(enumerate(served)) if isinstance(served, list) else [(None, served)]
    names: list[str] = []
    unions: list[str] = []
    anomalies: list[Anomaly] = []
    for index, member in members:
        at = pointer if index is None else join(pointer, index)
        if isinstance(member, dict) and index is not None and "type" in dialect.in_array:
            unions.append(at)
            continue
        name, odd = _read_name(member, at, dialect)
        if name in names:
            anomalies.append(anomaly("member-twice", at, served=quote(member)))
        names += [name] if name else []
        anomalies += [odd] if odd else []
    return TypeKeyword(
        () if "any" in names else in_order(names),
        (Combinator("type", tuple(unions), tuple(names)),) if unions else (),
        tuple(anomalies),
    )


def infer_types(values: Iterable[JSON]) -> tuple[str, ...]:
    """Return the types of the values an instance may have, in their fixed order."""
    return in_order({type_name(value) for value in values})


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return types in the order in which they are shown, each once."""
    found = set(names)
    return tuple(name for name in TYPES if name in found)


def _read_name(member: JSON, pointer: str, dialect: Dialect) -> tuple[str | None, Anomaly | None]:
    known = (*TYPES, "any") if dialect.name == "draft3" else TYPES
    if not isinstance(member, str):
        form = Sentence("the name of a type or an array of names")
        return None, anomaly(
            "keyword-form", pointer, name='"type"', form=form, served=quote(member)
        )
    if member in known:
        return member, None
    spelt = member.strip().lower()
    if spelt in known:
        reading = {"served": quote(member), "read": quote(spelt)}
        return spelt, anomaly("type-spelling", pointer, **reading)
    return None, anomaly("type-unknown", pointer, served=quote(member), dialect=dialect.title)
