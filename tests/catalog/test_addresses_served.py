"""The pages answer where catalog.addresses says they are, whatever the names hold."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.catalog import addresses
from portal.catalog.models import Schema
from tests.catalog.test_addresses import HOSTILE, text
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db
# A 10 KB name is longer than any address that a browser sends on; it has a page all the same.
generated = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def schema_with(name: str, *properties: str) -> Schema:
    schema = make_schema(name, kind="json-schema")
    capture(schema, with_properties(*properties))
    return schema


def status(client: Client, url: str) -> int:
    return client.get(url).status_code


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: repr(name[:20]))
def test_a_property_has_its_page(client: Client, name: str) -> None:
    schema = schema_with("images", name)
    prop = schema.properties.get()
    assert status(client, prop.get_absolute_url()) == 200
    assert status(client, addresses.property_url("cloud", "images", prop.pointer, 1)) == 200


@generated
@given(st.sets(text, min_size=1, max_size=5))
def test_properties_of_generated_names_have_their_pages(client: Client, names: set[str]) -> None:
    schema = make_schema("generated", kind="json-schema")
    capture(schema, with_properties(*names))
    for prop in schema.properties.present().select_related("schema__source"):
        assert status(client, prop.get_absolute_url()) == 200


SCHEMAS = [name for name in HOSTILE if 0 < len(name) < 256]


@pytest.mark.parametrize("name", [*SCHEMAS, "a/b", "a/versions/1/x", "/".join("a" * 100)])
def test_a_schema_has_its_pages(client: Client, name: str) -> None:
    schema_with(name, "id")
    assert status(client, addresses.schema_url("cloud", name)) == 200
    assert status(client, addresses.schema_url("cloud", name, 1)) == 200
    assert status(client, addresses.versions_url("cloud", name)) == 200
    assert status(client, addresses.property_url("cloud", name, "/properties/id")) == 200


@generated
@given(st.lists(text, min_size=1, max_size=3).map("/".join).filter(lambda name: 0 < len(name) < 99))
def test_schemas_of_generated_names_have_their_pages(client: Client, name: str) -> None:
    Schema.objects.all().delete()  # their names might clash
    schema_with(name, "id")
    assert status(client, addresses.property_url("cloud", name, "/properties/id")) == 200


@pytest.mark.parametrize(
    ("spelled", "canonical"),
    [
        ("/cloud/a/~6id/", "/cloud/a/id/"),
        ("/cloud/a/versions/1/~6id/", "/cloud/a/versions/1/id/"),
        ("/cloud/~6a/id/", "/cloud/a/id/"),
        ("/cloud/~6a/", "/cloud/a/"),
        ("/cloud/~6a/versions/", "/cloud/a/versions/"),
    ],
)
def test_another_spelling_leads_to_the_one_address(
    client: Client, spelled: str, canonical: str
) -> None:
    schema_with("a", "id")
    answer = client.get(spelled)
    assert (answer.status_code, answer.get("Location")) == (301, canonical)


@pytest.mark.parametrize(
    "url", ["/cloud/b/", "/cloud/a/nothing/", "/cloud/a/-/x/", "/cloud/a%00/", "/cloud/a/x%00y/"]
)
def test_what_is_not_there_is_not_found(client: Client, url: str) -> None:
    schema_with("a", "id")
    assert status(client, url) == 404


@pytest.mark.parametrize("number", ["0", "2", "9" * 30, "9" * 5000])
def test_a_version_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    schema_with("a", "id")
    assert status(client, f"/cloud/a/versions/{number}/") == 404
    assert status(client, f"/cloud/a/versions/{number}/id/") == 404
    assert status(client, f"/cloud/a/compare/1...{number}/") == 404
