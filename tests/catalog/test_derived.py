"""Properties and changes as they are stored."""

import pytest
from django.db import IntegrityError

from portal.catalog.models import Change, Property
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def test_a_property_is_found_by_its_pointer_however_long() -> None:
    name = "n" * 10_000
    schema = capture(make_schema(), with_properties("id", name)).schema
    assert Property.objects.at(schema, f"/properties/{name}").name == name


def test_a_pointer_that_never_was_has_no_property() -> None:
    schema = capture(make_schema(), with_properties("id")).schema
    with pytest.raises(Property.DoesNotExist):
        Property.objects.at(schema, "/properties/name")


def test_a_property_has_one_row_in_the_database() -> None:
    row = capture(make_schema(), with_properties("id")).schema.properties.get()
    row.pk = None
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_one_that_has_gone_is_not_present() -> None:
    schema = make_schema()
    capture(schema, with_properties("id", "name"))
    capture(schema, with_properties("id"))
    assert [row.name for row in Property.objects.present()] == ["id"]
    gone = Property.objects.select_related("schema").get(name="name")
    assert gone.is_gone


def test_a_side_that_was_not_there_differs_from_null() -> None:
    schema = make_schema()
    capture(schema, with_properties(id={"default": None}))
    capture(schema, with_properties(id={}))
    change = Change.objects.get()
    assert change.values == {"before": None}
    assert (change.before, change.after) == (None, None)


def test_both_sides_are_kept_as_they_were_served() -> None:
    """Objects with their members in their order, numbers as they were written."""
    schema = make_schema()
    sides = [{"zz": 1.0, "a": {"y": "é\u202e", "x": [10**30, True]}}, {"b": 1, "a": 2}]
    for side in sides:
        capture(schema, with_properties(id={"default": side}))
    values = Change.objects.get().values
    assert str(values) == str({"before": sides[0], "after": sides[1]})


def test_names_say_what_is_meant() -> None:
    schema = make_schema()
    capture(schema, with_properties(id={}))
    capture(schema, with_properties(id={"title": "ID"}))
    row = schema.properties.select_related("schema__source").get()
    assert str(row) == "cloud/images id"
    assert row.get_absolute_url() == "/cloud/images/id/"
    assert str(Change.objects.get()) == "cloud/images@2: id title added"
