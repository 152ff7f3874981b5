"""What counts as the same at a glance, and what must be told apart however alike it looks."""

import json
from typing import Any

import pytest

from portal.schema.dialect import DRAFT7
from portal.schema.diff import diff
from portal.schema.same import mentions, same
from portal.schema.value import ABSENT

PARSED = '{"a": [{"b": "text", "c": [0, 1.5, null, true]}, "text"], "b": {}}'


def test_values_that_say_the_same_are_the_same() -> None:
    these, those = json.loads(PARSED), json.loads(PARSED)
    assert same(these, those)
    assert same(these, these)
    assert same("text", "te" + "xt".lower())
    assert same(ABSENT, ABSENT)


def test_so_they_are_in_another_order_of_members() -> None:
    turned = json.loads('{"b": {}, "a": [{"c": [0, 1.5, null, true], "b": "text"}, "text"]}')
    assert same(json.loads(PARSED), turned)


def test_so_they_are_where_one_side_uses_one_object_twice() -> None:
    text = "".join(["twice ", "told"])
    once: Any = ["".join(["twice ", "told"]), "".join(["twice ", "told"])]
    assert same([text, text], once)
    assert not same([text, text], [once[0], "else"])


@pytest.mark.parametrize(
    ("this", "that"),
    [(1, True), (0, False), (0.0, False), ({"a": [1]}, {"a": [True]}), ([{}, 0], [{}, False])],
)
@pytest.mark.parametrize("around", [{}, {"x": 1, "y": True}])
def test_true_is_not_1_whatever_python_says(this: Any, that: Any, around: dict[str, Any]) -> None:
    assert not same(this, that)
    these = {**around, "default": this}
    those = {"default": that, **around}  # also in another order
    assert not same(these, those)
    (change,) = diff(these, those, DRAFT7)
    assert (change.keyword, change.before, change.after) == ("default", this, that)


def test_a_name_is_found_wherever_it_stands() -> None:
    assert mentions({"a": [{"$ref": 1}]}, "$dynamicRef", "$ref")
    assert mentions(["see $ref"], "$ref")
    assert not mentions(json.loads(PARSED), "$ref")
