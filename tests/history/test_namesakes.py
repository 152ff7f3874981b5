"""What the schemas of the same name in other sources have."""

import pytest

from portal.catalog.models import Property
from portal.history import namesakes
from tests.ingest.making import capture, make_schema, with_properties


@pytest.mark.django_db
def test_what_was_asked_too_late_says_nothing_of_others_with_the_same_content() -> None:
    """A version came after the current ones were listed: the rows of the one before are its."""
    document = with_properties("name", "size")
    here, other, third = (make_schema(source=name) for name in ("here", "other", "third"))
    for schema in (here, other, third):
        capture(schema, document)
    of_other = Property.objects.filter(schema=other)
    of_other.update(last=here.snapshots.get())
    third.source.retired_at = here.snapshots.get().observations.get().at
    third.source.save()
    assert namesakes.paths(here) == frozenset()
    third.source.retired_at = None
    third.source.save()
    assert namesakes.paths(here) == frozenset({"name", "size"})
