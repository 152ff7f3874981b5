"""What there is to subscribe to, and what of it a link has chosen already."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import reading
from portal.catalog.models import Property, Schema, Source
from portal.history.wanted import Wanted
from portal.notify.models import Least, Often
from portal.notify.wording import SIDES
from portal.pages.feed import Choice
from portal.schema.impact import Impact


@dataclass(frozen=True, slots=True)
class Offer:
    """The form: its choices, and the property that it is about, if it is about one."""

    what: str
    property: Property | None
    things: list[Choice]
    least: list[Choice]
    sides: list[Choice]
    often: list[Choice]
    languages: list[Choice]


def of(wanted: Wanted) -> Offer:
    """The form as whoever wants to hear of `wanted` may have it: the same filters as /changes/.

    Raises LookupError, with what to tell, if nobody can subscribe to just that.
    """
    what = "/".join(filter(None, (wanted.source, wanted.schema)))
    if wanted.schema and not wanted.source:
        told = _("Mails are about a schema of one source; choose which below.")
        raise LookupError(told)
    return Offer(
        what=what,
        property=_property(wanted) if wanted.property else None,
        things=_choices({"": _("everything"), **_things()}, what),
        least=_choices(_labels(Least), _least(wanted.impact)),
        sides=_choices({side: str(label) for side, label in SIDES.items()}, wanted.side),
        often=_choices(_labels(Often), Often.AT_ONCE),
        languages=_choices(dict(settings.LANGUAGES), get_language() or settings.LANGUAGE_CODE),
    )


def _property(wanted: Wanted) -> Property:
    """The property that is meant, by its pointer, its path, or a name that only one has."""
    place = wanted.property
    of_schema = Property.objects.filter(
        schema__source__name=wanted.source, schema__name=wanted.schema
    ).select_related("schema__source")
    ways = {"pointer_hash": Property.hash_of(place)}, {"path": place}, {"name": place}
    for way in ways if wanted.schema else ():
        found = list(of_schema.filter(**way)[:2])
        if len(found) == 1:
            return found[0]
    told = _("Mails are about a property of one schema; %(name)s is not known as one.")
    raise LookupError(told % {"name": reading.label(place)})


def _things() -> dict[str, str]:
    """The sources and their schemas."""
    schemas = Schema.objects.filter(source__retired_at=None).select_related("source")
    names = [*Source.objects.filter(retired_at=None).values_list("name", flat=True)]
    return {name: name for name in sorted([*names, *map(str, schemas)])}


def _least(impacts: frozenset[Impact]) -> Least:
    return next((each for each in Least if each.impacts == impacts), Least.ANY)


def _labels(words: type[TextChoices]) -> dict[str, str]:
    return {each.value: str(each.label) for each in words}


def _choices(labels: dict[str, str], chosen: str) -> list[Choice]:
    return [Choice(value, str(text), None, value == chosen) for value, text in labels.items()]
