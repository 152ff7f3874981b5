"""Which version of which document stands for the answer of the service."""

from portal.catalog.models import Observation, Schema, Snapshot, Source
from portal.history import address

_ABSENT = "not-found"  # the outcome where the service had no such document


class NotFoundThere(LookupError):
    """The service has no such document, as far as was seen; or there is no such version."""


class NotCaptured(LookupError):
    """Nothing was captured that could be answered with; says what."""


def snapshot(source: Source, name: str, moment: str = "") -> Snapshot:
    """The version of `name` that `source` serves; with `moment`, version n, or that of a date.

    Raises:
        NotFoundThere: there is no such document or version.
        NotCaptured: whether there was one is not known.
    """
    schema = _schema(source, name)
    if schema is None:
        if source.schemas.exclude(current=None).exists():
            raise NotFoundThere("")
        raise NotCaptured(f"Nothing has been captured of {source} yet.")
    if schema.current is None:
        if _was_absent(schema):
            raise NotFoundThere("")
        raise NotCaptured(f"{schema} has not been captured yet.")
    if not moment:
        return schema.current
    try:
        return address.version(schema, moment)
    except address.UnknownVersion as error:
        # A number names a version that there is or isn't; before the first capture nobody knows.
        kind = NotFoundThere if moment.isascii() and moment.isdigit() else NotCaptured
        raise kind(f"{error}.") from error
    except address.AddressError as error:
        raise NotFoundThere(f"{error}.") from error


def _schema(source: Source, name: str) -> Schema | None:
    """By its name here, or one that it had, which may still be the service's own."""
    try:
        return None if "\0" in name else Schema.objects.called(source.name, name)
    except Schema.DoesNotExist:
        return None


def content_type(found: Snapshot) -> str:
    """What the service called these bytes; JSON where that was not kept, or is none."""
    served = found.observations.exclude(content_type="").order_by("number").first()
    return served.content_type if served and "json" in served.content_type else "application/json"


def _was_absent(schema: Schema) -> bool:
    last = Observation.objects.filter(schema=schema).order_by("number").last()
    return last is not None and last.outcome == _ABSENT
