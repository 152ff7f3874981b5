"""What other schemas say of a property by the same name, and which clouds have it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.utils.translation import gettext as _

from portal import reading
from portal.catalog.models import Observation, Property, Schema

_MOST = 8
_MOST_READ = 40
_MOST_VALUES = 60  # in the table of values and clouds
_MOST_CLOUDS = 5


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The property of that name in another schema, and in what it differs from the one here.

    `lacks` and `adds` are values, `differs` says in words what else of values, pattern, limits and
    marks; `read_at` is when that schema was captured last. `is_twin`: it stands in the same place
    of the schema of the same name of another source, so it is the same property on another cloud.
    """

    stored: Property
    reading: reading.Reading
    lacks: list[str]
    adds: list[str]
    differs: list[str]
    is_disjoint: bool
    is_twin: bool
    read_at: datetime | None
    has_other_types: bool

    @property
    def is_alike(self) -> bool:
        """Whether nothing of all that differs; what is inside of it was not compared."""
        return not (self.lacks or self.adds or self.differs or self.has_other_types)

    @property
    def has_inside(self) -> bool:
        return bool(self.stored.facts["children"])


@dataclass(frozen=True, slots=True)
class Clouds:
    """The other sources that have the schema by this name: with the property, and without."""

    having: list[Elsewhere]
    lacking: list[Schema]
    matrix_url: str

    @property
    def differing(self) -> list[Elsewhere]:
        """Those whose values are others, although not all of them."""
        return [each for each in self.having if each.lacks or (each.adds and not each.is_disjoint)]


@dataclass(frozen=True, slots=True)
class Row:
    """A value, whether it is valid here, and on each of the other clouds."""

    value: str
    is_here: bool
    there: list[bool]


def of(stored: Property, here: reading.Reading) -> list[Elsewhere]:
    """The property's name elsewhere, once of each schema: first in schemas of this name, first of
    other sources.
    """
    schema = stored.schema
    last = Observation.objects.filter(schema=OuterRef("schema")).exclude(snapshot=None)
    rows = (
        Property.objects.present()
        .filter(name=stored.name, schema__source__retired_at=None)
        .exclude(schema=schema)
        .select_related("schema__source")
        .annotate(read_at=Subquery(last.order_by("-number").values("at")[:1]))
        .order_by(
            Case(When(schema__name=schema.name, then=Value(0)), default=Value(1)),
            Case(When(pointer_hash=stored.pointer_hash, then=Value(0)), default=Value(1)),
            Case(When(schema__source=schema.source_id, then=Value(1)), default=Value(0)),
            "schema__source__name",
            "schema__name",
            "position",
        )
    )
    of_schemas: dict[int, Property] = {}
    for row in rows[:_MOST_READ]:
        of_schemas.setdefault(row.schema_id, row)
    return [_of(row, stored, here) for row in list(of_schemas.values())[:_MOST]]


def clouds(stored: Property, elsewhere: list[Elsewhere]) -> Clouds:
    """Which of the other sources with a schema of this name have the property."""
    twins = [each for each in elsewhere if each.is_twin]
    others = (
        Schema.objects.filter(name=stored.schema.name, source__retired_at=None)
        .exclude(current=None)
        .exclude(source=stored.schema.source_id)
        .exclude(pk__in=[each.stored.schema_id for each in twins])
        .exclude(properties__in=Property.objects.present().filter(path=stored.path))
        .select_related("source")
        .order_by("source__name")
    )
    columns = [stored.schema, *(each.stored.schema for each in twins[:_MOST_CLOUDS])]
    query = urlencode([*(("column", str(each)) for each in columns), ("q", stored.name[:200])])
    return Clouds(twins[:_MOST_CLOUDS], list(others[:_MOST_CLOUDS]), f"/matrix/?{query}")


def table(values: list[str], found: Clouds) -> list[Row]:
    """Each value that is valid here or on another cloud, and where; empty if it is too large, or
    there is nothing to hold against another.
    """
    having = [each for each in found.having if each.reading.values]
    every = dict.fromkeys([*values, *(value for each in having for value in each.adds)])
    if not values or not found.differing or len(every) > _MOST_VALUES:
        return []
    sets = [set(each.reading.values) for each in found.having]
    return [
        Row(value, value in values, [not there or value in there for there in sets])
        for value in every
    ]


def _of(row: Property, stored: Property, here: reading.Reading) -> Elsewhere:
    read = reading.of_property(row.facts)
    ours, theirs = set(here.values), set(read.values)
    is_disjoint = not ours & theirs
    lacks, adds = list[str](), list[str]()
    if ours and theirs:
        adds = [value for value in read.values if value not in ours]
        # Where no value is the same, it is another thing: what it lacks would be noise.
        lacks = [] if is_disjoint else [value for value in here.values if value not in theirs]
    is_twin = (
        row.schema.name == stored.schema.name
        and row.schema.source_id != stored.schema.source_id
        and row.path == stored.path
    )
    differs = list(_differs(read, here))
    read_at: datetime | None = getattr(row, "read_at", None)
    return Elsewhere(
        stored=row,
        reading=read,
        lacks=lacks,
        adds=adds,
        differs=differs,
        is_disjoint=is_disjoint,
        is_twin=is_twin,
        read_at=read_at,
        has_other_types=read.types_text != here.types_text,
    )


def _differs(there: reading.Reading, here: reading.Reading) -> Iterator[str]:
    """In words, what else is not as it is here, but for the type, which is told anyway."""
    if bool(there.values) != bool(here.values):
        yield _("no list of values") if here.values else _("only certain values")
    if there.pattern != here.pattern:
        yield (there.gloss or _("another pattern")) if there.pattern else _("no pattern")
    if there.limits != here.limits:
        yield ", ".join(there.limits) or _("no limits")
    ours = {flag.key for flag in here.flags}
    theirs = {flag.key for flag in there.flags}
    yield from (str(flag.word) for flag in there.flags if flag.key not in ours)
    for flag in here.flags:
        if flag.key not in theirs:
            yield _("not %(flag)s") % {"flag": flag.word}
