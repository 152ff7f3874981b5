"""The engine's answers, as its process gives them: the surest first."""

from typing import Any

import jsonschema_rs
import pytest

from portal.validation import engine


def answers(schema: Any, instance: Any, **task: Any) -> list[engine.Answer]:
    plain = {"uri": "http://x.example/", "part": "", "draft": "2020-12", "patterns": {}}
    return list(engine.answers(plain | {"schema": schema, "instance": instance} | task))


def test_what_passes() -> None:
    assert answers({"type": "integer"}, 1) == [{"valid": True}]


def test_what_fails_is_told_at_once_then_listed() -> None:
    schema = {"properties": {"a": {"type": "string"}, "b": {"maximum": 1}}}
    fails, first, every = answers(schema, {"a": 1, "b": 2})
    assert fails == {"valid": False}
    assert (len(first["errors"]), first["more"]) == (1, None)
    assert every["more"] == 0
    assert [(each["keyword"], each["at"], each["path"]) for each in every["errors"]] == [
        ("type", ["a"], ["properties", "a", "type"]),
        ("maximum", ["b"], ["properties", "b", "maximum"]),
    ]
    assert every["errors"][1]["limit"] == 1


def test_the_members_that_say_more() -> None:
    schema = {
        "required": ["x"],
        "propertyNames": {"maxLength": 1},
        "properties": {
            "f": {"format": "date"},
            "o": {"oneOf": [{"type": "integer"}, {"maximum": 5}, {"type": "null"}]},
        },
        "additionalProperties": False,
    }
    *_, every = answers(schema, {"ab": 1, "f": "x", "o": 3})
    found = {each["keyword"]: each for each in every["errors"]}
    assert found["required"]["property"] == "x"
    assert found["propertyNames"]["name"] == "ab"
    assert found["format"]["format"] == "date"
    assert (found["oneOf"]["count"], found["oneOf"]["fitting"]) == (3, [0, 1])
    assert [each["keyword"] for each in found["oneOf"]["causes"]] == ["type"]
    unexpected = found["additionalProperties"]
    assert (unexpected["unexpected"], unexpected["count"]) == (["ab"], 1)


def test_false_is_no_keyword() -> None:
    *_, every = answers({"properties": {"a": False}}, {"a": 1})
    assert [each["keyword"] for each in every["errors"]] == ["false"]


def test_what_can_not_be_compiled() -> None:
    (answer,) = answers({"properties": {"a": {"minLength": "x"}}}, {})
    assert answer["path"] == ["properties", "a", "minLength"]
    (answer,) = answers({"$ref": "http://127.0.0.1:9/"}, {})
    assert (answer["path"], "127.0.0.1" in answer["unusable"]) == (None, True)
    assert answers({}, {}, patterns={"(": "/pattern"}) == [{"bad_pattern": "/pattern"}]


def test_texts_are_cut() -> None:
    *_, every = answers({"maxLength": 3}, "x" * 10_000)
    assert len(every["errors"][0]["message"]) < 400


def test_an_engine_that_broke_off_says_nothing_of_the_instance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 1)  # it gives up on a pattern soon
    *_, last = answers({"pattern": r"(.*)*x\1"}, "a" * 30)
    assert "broken" in last
    assert issubclass(jsonschema_rs.ValidationErrorKind.BacktrackLimitExceeded, engine._BROKE_OFF)
