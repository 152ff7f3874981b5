"""What must hold of any two documents, however strange they are."""

from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.schema.canonical import canonical, encode
from portal.schema.change import Change
from portal.schema.dialect import DRAFT4, DRAFT2020_12, Dialect
from portal.schema.impact import Impact, Judged, compare
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES
from tests.schema import generated
from tests.schema.applied import apply
from tests.schema.impact.proof.edits import EDITS
from tests.schema.impact.proof.pairs import Pair, pairs
from tests.schema.timing import quickly

_HARMLESS = {Impact.SAFE, Impact.EDITORIAL}
_OPPOSITE = {"added": "removed", "removed": "added", "changed": "changed"}
# What is not sent or not got is so on one side only: the verdict on the way back is no mirror.
_ONE_SIDED = ("readOnly", "writeOnly", "READ-ONLY")
# They look at `required` as well, which on the way back is judged as a change of its own.
_OF_TWO = {"property-removed-required", "property-removed-required-closed"}
_EACH = 12  # pairs of every rule


@pytest.fixture(scope="module")
def some_pairs() -> list[Pair]:
    """Pairs of documents with every kind of change, in all places and dialects."""
    return [pair for rule in sorted(EDITS) for pair in islice(pairs(rule, 100), _EACH)]


@st.composite
def two_documents(draw: st.DrawFn) -> tuple[Any, Any, Dialect]:
    """A document and another, or an edited copy of it, with all that may go wrong in them."""
    before = draw(generated.schemas)
    after = draw(generated.schemas | generated.edited(before))
    return before, after, draw(generated.dialects)


def key(change: Change) -> str:
    """A change as text; in Python, 1 == True."""
    return encode(change.as_dict())


def mirrored(change: Change) -> Change:
    kind: Any = _OPPOSITE[change.kind]
    return replace(change, kind=kind, before=change.after, after=change.before)


def assert_no_contradiction(there: Judged, back: Judged) -> None:
    """Values that a request may no longer have are values that a response may have, on the way
    back; a warning leaves it open.
    """
    if {there.verdict.rule, back.verdict.rule} & _OF_TWO:
        return
    for one, other in ((there.verdict, back.verdict), (back.verdict, there.verdict)):
        both = {one.request, other.response}
        assert not (Impact.BREAKING in both and both & _HARMLESS), (there, back)
    editorial = [Impact.EDITORIAL in (j.verdict.request, j.verdict.response) for j in (there, back)]
    assert editorial[0] == editorial[1], (there, back)


def assert_all_hold(before: Any, after: Any, dialect: Dialect) -> None:
    judged = compare(before, after, dialect)
    changes = [one.change for one in judged]
    for one in judged:
        assert one.verdict.rule in RULES
        assert one.verdict.context in CONTEXTS or one.verdict.context == ""
    made = apply(before, changes, dialect)
    assert canonical(made, dialect) == canonical(after, dialect)

    swapped = generated.reordered(before), generated.reordered(after)
    assert compare(*swapped, dialect) == judged

    there = {key(one.change): one for one in judged}
    back = {key(mirrored(one.change)): one for one in compare(after, before, dialect)}
    assert there.keys() == back.keys()
    if not any(word in repr((before, after)) for word in _ONE_SIDED):
        for name, one in there.items():
            assert_no_contradiction(one, back[name])


@given(two_documents())
@settings(derandomize=True, max_examples=250)
def test_of_documents_with_all_that_may_go_wrong(documents: tuple[Any, Any, Dialect]) -> None:
    assert_all_hold(*documents)


def test_of_every_kind_of_change(some_pairs: list[Pair]) -> None:
    for before, after, dialect in some_pairs:
        assert_all_hold(before, after, dialect)


@given(generated.schemas, generated.dialects)
@settings(derandomize=True)
def test_a_document_does_not_differ_from_itself(document: Any, dialect: Dialect) -> None:
    assert compare(document, document, dialect) == ()
    assert compare(document, generated.reordered(document), dialect) == ()


def test_a_circle_hides_nothing(some_pairs: list[Pair]) -> None:
    """What is said of a property is said of the same property inside a tree, too."""
    for before, after, dialect in some_pairs:
        if "$ref" in encode([before, after]) or not dialect.boolean_schemas:
            continue
        plain = compare(as_a_property(before), as_a_property(after), dialect)
        inside = compare(in_a_tree(before), in_a_tree(after), dialect)
        assert [one.verdict for one in inside] == [one.verdict for one in plain]


def as_a_property(value: Any) -> Any:
    return {"properties": {"value": value}}


def in_a_tree(value: Any) -> Any:
    node = {"properties": {"next": {"$ref": "#/definitions/node"}, "value": value}}
    return {"definitions": {"node": node}, "properties": {"first": {"$ref": "#/definitions/node"}}}


def test_a_renamed_definition_is_editorial(some_pairs: list[Pair]) -> None:
    for document, _, dialect in some_pairs:
        if "$ref" in encode(document):
            continue
        for one in compare(defining("old", document), defining("new", document), dialect):
            assert {one.verdict.request, one.verdict.response} == {Impact.EDITORIAL}, one


def test_a_renamed_definition_that_changed_is_not() -> None:
    judged = compare(defining("a", {"maxLength": 9}), defining("b", {"maxLength": 5}), DRAFT4)
    changed = [one for one in judged if one.verdict.rule == "reference-changed"]
    assert changed
    for one in changed:
        assert (one.verdict.request, one.verdict.response) == ("breaking", "safe")
        assert "max-length-lowered" in {inner.verdict.rule for inner in one.through}


def defining(name: str, value: Any) -> Any:
    """A document that refers to a definition, which refers to itself, in two places."""
    reference = {"$ref": f"#/definitions/{name}"}
    return {
        "definitions": {name: {"properties": {"value": value, "next": reference}}},
        "properties": {"p": reference},
        "items": {"items": reference},
    }


@pytest.mark.parametrize("shape", ["diamonds", "renamed diamonds", "chain", "each to each"])
def test_references_take_no_more_time_than_there_are_of_them(shape: str) -> None:
    before, after = many(shape, 9, ""), many(shape, 5, _suffix(shape))
    with quickly():
        judged = compare(before, after, DRAFT2020_12)
    assert any(one.verdict.request == "breaking" for one in judged)


def _suffix(shape: str) -> str:
    return "-new" if shape == "renamed diamonds" else ""


def many(shape: str, limit: int, suffix: str) -> Any:
    """A document of many definitions that refer to each other; the last one has a limit."""
    count = 40 if shape == "each to each" else 250
    definitions: dict[str, Any] = {}
    for number in range(count):
        following = [number + 1] * (1 if shape == "chain" else 2)
        if shape == "each to each":
            following = [*range(count), count]
        definitions[f"d{number}{suffix}"] = {
            "properties": {
                f"p{at}": {"$ref": f"#/$defs/d{to}{suffix}"} for at, to in enumerate(following)
            }
        }
    definitions[f"d{count}{suffix}"] = {"type": "string", "maxLength": limit}
    return {"$defs": definitions, "properties": {"p": {"$ref": f"#/$defs/d0{suffix}"}}}
