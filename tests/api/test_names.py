"""Addresses of schemas and properties, whatever these are called."""

import json
from typing import Any

from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.catalog.models import Source
from tests.api.scene import say, widget

# What PostgreSQL can't store (NUL, half of a surrogate pair) is refused when it is parsed.
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_ODD = st.sampled_from(
    (
        *("", ".", "..", "/", "//", "*", "@", "~", "~1", "%", "%2F", "?", "#", " ", "\n", "\r\n"),
        *("versions", "properties", "raw", "-", "items", "@items", "__proto__", "a/b", "a\nb/"),
        *(";a=b", "&", "=", "\\", '"', "<script>", "名", "\N{GRINNING FACE}"),
        "\N{RIGHT-TO-LEFT OVERRIDE}x",
    )
)
_NAME = _TEXT | _ODD


class Names(TestCase):
    """Each example has a database of its own."""

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(schema=_NAME.filter(bool), property=_NAME, inner=_NAME)
    @example(schema="properties", property="versions", inner="1")
    @example(schema="a\n", property="\n", inner="")
    @example(schema="..", property="..", inner=".")
    @example(schema="x/versions/1/raw", property="-", inner="@items")
    def test_every_address_leads_back_to_what_it_is_of(
        self, schema: str, property: str, inner: str
    ) -> None:
        source = Source.objects.create(name="cloud", kind=Source.Kind.JSON_SCHEMA)
        say(source, schema, widget(**{property: {"items": widget(**{inner: {}})}}))
        (row,) = _get("/api/v1/sources/cloud/schemas/")["results"]
        assert _get(row["url"]) == row | {"fetch": None, "note": None}
        assert row["name"] == schema
        (version,) = _get(row["versions"])["results"]
        assert _get(version["url"])["schema"] == schema
        assert _get(version["raw"])["properties"].keys() == {property}
        for address in (row["properties"], version["properties"]):
            outer_row, inner_row = _get(address)["results"]
            assert (outer_row["name"], inner_row["name"]) == (property, inner)
            for each in (outer_row, inner_row):
                found = _get(each["url"])
                assert found["pointer"] == each["pointer"]
                if "elsewhere" in found:  # what is pinned leads to what is current
                    assert _get(found["elsewhere"])["property"] == each["url"]


def _get(address: str) -> Any:
    response = Client().get(address.removeprefix("http://127.0.0.1:8000"))
    assert response.status_code == 200, (address, response.status_code)
    return json.loads(response.content)
