"""Blame: which version brought what a property says, and what happened to it."""

import copy
from typing import Any

import pytest

from portal.catalog.models import Schema, Source
from portal.history.blame import Blame, Event, events, had
from portal.history.versions import Version, versions_of
from portal.schema.errors import UnknownProperty
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def served(*said: Any, **settings: Any) -> Schema:
    schema = make_schema("thing", **{"kind": "file"} | settings)
    for document in said:
        capture(schema, document)
    return schema


def numbered(schema: Schema) -> dict[int, Version]:
    return {version.number: version for version in versions_of(schema)}


def of(schema: Schema, path: str, number: int = 0) -> Blame:
    """The blame of the property with this path, in the last version that has it unless told."""
    stored = schema.properties.select_related("last").get(path=path)
    versions = numbered(schema)
    return Blame(stored, versions[number or stored.last.number], versions)


def told(schema: Schema, path: str, number: int = 0) -> dict[str, int]:
    return {each.key: each.version.number for each in of(schema, path, number).keywords}


def members(schema: Schema, path: str, key: str, number: int = 0) -> dict[Any, int]:
    """Which version brought each member, by its value (of branches, as Python shows it)."""
    (found,) = (each for each in of(schema, path, number).keywords if each.key == key)
    return {
        each.value if isinstance(each.value, str | None) else str(each.value): each.version.number
        for each in found.members
    }


def happened(schema: Schema, path: str) -> list[Event]:
    stored = schema.properties.get(path=path)
    return events(stored, numbered(schema), of(schema, path).said)


def words(schema: Schema, path: str) -> list[tuple[int, str, list[str], tuple[str, ...]]]:
    """What happened, oldest first: the version, the word, what its changes concern, the rest."""
    return [
        (each.version.number, each.what, [f"{change.pointer} {change.keyword}".strip()
                                          for change in each.changes], each.untold)
        for each in reversed(happened(schema, path))
    ]  # fmt: skip


@pytest.fixture
def images(samples: list[Source]) -> Schema:
    return Schema.objects.get(source__name="glance", name="images")


def test_glance_by_keyword(images: Schema) -> None:
    assert told(images, "images[].status") == {
        "type": 1, "readOnly": 1, "description": 1, "enum": 2
    }  # fmt: skip
    assert told(images, "images[].os_version") == {"type": 1, "is_base": 1, "description": 3}
    assert told(images, "images[].os_version", 2)["description"] == 1
    assert set(told(images, "images[].backend").values()) == {2}
    assert set(told(images, "images[].stores").values()) == {4}
    inside = "images[].locations[].validation_data"
    assert set(told(images, f"{inside}.checksum").values()) == {3}


def test_glance_by_value(images: Schema) -> None:
    values = members(images, "images[].status", "enum")
    assert {value for value, number in values.items() if number != 1} == {"uploading", "importing"}
    assert values["importing"] == 2
    assert members(images, "images[].container_format", "enum")["compressed"] == 4
    assert "compressed" not in members(images, "images[].container_format", "enum", 3)
    assert members(images, "images[].container_format", "type") == {"null": 1, "string": 1}


def test_what_happened_in_glance(images: Schema) -> None:
    at = "/properties/images/items/properties"
    assert words(images, "images[].backend") == [
        (2, "came", [f"{at}/backend"], ()),
        (4, "went", [f"{at}/backend"], ()),
    ]
    assert words(images, "images[].status") == [
        (1, "came", [], ()),
        (2, "changed", [f"{at}/status enum"] * 2, ()),
    ]
    inside = "images[].locations[].validation_data.checksum"
    around = f"{at}/locations/items/properties/validation_data"
    assert words(images, inside) == [(3, "came", [around], ())]


def test_a_version_was_found_between_two_captures(images: Schema) -> None:
    since = of(images, "images[].status").since("enum")
    assert since is not None
    assert since.before is not None
    assert (since.before.number, since.first.number) == (1, 2)


def test_one_that_went_and_came_back_begins_anew() -> None:
    text = {"type": "string", "enum": ["a"]}
    titled = with_properties("x", a=text | {"title": "A"})
    schema = served(with_properties("x", a=text), with_properties("x"),
                    with_properties("x", a=text), titled)  # fmt: skip
    assert told(schema, "a") == {"type": 3, "enum": 3, "title": 4}
    assert told(schema, "a", 1) == {"type": 1, "enum": 1}
    assert of(schema, "a").arrival.number == 3
    assert members(schema, "a", "enum") == {"a": 3}
    assert [each.what for each in happened(schema, "a")] == ["changed", "returned", "went", "came"]
    stored = schema.properties.get(path="a")
    assert [had(stored, number) for number in range(1, 5)] == [True, False, True, True]
    with pytest.raises(UnknownProperty):
        of(schema, "a", 2)


def test_a_value_that_is_taken_back_is_as_old_as_its_return() -> None:
    schema = served(*[with_properties(a={"default": each, "type": "string"}) for each in "xyx"])
    assert told(schema, "a") == {"default": 3, "type": 1}


def test_a_member_that_returns_is_as_old_as_its_return() -> None:
    values = [["x", "y"], ["y", "z"], ["z", "y", "x"]]
    schema = served(*[with_properties(a={"enum": each}) for each in values])
    assert members(schema, "a", "enum") == {"z": 2, "y": 1, "x": 3}
    assert [each.value for each in of(schema, "a").late_members("enum")] == ["z", "x"]


def test_members_of_a_set_that_came_later_are_as_old_as_the_set() -> None:
    schema = served(
        *[with_properties(a=each) for each in ({}, {"enum": ["x"]}, {"enum": ["y", "x"]})]
    )
    assert members(schema, "a", "enum") == {"y": 3, "x": 2}


def test_one_inside_another_that_was_replaced() -> None:
    inner = with_properties(b={"title": "B"})
    schema = served(with_properties(a=inner), with_properties(a=True), with_properties(a=inner))
    assert told(schema, "a.b") == {"title": 3}
    assert words(schema, "a.b") == [
        (1, "came", [], ()),
        (2, "went", ["/properties/a"], ()),
        (3, "returned", ["/properties/a"], ()),
    ]  # fmt: skip
    assert [each.what for each in happened(schema, "a")] == ["replaced", "replaced", "came"]


def test_one_that_came_with_the_items_around_it() -> None:
    schema = served(
        with_properties(a={"items": True}), with_properties(a={"items": with_properties("b")})
    )
    assert words(schema, "a[].b") == [(2, "came", ["/properties/a/items items"], ())]


def definition(**said: Any) -> dict[str, Any]:
    return with_properties(a={"$ref": "#/definitions/x"}) | {"definitions": {"x": said}}


def test_what_a_reference_leads_to_came_with_the_definition() -> None:
    schema = served(definition(enum=["p"], title="X"), definition(enum=["p", "q"], title="X"))
    assert told(schema, "a") == {"$ref": 1, "enum": 2, "title": 1}
    at = {each.key: each.at for each in of(schema, "a").keywords}
    assert (at["$ref"], at["enum"]) == (("/properties/a",), ("/definitions/x",))
    assert members(schema, "a", "enum") == {"p": 1, "q": 2}
    assert words(schema, "a") == [
        (1, "came", [], ()), (2, "changed", ["/definitions/x enum"], ())
    ]  # fmt: skip


def test_items_of_a_definition() -> None:
    schema = served(definition(items={"title": "I"}), definition(items={"title": "J"}))
    assert told(schema, "a") == {"$ref": 1, "items": 1, "items/title": 2}
    assert words(schema, "a")[1] == (2, "changed", ["/definitions/x/items title"], ())
    assert of(schema, "a").since("items") == of(schema, "a").since("items/title")


def test_a_reference_that_leads_elsewhere() -> None:
    both = {
        "definitions": {"x": {"title": "T", "enum": ["p"]}, "y": {"title": "T", "pattern": "p"}}
    }
    schema = served(with_properties(a={"$ref": "#/definitions/x"}) | both,
                    with_properties(a={"$ref": "#/definitions/y"}) | both)  # fmt: skip
    assert told(schema, "a") == {"$ref": 2, "title": 1, "pattern": 2}
    assert words(schema, "a")[1] == (2, "changed", ["/properties/a $ref"], ("enum", "pattern"))


def test_a_definition_that_changed_while_it_was_referred_to_no_more() -> None:
    document = with_properties(a={"$ref": "#/definitions/x"}) | {
        "definitions": {"x": {"title": "T"}}
    }
    later = copy.deepcopy(document)
    later["definitions"]["x"]["title"] = "U"
    plain = with_properties(a={"title": "T"}) | {"definitions": {"x": {"title": "U"}}}
    schema = served(document, plain, later)
    assert told(schema, "a") == {"$ref": 3, "title": 3}
    assert [number for number, *_ in words(schema, "a")] == [1, 2, 3]


@pytest.mark.parametrize("others", [[], ["b"]])
def test_required_stands_in_what_encloses_it(others: list[str]) -> None:
    """As a keyword that came with its member, or as another member."""
    before = with_properties("a", "b") | ({"required": others} if others else {})
    schema = served(before, with_properties("a", "b") | {"required": [*others, "a"]})
    assert told(schema, "a") == {"type": 1, "../required": 2}
    assert words(schema, "a")[1] == (2, "changed", ["required"], ())
    assert members(schema, "a", "type") == {"string": 1}
    assert of(schema, "a").since("../required", "nothing") == numbered(schema)[2]
    assert of(schema, "a").since("nothing") is None


def test_a_branch_in_front_of_others_leaves_them_as_old_as_they_are() -> None:
    old = [{"type": "null"}, {"type": "integer"}]
    schema = served(with_properties(a={"oneOf": old}),
                    with_properties(a={"oneOf": [{"type": "array"}, *old]}))  # fmt: skip
    assert list(members(schema, "a", "oneOf").values()) == [2, 1, 1]
    assert told(schema, "a") == {"oneOf": 2}


def test_names_that_must_be_escaped() -> None:
    name, keyword = "a/b~c", "x/y"
    schema = served(
        with_properties(**{name: {keyword: 1}}), with_properties(**{name: {keyword: 2}})
    )
    stored = schema.properties.get()
    blame = Blame(stored, numbered(schema)[2], numbered(schema))
    assert [(each.key, each.version.number) for each in blame.keywords] == [("x~1y", 2)]
    assert [each.untold for each in events(stored, numbered(schema), blame.said)] == [(), ()]
