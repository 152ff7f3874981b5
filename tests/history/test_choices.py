"""The versions that a reader may choose from."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from portal.history import choices
from tests.ingest.making import capture, make_schema

pytestmark = pytest.mark.django_db


def test_every_version_of_the_chosen_schemas_then_the_current_ones_of_others() -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC)
    images = make_schema("images", source="one")
    capture(images, {"title": "1"}, at)
    capture(images, {"title": "1"}, datetime(2020, 2, 1, tzinfo=UTC))
    capture(images, {"title": "2"}, datetime(2020, 3, 1, tzinfo=UTC))
    capture(make_schema("alpha", source="aaa"), True)
    for each in range(3):
        capture(make_schema("images", source="two"), {"title": str(each)})
    make_schema("empty", source="one")
    chosen, others = choices.offered([images])
    assert chosen.schema == images
    assert [(each.address, each.number) for each in chosen.choices] == [
        ("one/images@2", 2), ("one/images@1", 1),
    ]  # fmt: skip
    assert chosen.choices[1].first_at == at
    assert others.schema is None
    # Those of the same name come first.
    assert [each.address for each in others.choices] == ["two/images@3", "aaa/alpha@1"]


def test_a_schema_that_is_chosen_twice_is_one_group() -> None:
    images = make_schema("images")
    capture(images, True)
    assert [group.schema for group in choices.offered([images, images])] == [images, None]


def test_a_retired_source_is_offered_only_where_it_is_chosen() -> None:
    images = make_schema("images")
    capture(images, True)
    images.source.retired_at = timezone.now()
    images.source.save()
    (others,) = choices.offered([])
    assert others.choices == []
    chosen, _ = choices.offered([images])
    assert [each.address for each in chosen.choices] == ["cloud/images@1"]


def test_one_query_however_many_there_are(django_assert_num_queries: object) -> None:
    schemas = [make_schema("images", source=f"cloud-{number}") for number in range(4)]
    for schema in schemas:
        capture(schema, {"title": "1"})
        capture(schema, {"title": "2"})
    with django_assert_num_queries(1):  # type: ignore[operator]
        groups = choices.offered(schemas[:2])
    assert [len(group.choices) for group in groups] == [2, 2, 2]
