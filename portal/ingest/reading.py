"""From bytes to a document that may be stored, or a typed error."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.catalog.models import Source
from portal.schema import canonical, dialect, document, parse
from portal.schema.value import JSON


@dataclass(frozen=True, slots=True)
class Reading:
    """A served document that has been understood."""

    body: bytes
    document: document.Document
    digest: str


def read(body: bytes, kind: str, check: Callable[[JSON], None] = lambda value: None) -> Reading:
    """Understand what a source of `kind` served, once `check` accepts it as what was asked for.

    Raises schema.errors.SchemaError, and whatever `check` does.
    """
    value = parse.parse(body).value
    check(value)
    spoken = dialect.detect(value, dialect.OPENSTACK if kind == Source.Kind.GLANCE else None)
    return Reading(body, document.read(value, spoken), canonical.digest(value, spoken))
