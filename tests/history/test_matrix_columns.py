"""Which versions a matrix is of, and which ones are offered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.catalog.models import Source
from portal.history import address, matrix
from portal.history.matrix import offers
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def found(*addresses: str) -> list[str]:
    columns, faults = matrix.columns(addresses)
    assert not faults
    return [each.pinned for each in columns]


def test_columns_are_versions_in_the_order_they_are_asked_for(samples: list[Source]) -> None:
    asked = [
        "huawei-ims/images",
        "glance/images@1",
        " glance/images@2019-04-10 ",
        "",
        "glance/images",
    ]
    assert found(*asked) == [
        "huawei-ims/images@1",
        "glance/images@1",
        "glance/images@3",
        "glance/images@4",
    ]
    columns, _ = matrix.columns(asked)
    assert [each.address for each in columns][2] == "glance/images@2019-04-10"
    assert [each.is_current for each in columns] == [True, False, False, True]
    assert [f"{each.first_at:%Y-%m-%d}" for each in columns] == [
        "2024-06-24",
        "2017-08-30",
        "2019-04-10",
        "2019-10-16",
    ]


def test_a_version_is_one_column_however_it_is_asked_for(samples: list[Source]) -> None:
    assert found("glance/images", "glance/images@4", "glance/images@2026-01-01") == [
        "glance/images@4"
    ]


def test_what_is_wrong_with_an_address_is_told_of_it(samples: list[Source]) -> None:
    columns, faults = matrix.columns(["glance/images", "nobody/images", "glance/images@9", "x"])
    assert [each.address for each in columns] == ["glance/images"]
    assert {name: type(error) for name, error in faults.items()} == {
        "nobody/images": address.UnknownSource,
        "glance/images@9": address.UnknownVersion,
        "x": address.AddressError,
    }


def test_twelve_columns_at_most() -> None:
    schema = make_schema()
    for number in range(14):
        capture(schema, with_properties(f"p{number}"))
    columns, faults = matrix.columns(f"cloud/images@{number}" for number in range(1, 15))
    assert len(columns) == matrix.MOST_COLUMNS == 12
    assert {name: error.code for name, error in faults.items()} == {
        "cloud/images@13": "too-many-columns",
        "cloud/images@14": "too-many-columns",
    }


def test_an_endless_list_of_addresses_is_not_read_to_its_end(db: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        columns, faults = matrix.columns(f"nobody/{number}" for number in range(10_000))
    assert (columns, len(faults)) == ([], 2 * matrix.MOST_COLUMNS + 1)
    assert len(queries) < 200


def test_what_several_sources_have_is_offered_the_one_that_says_least_first(
    samples: list[Source],
) -> None:
    (offer,) = offers.shared()
    assert (offer.schema, offer.names) == ("images", ("huawei-ims", "glance"))
    assert offer.url == "/matrix/?column=huawei-ims/images&column=glance/images"
    assert offer.tally is not None
    assert (offer.tally.properties, offer.tally.differing) == (44, 22)
    assert offer.tally.facets == {"presence": 11, "type": 9, "enum": 4}


def test_offers_take_one_query(
    samples: list[Source], django_assert_num_queries: pytest.FixtureRequest
) -> None:
    offers.shared()  # documents that were read are kept
    with django_assert_num_queries(1):  # type: ignore[operator]
        offers.shared()
    with django_assert_num_queries(1):  # type: ignore[operator]
        offers.histories(5)


def test_the_largest_schemas_are_offered_first() -> None:
    for source in ("east", "west"):
        capture(make_schema("small", source=source), with_properties("a"))
        capture(make_schema("large", source=source), with_properties("a", "b", source))
        capture(make_schema(f"only-{source}", source=source), with_properties("a"))
    assert [offer.schema for offer in offers.shared()] == ["large", "small"]
    assert [offer.schema for offer in offers.shared(most=1)] == ["large"]


def test_what_is_retired_is_not_offered(samples: list[Source]) -> None:
    Source.objects.filter(name="glance").update(retired_at="2026-01-01T00:00Z")
    assert offers.shared() == []
    assert offers.histories(5) == []


def test_histories_are_the_last_versions() -> None:
    schema = make_schema()
    capture(make_schema("once"), with_properties("a"))
    for number in range(14):
        capture(schema, with_properties(f"p{number}"))
    (offer,) = offers.histories(5)
    assert offer.schema == "cloud/images"
    assert offer.names == tuple(f"v{number}" for number in range(3, 15))
    assert offers.versions_of("cloud/images", 2) == ["cloud/images@1", "cloud/images@2"]


def test_addresses_of_a_matrix_are_quoted() -> None:
    assert offers.matrix_url([]) == "/matrix/"
    url = offers.matrix_url(["a/b&c@1", "a/ö"], ("only", "differences"))
    assert url == "/matrix/?column=a/b%26c@1&column=a/%C3%B6&only=differences"
