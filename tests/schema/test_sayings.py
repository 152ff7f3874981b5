"""What a property says by key, and what of it was touched, beside a slow and obvious reading."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schema import dialect, document
from portal.schema.document import Document
from portal.schema.errors import PointerError, UnknownProperty
from portal.schema.pointer import get
from portal.schema.sayings import DEMANDED, ITSELF, sayings, touched
from portal.schema.value import ABSENT
from tests.schema.generated import dialects, edited, reordered, schemas

DRAFT7 = dialect.named("draft7")
NEWEST = dialect.named("2020-12")


def read(value: Any, spoken: dialect.Dialect = DRAFT7) -> Document:
    return document.read(value, spoken)


def one(schema: Any, spoken: dialect.Dialect = DRAFT7, **beside: Any) -> Document:
    """A document whose only property at the top, `a`, says this."""
    return read({"properties": {"a": schema}} | beside, spoken)


def said(found: Document, pointer: str = "/properties/a") -> dict[str, tuple[str, ...]]:
    """Who says what, without the members."""
    told = sayings(found, pointer).items()
    return {key: each.at for key, each in told if each.value is ABSENT}


def keys(before: Document, after: Document, pointer: str = "/properties/a") -> set[str]:
    """What was touched of one property; of members, the keyword and an equals sign."""
    found = touched(before, after).get(pointer, set())
    return {key.partition("=")[0] + "=" * ("=" in key) for key in found}


def test_each_keyword_and_each_member() -> None:
    found = sayings(one({"enum": ["b", 1], "title": "A"}), "/properties/a")
    assert [(key.partition("=")[0], each.value) for key, each in found.items()] == [
        ("enum", ABSENT),
        ("enum/", "b"),
        ("enum/", 1),
        ("title", ABSENT),
    ]
    assert {each.at for each in found.values()} == {("/properties/a",)}


def test_a_single_type_is_a_member_as_well() -> None:
    single, several = one({"type": "string"}), one({"type": ["string", "null"]})
    assert keys(single, several) == {"type", "type/="}
    keys_of = [{key for key in sayings(each, "/properties/a") if "=" in key}
               for each in (single, several)]  # fmt: skip
    assert keys_of[0] < keys_of[1]


def test_a_property_that_was_never_there() -> None:
    with pytest.raises(UnknownProperty):
        sayings(one({}), "/properties/b")


def test_true_and_false_say_nothing_by_keywords() -> None:
    assert said(one(False)) == {}
    assert keys(one(True), one(False)) == set()
    assert keys(one(True), one({"title": "A"})) == {"title"}


def test_one_that_came_or_went_was_touched_as_a_whole() -> None:
    before, after = one({}), read({"properties": {"b": {"title": "B"}}})
    assert touched(before, after) == {"/properties/a": {ITSELF}, "/properties/b": {ITSELF}}


def test_what_a_keyword_holds_is_told_by_keywords_one_level_down() -> None:
    before = one({"items": {"type": "string", "items": {"title": "A"}}})
    assert said(before) == {
        "items": ("/properties/a",),
        "items/type": ("/properties/a/items",),
        "items/items": ("/properties/a/items",),
    }
    after = one({"items": {"type": "string", "items": {"title": "B"}}})
    assert keys(before, after) == {"items/items"}
    assert keys(before, one({"items": True})) == {"items", "items/type", "items/type/=",
                                                  "items/items"}  # fmt: skip


def test_properties_inside_are_looked_at_for_themselves() -> None:
    inner = {"items": {"properties": {"b": {"title": "B"}}}, "oneOf": [{"properties": {}}]}
    other = {"items": {"properties": {"b": {"title": "C"}}},
             "oneOf": [{"properties": {"c": True}}]}  # fmt: skip
    found = touched(one(inner), one(other))
    assert found == {
        "/properties/a/items/properties/b": {"title"},
        "/properties/a/oneOf/0/properties/c": {ITSELF},
    }


def test_branches_are_members_wherever_they_stand() -> None:
    before = one({"oneOf": [{"type": "null"}, {"maxLength": 5}]})
    found = touched(before, one({"oneOf": [{"minLength": 1}, {"type": "null"}, {"maxLength": 5}]}))
    assert len(found["/properties/a"]) == 2  # the keyword, and the one that is new


def test_a_name_that_looks_like_a_key_is_none() -> None:
    assert set(said(one({"x/y": 1, "=": 2}))) == {"x~1y", "="}


def test_the_object_above_demands_it() -> None:
    before, after = one({}), one({}, required=["a"])
    assert said(after) == {DEMANDED: ("",)}
    assert keys(before, after) == {DEMANDED}
    spoken = dialect.named("draft3")
    assert said(one({"required": True}, spoken)) == {"required": ("/properties/a",)}


REFERRING = {"$ref": "#/definitions/x", "title": "Own", "maxLength": 5}


def test_what_a_reference_leads_to_is_said_as_well() -> None:
    found = one(REFERRING, definitions={"x": {"title": "X", "maxLength": 3, "enum": ["a"]}})
    assert said(found) == {
        "$ref": ("/properties/a",),
        "title": ("/properties/a",),
        "maxLength": ("/definitions/x",),  # what stands beside $ref doesn't count in draft 7
        "enum": ("/definitions/x",),
    }


def test_where_siblings_count_both_say_it() -> None:
    target = {"title": "X", "maxLength": 3, "$id": "x", "enum": ["a", "b"]}
    own = REFERRING | {"enum": ["b", "c"]}
    found = one(own, NEWEST, definitions={"x": target})
    assert said(found) == {
        "$ref": ("/properties/a",),
        "title": ("/properties/a",),
        "maxLength": ("/properties/a", "/definitions/x"),
        "enum": ("/properties/a", "/definitions/x"),
    }
    members = [each.value for each in sayings(found, "/properties/a").values()]
    assert [each for each in members if each is not ABSENT] == ["b"]


def test_a_definition_that_changes_touches_who_refers_to_it() -> None:
    before, after = (
        one(REFERRING, definitions={"x": {"enum": [value]}, "y": {"enum": ["c"]}})
        for value in ("a", "b")
    )
    assert keys(before, after) == {"enum", "enum/="}
    renamed = one(REFERRING | {"$ref": "#/definitions/z"}, definitions={"z": {"enum": ["b"]}})
    assert keys(after, renamed) == {"$ref"}  # what it leads to says the same


def test_circles_end() -> None:
    found = one({"$ref": "#"}, allOf=[{"$ref": "#"}], title="All")
    assert said(found) == {"$ref": ("/properties/a",), "title": ("",), "allOf": ("",)}
    ring = {"x": {"$ref": "#/definitions/y"}, "y": {"$ref": "#/definitions/x"}}
    assert said(one({"$ref": "#/definitions/x"}, definitions=ring)) == {"$ref": ("/properties/a",)}


def test_a_dialect_that_reads_it_in_another_way() -> None:
    served = {"$ref": "#/definitions/x", "maxLength": 5}
    older, newer = (one(served, spoken, definitions={"x": {}}) for spoken in (DRAFT7, NEWEST))
    assert keys(older, newer) == {"maxLength"}


@given(dialects, schemas, st.data())
def test_whatever_is_served(spoken: dialect.Dialect, value: Any, data: st.DataObject) -> None:
    if not isinstance(value, dict | bool):
        value = {"properties": {"a": value}}
    other = data.draw(edited(value))
    before, after = read(value, spoken), read(other if isinstance(other, dict) else {}, spoken)
    assert touched(before, read(reordered(value), spoken)) == {}
    found = touched(before, after)
    assert touched(after, before) == found
    for pointer in {each.pointer for each in before.properties} & {
        each.pointer for each in after.properties
    }:
        marks = [
            {key: each.mark for key, each in sayings(side, pointer).items()}
            for side in (before, after)
        ]
        differing = {key for key in marks[0] | marks[1] if marks[0].get(key) != marks[1].get(key)}
        assert found.get(pointer, set()) == differing


# The slow and obvious reading: a document without arrays of branches, in draft 7.

_NAMES = st.sampled_from(["a", "b"])
_WORDS = st.sampled_from(["x", "y", "z"])
_LEAF = st.fixed_dictionaries(
    {},
    optional={
        "title": _WORDS,
        "maxLength": st.integers(1, 2),
        "enum": st.lists(_WORDS, min_size=1, max_size=3, unique=True),
        "type": st.lists(_WORDS, min_size=1, max_size=2, unique=True) | _WORDS,
        "$ref": st.sampled_from(["#/definitions/a", "#/definitions/b", "#/definitions/none"]),
    },
)
_DOCUMENTS = st.fixed_dictionaries(
    {
        "properties": st.dictionaries(
            _NAMES,
            st.builds(
                lambda own, inner: own | inner,
                _LEAF,
                st.fixed_dictionaries(
                    {},
                    optional={
                        "properties": st.dictionaries(_NAMES, _LEAF, max_size=2),
                        "required": st.lists(_NAMES, unique=True, max_size=2),
                        "items": _LEAF,
                    },
                ),
            ),
            max_size=2,
        ),
        "definitions": st.dictionaries(_NAMES, _LEAF, max_size=2),
    }
)


def obvious(value: Any, pointer: str) -> dict[str, str] | None:
    """What is said at a pointer: the last of a chain of references, under the titles above it."""
    try:
        own: Any = get(value, pointer)
    except PointerError:
        return None
    layers = [own]
    while "$ref" in layers[-1]:
        target = value["definitions"].get(layers[-1]["$ref"].rpartition("/")[2])
        if target is None or any(target is layer for layer in layers):
            break
        layers.append(target)
    merged: dict[str, Any] = {} if "$ref" in layers[-1] else dict(layers[-1])
    merged |= next(({"title": each["title"]} for each in layers if "title" in each), {})
    merged |= {"$ref": own["$ref"]} if "$ref" in own else {}
    merged.pop("properties", None)
    merged |= {f"items/{name}": said for name, said in merged.get("items", {}).items()}
    texts = dict[str, str]()
    for key, said in merged.items():
        texts[key] = "" if key == "items" else json.dumps(said)
        if key.rpartition("/")[2] in {"enum", "type", "required"}:
            members = sorted(said) if isinstance(said, list) else [said]
            texts[key] = json.dumps(members if isinstance(said, list) else said)
            texts |= {f"{key}/={member}": "" for member in members}
    above: Any = get(value, pointer.rsplit("/", 2)[0])
    if pointer.rpartition("/")[2] in above.get("required", []):
        texts[DEMANDED] = ""
    return texts


@given(st.lists(_DOCUMENTS, min_size=1, max_size=6))
def test_touched_is_what_an_obvious_reading_finds(history: list[Any]) -> None:
    pointers = [f"/properties/{name}" for name in "ab"]
    pointers += [f"{above}/properties/{name}" for above in pointers for name in "ab"]
    for before, after in pairwise(history):
        found = touched(read(before), read(after))
        for pointer in pointers:
            sides = obvious(before, pointer), obvious(after, pointer)
            if sides[0] is None or sides[1] is None:
                expected = {ITSELF} if sides[0] != sides[1] else set()
            else:
                marks = sides[0].items() ^ sides[1].items()
                expected = {key for key, _ in marks}
            actual = {_named(key, pointer, before, after) for key in found.get(pointer, ())}
            assert actual == expected


def _named(key: str, pointer: str, *documents: Any) -> str:
    """A key with the member itself in place of its mark."""
    for each in documents:
        try:
            told = sayings(read(each), pointer)
        except UnknownProperty:
            continue
        if key in told and told[key].value is not ABSENT:
            return f"{key.partition('=')[0]}={told[key].value}"
    return key
