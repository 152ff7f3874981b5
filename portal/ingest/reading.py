"""From bytes to a document that may be stored, or a typed error."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.catalog.models import Source
from portal.schema import canonical, dialect, document, parse
from portal.schema.errors import TooManyProperties
from portal.schema.value import JSON
from portal.sentence import Sentence, gettext_noop

# Six times what the largest schema has that we know; each is a row, and takes half a millisecond.
MOST_PROPERTIES = 20_000


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
    understood = document.read(value, spoken)
    if (found := len(understood.properties)) > MOST_PROPERTIES:
        told = gettext_noop("{found} properties, where at most {limit} are kept")
        raise TooManyProperties(Sentence(told, found=found, limit=MOST_PROPERTIES))
    return Reading(body, understood, canonical.digest(value, spoken))
