"""The short addresses of versions."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.catalog.models import Observation, Schema, Snapshot
from portal.history import address
from portal.history.address import AddressError, UnknownSchema, UnknownSource, UnknownVersion
from portal.ingest import record
from tests.ingest.making import capture, make_schema

DAY = datetime(2019, 4, 10, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def images() -> Schema:
    """Three versions, each captured at noon, ten days apart; the first one twice."""
    schema = make_schema("images", source="glance")
    capture(schema, {"title": "one"}, DAY)
    capture(schema, {"title": "one"}, DAY + timedelta(days=5))
    capture(schema, {"title": "two"}, DAY + timedelta(days=10))
    capture(schema, {"title": "three"}, DAY + timedelta(days=20))
    return schema


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("glance/images", 3),
        (" glance/images ", 3),
        ("glance/images@1", 1),
        ("glance/images@03", 3),
        ("glance/images@2019-04-10", 1),  # the end of that day
        ("glance/images@2019-04-19", 1),
        ("glance/images@2019-04-20", 2),
        ("glance/images@2019-04-20T11:59:59Z", 1),
        ("glance/images@2019-04-20T12:00:00Z", 2),
        ("glance/images@2019-04-20T13:00:00", 2),  # UTC
        ("glance/images@2019-04-20T13:00:00+02:00", 1),
        ("glance/images@2030-01-01", 3),
    ],
)
def test_leads_to_a_version(images: Schema, text: str, number: int) -> None:
    assert address.resolve(text).number == number


def test_what_is_written_is_read_back(images: Schema) -> None:
    for snapshot in images.snapshots.all():
        assert address.resolve(address.written(snapshot)) == snapshot


def test_the_version_comes_with_its_schema_and_source(
    images: Schema, django_assert_num_queries: object
) -> None:
    found = [address.resolve(text) for text in ("glance/images", "glance/images@2")]
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert {str(each) for each in found} == {"glance/images@3", "glance/images@2"}


@pytest.mark.parametrize("name", ["a@b", "images@2", "metadefs/namespace", "a b", "图像"])
def test_a_name_may_hold_what_an_address_is_made_of(name: str) -> None:
    schema = make_schema(name)
    capture(schema, {"title": "one"})
    capture(schema, {"title": "two"})
    assert address.resolve(f"cloud/{name}").schema == schema
    assert address.resolve(f"cloud/{name}@1") == schema.snapshots.get(number=1)


def test_a_schema_of_that_name_comes_before_a_version_of_another(images: Schema) -> None:
    """images@2 is a schema of its own here, and the version 2 of images is found by its date."""
    other = make_schema("images@2", source="glance")
    capture(other, {"title": "other"})
    assert address.resolve("glance/images@2").schema == other


def test_a_fault_is_no_version(images: Schema) -> None:
    how = record.Circumstances(DAY + timedelta(days=15), Observation.Origin.FETCHED)
    record.failure(images, how, "credentials", "401")
    assert address.resolve("glance/images@2019-04-26").number == 2


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("", AddressError, "is not the address of a version"),
        ("images", AddressError, "write source/schema, source/schema@3"),
        ("/images", AddressError, "is not the address"),
        ("glance/", AddressError, "is not the address"),
        ("glance/ima\0ges", AddressError, "is not the address"),
        ("glance/images@", AddressError, "neither the number of a version nor a date"),
        ("glance/images@latest", AddressError, "glance/images@2019-04-10"),
        ("glance/images@2019-02-30", AddressError, "neither the number of a version nor a date"),
        ("glance/images@²", AddressError, "neither the number"),
        ("glance/images@-1", AddressError, "neither the number"),
        ("glance/images@0", UnknownVersion, "has no version 0; it has 1 to 3"),
        ("glance/images@4", UnknownVersion, "has no version 4; it has 1 to 3"),
        ("glance/images@999999999", UnknownVersion, "no version 999999999; it has 1 to 3"),
        (f"glance/images@{'9' * 30}", UnknownVersion, "it has 1 to 3"),
        (f"glance/images@{'9' * 5000}", UnknownVersion, "it has 1 to 3"),
        ("glance/images@2019-04-09", UnknownVersion, "was first captured 2019-04-10"),
        ("glanse/images", UnknownSource, "did you mean 'glance'?"),
        ("glance/imags", UnknownSchema, "did you mean 'images'?"),
        ("glance/imags@1", UnknownSchema, "did you mean 'images'?"),
        ("glance/zzz", UnknownSchema, "there is images"),
    ],
)
def test_says_what_is_wrong(images: Schema, text: str, kind: type[AddressError], said: str) -> None:
    with pytest.raises(AddressError) as raised:
        address.resolve(text)
    assert type(raised.value) is kind
    assert said in str(raised.value)
    assert len(str(raised.value)) < 300


def test_where_there_is_nothing_yet() -> None:
    with pytest.raises(UnknownSource, match="there is none yet"):
        address.resolve("cloud/images")
    make_schema("images")
    with pytest.raises(UnknownVersion, match="nothing has been captured"):
        address.resolve("cloud/images")
    with pytest.raises(UnknownVersion, match="nothing has been captured"):
        address.resolve("cloud/images@1")
    with pytest.raises(UnknownVersion, match="never captured"):
        address.resolve("cloud/images@2019-04-10")


def test_one_version_is_not_one_to_one() -> None:
    capture(make_schema("images"), True)
    with pytest.raises(UnknownVersion, match=r"it has 1$"):
        address.resolve("cloud/images@2")


def test_the_codes_tell_them_apart() -> None:
    codes = [each.code for each in (AddressError, UnknownSource, UnknownSchema, UnknownVersion)]
    assert codes == ["bad-address", "unknown-source", "unknown-schema", "unknown-version"]


def test_queries(images: Schema, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        address.resolve("glance/images")
    # the schema (of that name with the @, or without), the version
    with django_assert_num_queries(2):  # type: ignore[operator]
        found: Snapshot = address.resolve("glance/images@2")
    assert found.number == 2


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_utc_does_not_have(images: Schema, moment: str) -> None:
    with pytest.raises(AddressError, match="neither the number of a version nor a date"):
        address.resolve(f"glance/images@{moment}")
