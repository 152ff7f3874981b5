"""The rules by which changes are judged."""

import pytest

from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES
from tests.api.scene import Get, body, results

pytestmark = pytest.mark.django_db


def test_all_rules(get: Get) -> None:
    found = []
    address = "rules/?page_size=100"
    while address:
        page = body(get(address))
        found += page["results"]
        address = page["next"]
    assert [rule["id"] for rule in found] == list(RULES)


def test_one_rule(get: Get) -> None:
    rules = {rule["id"]: rule for rule in results(get("rules/?page_size=200"))}
    assert rules["enum-value-removed"] == {
        "page": "http://127.0.0.1:8000/rules/#enum-value-removed",
        "changes": "http://127.0.0.1:8000/api/v1/changes/?rule=enum-value-removed",
        "id": "enum-value-removed",
        "title": {"en": "A value was taken from enum", "zh": "删除枚举值"},
        "request": {
            "impact": "breaking",
            "reason": {
                "en": "A client that sends this value is refused.",
                "zh": "发送该值的客户端会被拒绝。",
            },
        },
        "response": {
            "impact": "safe",
            "reason": {
                "en": "No value comes that was not allowed before.",
                "zh": "不会出现原先不允许的值。",
            },
        },
    }
    assert get(rules["enum-value-removed"]["changes"]).status_code == 200


def test_a_rule_that_is_as_what_stands_inside(get: Get) -> None:
    rules = {rule["id"]: rule for rule in results(get("rules/?page_size=200"))}
    assert rules["reference-changed"]["request"]["impact"] is None


def test_contexts(get: Get) -> None:
    found = results(get("rules/contexts/"))
    assert [each["id"] for each in found] == list(CONTEXTS)
    read_only = next(each for each in found if each["id"] == "read-only")
    assert read_only["page"] == "http://127.0.0.1:8000/rules/#context-read-only"
    assert read_only["title"] == {"en": "Read-only", "zh": "只读"}
