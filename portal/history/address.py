"""The short address of a version, as people type it: `source/schema[@n|@date]`.

glance/images               the current version
glance/images@3             version 3
glance/images@2019-04-10    the version that was current at the end of that day (UTC)
glance/images@2019-04-10T12:00:00Z
"""

from datetime import UTC, datetime, time
from difflib import get_close_matches

from django.utils.dateparse import parse_date, parse_datetime

from portal.catalog.models import Schema, Snapshot, Source

LARGEST_NUMBER = 2**31 - 1  # what every database takes


class AddressError(ValueError):
    """A version that can't be found by its address; says what was looked for and what there is."""

    code = "bad-address"


class UnknownSource(AddressError):
    code = "unknown-source"


class UnknownSchema(AddressError):
    code = "unknown-schema"


class UnknownVersion(AddressError):
    code = "unknown-version"


def written(snapshot: Snapshot) -> str:
    """The address of `snapshot` that `resolve` reads back for ever."""
    return f"{snapshot.schema.source.name}/{snapshot.schema.name}@{snapshot.number}"


def resolve(address: str) -> Snapshot:
    """The version at a short address, with its schema and source. Raises AddressError."""
    source, slash, rest = address.strip().partition("/")
    if not slash or not source or not rest or "\0" in address:
        raise AddressError(
            f"{address!r} is not the address of a version; write source/schema, "
            "source/schema@3 or source/schema@2019-04-10"
        )
    name, at, wanted = rest.rpartition("@")
    schema = _schema(source, rest)
    if schema is not None:  # so a name may hold an @
        return _current(schema)
    schema = _schema(source, name) if at else None
    if schema is None:
        raise _unknown(source, name if at else rest)
    return _version(schema, wanted)


def _schema(source: str, name: str) -> Schema | None:
    return (
        Schema.objects.filter(source__name=source, name=name)
        .select_related("source", "current__schema__source")
        .first()
    )


def _current(schema: Schema) -> Snapshot:
    if schema.current is None:
        raise UnknownVersion(f"{schema} has no version yet: nothing has been captured")
    return schema.current


def _version(schema: Schema, wanted: str) -> Snapshot:
    if wanted.isascii() and wanted.isdigit():
        # Ten digits are more than any version has; Python refuses to read thousands of them.
        return _numbered(schema, int((wanted.lstrip("0") or "0")[:10]))
    moment = _moment(wanted)
    if moment is None:
        raise AddressError(
            f"{wanted!r} is neither the number of a version nor a date; "
            f"write {schema}@3 or {schema}@2019-04-10"
        )
    return _at(schema, moment)


def _numbered(schema: Schema, number: int) -> Snapshot:
    current = _current(schema)
    snapshots = schema.snapshots.select_related("schema__source")
    found = snapshots.filter(number=min(number, LARGEST_NUMBER)).first()
    if found is None:
        numbers = "1" if current.number == 1 else f"1 to {current.number}"
        raise UnknownVersion(f"{schema} has no version {number}; it has {numbers}")
    return found


def _at(schema: Schema, moment: datetime) -> Snapshot:
    """The version that the last capture up to `moment` showed; captures are in their order."""
    captures = schema.observations.captures().select_related("snapshot__schema__source")
    last = captures.filter(at__lte=moment).last()
    if last is None or last.snapshot is None:
        first = captures.first()
        since = f"first captured {first.at:%Y-%m-%d}" if first else "never captured"
        raise UnknownVersion(f"{schema} has no version of {moment:%Y-%m-%d}: it was {since}")
    return last.snapshot


def _moment(text: str) -> datetime | None:
    """A date as its end, or a time; without a zone it is UTC. None if it is neither."""
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:  # it looks like one, and there is no such day
        return None
    if day is not None:
        return datetime.combine(day, time.max, tzinfo=UTC)
    if moment is None or moment.tzinfo is None:
        return moment and moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # in UTC it is before the year 1 or after 9999
        return None


def _unknown(source: str, name: str) -> AddressError:
    if not Source.objects.filter(name=source).exists():
        known = list(Source.objects.order_by("name").values_list("name", flat=True))
        return UnknownSource(f"there is no source {source!r}{_instead(source, known)}")
    names = Schema.objects.filter(source__name=source).order_by("name")
    known = list(names.values_list("name", flat=True))
    return UnknownSchema(f"{source} has no schema {name!r}{_instead(name, known)}")


def _instead(wanted: str, known: list[str]) -> str:
    """What may have been meant, to end a sentence with."""
    if not known:
        return "; there is none yet"
    near = get_close_matches(wanted, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there is {', '.join(known[:8])}{' and others' if len(known) > 8 else ''}"
