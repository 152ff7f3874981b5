"""The short address of a version, as people type it: `source/schema[@n|@date]`.

glance/images               the current version
glance/images@3             version 3
glance/images@2019-04-10    the version that was current at the end of that day (UTC)
glance/images@2019-04-10T12:00:00Z
"""

from datetime import UTC, datetime, time
from difflib import get_close_matches

from django.db.models import QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.catalog.models import Schema, Snapshot, Source

LARGEST_NUMBER = 2**31 - 1  # what every database takes
_MOST_NAMED = 8


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
        told = _(
            "%(address)r is not the address of a version; write source/schema, "
            "source/schema@3 or source/schema@2019-04-10"
        )
        raise AddressError(told % {"address": address})
    name, at, wanted = rest.rpartition("@")
    found = {schema.name: schema for schema in _schemas(source, [rest, name])}
    if not found:  # perhaps it was called so once
        found = _once_called(source, [rest, name])
    if rest in found:  # so a name may hold an @
        return _current(found[rest])
    if not at or name not in found:
        raise _unknown(source, name if at else rest)
    return version(found[name], wanted)


def _schemas(source: str, names: list[str]) -> QuerySet[Schema]:
    rows = Schema.objects.select_related("source", "current__schema__source")
    return rows.filter(source__name=source, name__in=names)


def _once_called(source: str, names: list[str]) -> dict[str, Schema]:
    rows = Schema.objects.select_related("source", "current__schema__source")
    try:
        schema, name = rows.once_called(source, names)
    except Schema.DoesNotExist:
        return {}
    return {name: schema}


def _current(schema: Schema) -> Snapshot:
    if schema.current is None:
        told = _("%(schema)s has no version yet: nothing has been captured")
        raise UnknownVersion(told % {"schema": schema})
    return schema.current


def version(schema: Schema, wanted: str) -> Snapshot:
    """The version of `schema` with that number, or of that date. Raises AddressError."""
    if wanted.isascii() and wanted.isdigit():
        # Ten digits are more than any version has; Python refuses to read thousands of them.
        return _numbered(schema, int((wanted.lstrip("0") or "0")[:10]))
    moment = _moment(wanted)
    if moment is None:
        told = _(
            "%(wanted)r is neither the number of a version nor a date; "
            "write %(schema)s@3 or %(schema)s@2019-04-10"
        )
        raise AddressError(told % {"wanted": wanted, "schema": schema})
    return _at(schema, moment)


def _numbered(schema: Schema, number: int) -> Snapshot:
    current = _current(schema)
    snapshots = schema.snapshots.select_related("schema__source")
    found = snapshots.filter(number=min(number, LARGEST_NUMBER)).first()
    if found is None:
        told = ngettext(
            "%(schema)s has no version %(number)s; it has %(last)s",
            "%(schema)s has no version %(number)s; it has 1 to %(last)s",
            current.number,
        )
        raise UnknownVersion(told % {"schema": schema, "number": number, "last": current.number})
    return found


def _at(schema: Schema, moment: datetime) -> Snapshot:
    """The version that the last capture up to `moment` showed; captures are in their order."""
    captures = schema.observations.captures().select_related("snapshot__schema__source")
    last = captures.filter(at__lte=moment).last()
    if last is None or last.snapshot is None:
        first = captures.first()
        told = _("%(schema)s has no version of %(day)s: it was never captured")
        if first:
            told = _("%(schema)s has no version of %(day)s: it was first captured %(first)s")
        days = {"day": f"{moment:%Y-%m-%d}", "first": first and f"{first.at:%Y-%m-%d}"}
        raise UnknownVersion(told % {"schema": schema, **days})
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
        what = _("there is no source %(name)r") % {"name": source}
        return UnknownSource(_with_others(what, source, known))
    names = Schema.objects.filter(source__name=source).order_by("name")
    known = list(names.values_list("name", flat=True))
    what = _("%(source)s has no schema %(name)r") % {"source": source, "name": name}
    return UnknownSchema(_with_others(what, name, known))


def _with_others(what: str, wanted: str, known: list[str]) -> str:
    """What there is not, and what may have been meant."""
    if not known:
        return _("%(what)s; there is none yet") % {"what": what}
    near = get_close_matches(wanted, known, n=1)
    if near:
        return _("%(what)s; did you mean %(name)r?") % {"what": what, "name": near[0]}
    told = _("%(what)s; there is %(names)s")
    if len(known) > _MOST_NAMED:
        told = _("%(what)s; there is %(names)s and others")
    return told % {"what": what, "names": ", ".join(known[:_MOST_NAMED])}
