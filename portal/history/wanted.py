"""What a reader of the history wants to see: the filters of /changes/, by page and by API."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Final, cast
from urllib.parse import urlencode

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.catalog import sentences
from portal.catalog.models import Change, Schema, Source
from portal.history.impacts import SIDES, Side
from portal.schema.impact import Impact
from portal.schema.impact.rules import RULES
from portal.sentence import any_of

_URL: Final = "/changes/"
_FEED: Final = "/feeds/changes.atom"
_MAIL: Final = "/notify/"
_NOT_THERE: Final = {
    "source": gettext_lazy("There is no source %(name)s."),
    "schema": gettext_lazy("There is no schema %(name)s."),
}


class BadFilter(ValueError):
    """A filter with a value that it can't have; `known` lists those that it can, or near ones."""

    code = "bad-filter"

    def __init__(self, name: str, message: str, known: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.known = known


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Every condition must hold; one that is empty always does.

    - `source`, `schema`: names; a schema is one of its source.
    - `property`: its JSON Pointer, its path as in images[].disk_format, or its last name alone;
      with what is inside it.
    - `impact`: what the change comes to on the `side`; on "both" it is the worse of the two.
    - `since`, `until`: the days (UTC) between which the first capture with the change was made.
    """

    source: str = ""
    schema: str = ""
    property: str = ""
    impact: frozenset[Impact] = frozenset()
    side: Side = "both"
    kind: str = ""
    rule: str = ""
    since: date | None = None
    until: date | None = None

    def url(self, page: int = 1) -> str:
        """Where the portal shows just this."""
        return self._at(_URL, page)

    def feed_url(self, page: int = 1) -> str:
        """Where the Atom feed of just this is."""
        return self._at(_FEED, page)

    def can_be_mailed(self) -> bool:
        """Whether it is everything, a source, a schema of one, or a property of that."""
        narrowed = self.kind or self.rule or self.since or self.until
        is_one_thing = (self.source or not self.schema) and (self.schema or not self.property)
        return not narrowed and bool(is_one_thing)

    def mail_url(self) -> str:
        """Where people ask to have mails about it."""
        return self._at(_MAIL, 1)

    def _at(self, url: str, page: int) -> str:
        query = [*self.query(), *([("page", str(page))] if page > 1 else [])]
        return f"{url}?{urlencode(query)}" if query else url

    def query(self) -> Iterator[tuple[str, str]]:
        """The parameters that say so, in their order; `read` reads them back."""
        for name, value in self.active():
            if name == "impact":
                yield from (("impact", impact) for impact in Impact if impact in self.impact)
            else:
                yield name, str(value)

    def active(self) -> Iterator[tuple[str, object]]:
        """The conditions that are not empty, by their names."""
        for each in fields(self):
            value = getattr(self, each.name)
            if value != each.default:
                yield each.name, value

    def without(self, name: str) -> "Wanted":
        """The same, but for one condition."""
        return replace(self, **{name: getattr(Wanted(), name)})

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """From when, and until just before when, a version must first have been captured."""
        last = self.until if self.until != date.max else None  # no day follows that one
        return _midnight(self.since), _midnight(last and last + timedelta(days=1))


def read(query: Mapping[str, Sequence[str]]) -> Wanted:
    """The conditions that a query names; several impacts may also stand in one value, with commas.

    Raises BadFilter. Parameters that are no conditions are left alone, empty ones don't count.
    """
    given = {each.name: _value(each.name, query.get(each.name, ())) for each in fields(Wanted)}
    since, until = _day("since", given["since"]), _day("until", given["until"])
    if since and until and since > until:
        told = _("until=%(until)s is before since=%(since)s.")
        raise BadFilter("until", told % {"until": until, "since": since})
    source = _source(given["source"])
    return Wanted(
        source=source,
        schema=_schema(source, given["schema"]),
        property=given["property"],
        impact=_impacts(query.get("impact", ())),
        side=cast(Side, _one_of("side", given["side"], SIDES) or "both"),
        kind=_one_of("kind", given["kind"], Change.Kind.values),
        rule=_rule(given["rule"]),
        since=since,
        until=until,
    )


def _value(name: str, values: Sequence[str]) -> str:
    value = values[-1].strip() if values else ""
    if "\0" in value:  # PostgreSQL can't be asked for it
        raise BadFilter(name, _("%(name)s can't hold the character U+0000.") % {"name": name})
    return value


def _one_of(name: str, value: str, known: Sequence[str]) -> str:
    if value and value not in known:
        told = _("%(name)s=%(value)s is unknown; it is one of %(known)s.")
        words = {"name": name, "value": value, "known": ", ".join(known)}
        raise BadFilter(name, told % words, known)
    return value


def _impacts(values: Sequence[str]) -> frozenset[Impact]:
    words = [word.strip() for value in values for word in value.split(",")]
    known = [impact.value for impact in Impact]
    return frozenset(Impact(_one_of("impact", word, known)) for word in words if word)


def _rule(value: str) -> str:
    if value and value not in RULES:
        near = get_close_matches(value, RULES, n=3)
        told = _("There is no rule %(rule)s; /rules/ lists them all.")
        if near:
            told = _("There is no rule %(rule)s; did you mean %(near)s?")
        words = {"rule": value, "near": sentences.told(any_of(near)) if near else ""}
        raise BadFilter("rule", told % words, near)
    return value


def _source(name: str) -> str:
    """The present name of the source that has or had this name."""
    try:
        return Source.objects.called(name).name if name else ""
    except Source.DoesNotExist as error:
        raise BadFilter("source", _NOT_THERE["source"] % {"name": name}) from error


def _schema(source: str, name: str) -> str:
    """The present name of the schema of `source`; of any source, the name of one that has it."""
    try:
        if name and source:
            return Schema.objects.called(source, name).name
        if not name or Schema.objects.filter(name=name).exists():
            return name
    except Schema.DoesNotExist:
        pass
    raise BadFilter("schema", _NOT_THERE["schema"] % {"name": name})


def _day(name: str, value: str) -> date | None:
    try:
        day = parse_date(value) if value else None
    except ValueError:  # it looks like a date, and there is no such day
        day = None
    if value and day is None:
        told = _("%(name)s=%(value)s is not a day; write it as 2019-04-10.")
        raise BadFilter(name, told % {"name": name, "value": value})
    return day


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, tzinfo=UTC) if day else None
