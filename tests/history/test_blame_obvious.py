"""Blame beside a slow and obvious search: from a version back to where something was not yet so."""

from random import Random
from typing import Any

import pytest

from portal.catalog import documents
from portal.catalog.models import Property, Schema, Source
from portal.history.blame import Blame, events, had
from portal.history.versions import versions_of
from portal.schema.errors import UnknownProperty
from portal.schema.sayings import sayings
from tests.ingest.making import capture, make_schema

pytestmark = pytest.mark.django_db


def obvious(schema: Schema, pointer: str, number: int) -> dict[str, int]:
    def marks(of_version: int) -> dict[str, str]:
        snapshot = schema.snapshots.get(number=of_version)
        try:
            said = sayings(documents.of(snapshot), pointer)
        except UnknownProperty:
            return {}
        return {key: each.mark for key, each in said.items()} | {"/": "it is there"}

    history = {each: marks(each) for each in range(1, number + 1)}
    found = {}
    for key, mark in history[number].items():
        since = number
        while since > 1 and history[since - 1].get(key) == mark:
            since -= 1
        found[key] = since
    return found


def check(schema: Schema) -> int:
    """Compare for every property and every version; how often something was younger than it."""
    versions, late = {each.number: each for each in versions_of(schema)}, 0
    for stored in schema.properties.all():
        for number, version in versions.items():
            expected = obvious(schema, stored.pointer, number)
            assert had(stored, number) == bool(expected)
            if not expected:
                continue
            blame = Blame(stored, version, versions)
            actual = {key: blame._since(key) for key in blame.said}
            arrival = expected.pop("/")
            assert blame.arrival.number == arrival
            assert actual == expected
            late += sum(since > arrival for since in actual.values())
        assert {each.version.number for each in events(stored, versions, {})} >= {
            number for numbers in stored.touched.values() for number in numbers
        }
    return late


@pytest.mark.parametrize("name", ["images", "image"])
def test_glance_beside_the_obvious_search(samples: list[Source], name: str) -> None:
    assert check(Schema.objects.get(source__name="glance", name=name))


@pytest.mark.parametrize("seed", range(8))
def test_generated_histories_beside_the_obvious_search(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - to have the same history every time

    def leaf() -> dict[str, Any]:
        chances: dict[str, Any] = {
            "title": random.choice("xy"),
            "enum": random.sample("pqrs", random.randint(1, 3)),
            "items": {"maxLength": random.randint(1, 2)},
            "oneOf": random.sample([{"title": "x"}, {"title": "y"}, True], 2),
            "$ref": random.choice(["#/definitions/m", "#/definitions/n", "#/properties/a"]),
        }
        return {key: value for key, value in chances.items() if random.random() < 0.4}

    def some(names: str) -> dict[str, Any]:
        return {name: leaf() for name in names if random.random() < 0.7}

    document: dict[str, Any] = {"properties": some("ab"), "definitions": some("mn")}
    schema = make_schema("thing", kind="file")
    capture(schema, document)
    for _ in range(7):
        kind = random.choice(["properties", "definitions", "inside", "required"])
        if kind == "inside":
            document["properties"]["a"] = leaf() | {"properties": some("bc")}
        elif kind == "required":
            document["required"] = random.sample("ab", random.randint(0, 2))
        else:
            document[kind] = document[kind] | some("ab" if kind == "properties" else "mn")
            document[kind].pop(random.choice("abmn"), None)
        capture(schema, document)
    assert Property.objects.exists()
    assert check(schema)
