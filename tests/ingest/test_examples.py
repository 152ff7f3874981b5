"""Examples of properties: each is valid, and where there are none, why."""

from typing import Any

import jsonschema
import pytest

from portal.catalog.models import Property, Schema, Source
from portal.ingest import derive, examples
from portal.schema import dialect, document
from portal.validation import batch
from tests.ingest.making import capture, make_schema, with_properties


def of(properties: Any, name: str = "draft7") -> dict[str, Any]:
    """What comes of properties, by their names."""
    read = document.read({"properties": properties}, dialect.named(name))
    found = examples.of(read, [each.pointer for each in read.properties])
    return {pointer.rpartition("/")[2]: said for pointer, said in found}


def stored(schema: Schema) -> dict[str, Any]:
    return dict(schema.properties.order_by().values_list("name", "examples"))


def test_at_most_three_and_only_valid_ones() -> None:
    schema: Any = {"type": "integer", "not": {"enum": [1, 0]}}
    found = of({"n": schema, "any": {"enum": list("abcdef")}})
    assert found["any"] == {"values": ["a", "b", "c"]}
    assert found["n"]["values"]
    assert all(jsonschema.Draft7Validator(schema).is_valid(each) for each in found["n"]["values"])


def test_why_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = {"type": "string", "pattern": "^(?=x)(?=.*\\d)[a-z0-9]{40}$"}
    assert of({"no": False, "odd": odd}) == {"no": {"why": "nothing"}, "odd": {"why": "unfound"}}
    assert of({"a": {}}, "draft3") == {"a": {"why": "unchecked"}}
    assert of({"a": {}, "b": {"pattern": "(["}})["a"] == {"why": "unchecked"}
    monkeypatch.setattr("portal.schema.example.making._MOST_IN_ALL", 2)
    assert of({"a": {}, "b": {}, "c": {}})["c"] == {"why": "large"}


def test_nothing_is_kept_that_was_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "passing", lambda document, values: {})
    assert of({"a": {"type": "string"}}) == {"a": {"why": "unchecked"}}


@pytest.mark.django_db
def test_they_follow_the_newest_version_and_stay_with_what_has_gone() -> None:
    schema = make_schema()
    capture(schema, with_properties("gone", a={"enum": ["x"]}))
    capture(schema, with_properties(a={"enum": ["y"]}))
    expected = {"a": {"values": ["y"]}, "gone": {"values": ["string"]}}
    assert stored(schema) == expected
    Property.objects.update(examples={"values": ["of an earlier release"]})
    derive.rebuild(schema)
    assert stored(schema) == expected


@pytest.mark.django_db
def test_what_has_gone_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = examples.of

    def watched(read: Any, pointers: Any) -> Any:
        asked.append(list(pointers))
        return real(read, asked[-1])

    monkeypatch.setattr(examples, "of", watched)
    schema = make_schema()
    capture(schema, with_properties("gone", "a"))
    capture(schema, with_properties("a", "b"))
    assert asked == [["/properties/gone", "/properties/a"], ["/properties/a", "/properties/b"]]


@pytest.mark.django_db
def test_every_property_of_the_samples_has_some(samples: list[Source]) -> None:
    without = [each for each in Property.objects.all() if not each.examples.get("values")]
    assert without == []
