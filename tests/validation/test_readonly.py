"""As a request: what only the server sets is left out, told, and not demanded."""

import time
from typing import Any

import pytest

from portal.schema.value import JSON
from portal.validation import readonly
from portal.validation.check import check
from portal.validation.outcome import TooLate
from tests.validation.scene import read, recorded, result


def request(instance: Any, served: Any, name: str = "draft7") -> tuple[str, dict[str, int]]:
    """The code of the outcome, and how many read-only members there are of each path."""
    found = result(instance, served, name, as_request=True)
    return found.outcome.code, {each.path: each.count for each in found.unsent}


OWN = {"type": "integer", "readOnly": True}


def test_a_read_only_member_is_told_and_not_checked() -> None:
    served = {"properties": {"id": OWN, "name": {"type": "string"}}}
    assert request({"id": "no integer", "name": "a"}, served) == ("passes", {"id": 1})
    assert request({"id": 1, "name": 3}, served) == ("fails", {"id": 1})
    assert result({"id": "no integer"}, served).outcome.code == "fails"
    assert result({"id": 1}, served).unsent == ()


def test_it_need_not_be_there() -> None:
    served = {"properties": {"id": OWN, "name": {}}, "required": ["id", "name"]}
    assert request({"name": "a"}, served) == ("passes", {})
    assert request({"id": 1}, served) == ("fails", {"id": 1})
    (note,) = result({}, served, as_request=True).notes
    assert note.pointer == "/required"
    assert note.text == 'A request need not have what only the server sets: "id"'


@pytest.mark.parametrize(
    ("served", "instance", "paths"),
    [
        ({"items": {"properties": {"id": OWN}}}, [{"id": 1}, {"id": 2}, {}], {"[].id": 2}),
        ({"items": [{"properties": {"id": OWN}}], "additionalItems": {"properties": {"x": OWN}}},
         [{"id": 1}, {"x": 1, "id": 1}], {"[0].id": 1, "[].x": 1}),
        ({"definitions": {"i": OWN}, "properties": {"a": {"$ref": "#/definitions/i"}}}, {"a": 1},
         {"a": 1}),
        ({"allOf": [{"properties": {"a": OWN}}]}, {"a": 1}, {"a": 1}),
        ({"properties": {"a": OWN}, "additionalProperties": OWN}, {"b": 1},
         {"{*}": 1}),
        ({"properties": {"n": {"$ref": "#"}, "a": OWN}}, {"n": {"n": {"a": 1}}, "a": 2}, {"a": 2}),
        ({"properties": {"a": OWN | {"properties": {"b": OWN}}}}, {"a": {"b": 1}}, {"a": 1}),
    ],
)  # fmt: skip
def test_where_it_is_found(served: Any, instance: Any, paths: dict[str, int]) -> None:
    _, found = request(instance, served)
    assert found == paths


@pytest.mark.parametrize(
    ("served", "instance"),
    [
        ({"anyOf": [{"properties": {"a": OWN}}, {}]}, {"a": 1}),
        ({"patternProperties": {"^a": OWN}}, {"a": 1}),
        ({"patternProperties": {"^a": {}}, "additionalProperties": OWN}, {"b": 1}),
        ({"items": OWN}, [1]),
        ({"properties": {"a": OWN}}, ["a"]),
        ({"properties": {"a": OWN}}, 3),
        ({"properties": {"a": {"$ref": "#/nowhere"}}}, {"a": {}}),
        ({"properties": {"a": {"$ref": "#/title"}}, "title": "x"}, {"a": {}}),
        ({"$ref": "#/definitions/b", "definitions": {"b": {}}, "properties": {"a": OWN}}, {"a": 1}),
    ],
)
def test_what_is_not_certain_is_not_told(served: Any, instance: Any) -> None:
    _, found = request(instance, served)
    assert found == {}


def test_glances_prose_and_keyword_say_the_same() -> None:
    image = {"id": "x", "status": "active", "name": "a", "checksum": "c"}
    old, new = (
        request(image, recorded(f"{source}/image").value, "openstack")[1]
        for source in ("glance-15.0.2", "glance-33.0.0")
    )
    assert old == new == {"status": 1, "checksum": 1}


def test_the_rest_is_kept_as_it_is() -> None:
    instance: JSON = {"a": [{"id": 1, "b": None}], "id": 2, "c": {"id": 3}}
    served = {"properties": {"id": OWN, "a": {"items": {"properties": {"id": OWN}}}}}
    members = readonly.ReadOnlyMembers(read(served), "", instance, time.monotonic() + 60)
    assert members.left_out() == {"a": [{"b": None}], "c": {"id": 3}}
    assert instance == {"a": [{"id": 1, "b": None}], "id": 2, "c": {"id": 3}}


def test_more_than_can_be_looked_through_in_time() -> None:
    document = read({"items": {"properties": {"id": OWN}}})
    members = readonly.ReadOnlyMembers(document, "", [{"id": 1}] * 20, time.monotonic() + 60)
    assert members.counts
    with pytest.raises(TooLate):
        readonly.ReadOnlyMembers(document, "", [{"id": 1}] * 20, time.monotonic())


def test_a_large_request_is_given_up_in_time() -> None:
    """Four times 150 000 objects: looking through them takes seconds."""
    document = read({"items": {"properties": {"id": OWN}}})
    instance: JSON = [{} for _ in range(150_000)]
    began = time.monotonic()
    found = check(instance, [document] * 4, "", as_request=True)
    assert time.monotonic() - began < 12
    assert {each.outcome.code for each in found} <= {"passes", "gave-up"}
