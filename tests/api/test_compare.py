"""The comparison of any two versions."""

from typing import Any

import pytest
from django.http import HttpResponse

from portal.catalog.models import Schema, Source
from portal.history import report
from portal.schema.impact.rules import RULES
from tests.api.scene import Get, body, say, widget

ROOT = "http://127.0.0.1:8000"
ONE_TO_TWO = "compare/?before=cloud/widget@1&after=cloud/widget@2"


def test_what_differs_and_whom_it_breaks(get: Get, widgets: Schema) -> None:
    found = body(get(ONE_TO_TWO))
    assert (
        found["url"] == f"{ROOT}/api/v1/compare/?before=cloud%2Fwidget%401&after=cloud%2Fwidget%402"
    )
    assert found["page"] == f"{ROOT}/cloud/widget/compare/1...2/"
    assert (found["says_the_same"], found["is_same_bytes"]) == (False, False)
    changes = {(each["path"], each["keyword"], each["kind"]) for each in found["changes"]}
    assert changes == {("old", "", "removed"), ("size", "enum", "added")}
    assert found["worst"] in {each[side] for each in found["changes"] for side in report.SIDES}


def test_it_says_what_happened_also_where_a_reference_leads(get: Get, cloud: Source) -> None:
    for length in (1, 2):
        defined = {"a": {"maxLength": 5}, "b": {"maxLength": 6}}
        say(cloud, "widget", widget(x={"$ref": f"#/$defs/{'ab'[length - 1]}"}) | {"$defs": defined})
    (change,) = body(get(ONE_TO_TWO))["changes"]
    assert change["text"] == '$ref "#/$defs/a" → "#/$defs/b"'
    assert [each["text"] for each in change["through"]] == ["maxLength 5 → 6"]


def test_a_change_has_its_rule_and_reasons_in_both_languages(get: Get, widgets: Schema) -> None:
    (added,) = [each for each in body(get(ONE_TO_TWO))["changes"] if each["keyword"] == "enum"]
    assert added["rule"] == "enum-value-added"
    assert (added["request"], added["response"]) == ("safe", "warning")
    rule = RULES["enum-value-added"]
    assert added["reasons"]["title"] == {"en": rule.title.en, "zh": rule.title.zh}
    assert added["reasons"]["response"]["zh"] == rule.response.reason.zh
    assert (added["after"], "before" in added) == ("l", False)
    assert (added["member"], added["whole"]) == (True, False)


def test_the_sides_are_versions(get: Get, widgets: Schema) -> None:
    found = body(get(ONE_TO_TWO))
    for side, number in (("before", 1), ("after", 2)):
        assert found[side] == {
            name: value
            for name, value in body(get(found[side]["url"])).items()
            if name not in {"anomalies", "changes", "facts"}
        }
        assert found[side]["number"] == number


def test_of_different_sources_and_of_a_day(get: Get, widgets: Schema, cloud: Source) -> None:
    other = Source.objects.create(name="other", kind="json-schema")
    say(other, "widget", widget(size={"type": "string"}))
    found = body(get("compare/?before=cloud/widget@2024-06-02&after=other/widget"))
    assert [found[side]["url"] for side in ("before", "after")] == [
        f"{ROOT}/api/v1/sources/cloud/schemas/widget/versions/2/",
        f"{ROOT}/api/v1/sources/other/schemas/widget/versions/1/",
    ]
    assert found["page"] == f"{ROOT}/compare/?before=cloud%2Fwidget%402&after=other%2Fwidget%401"
    # Its own address pins both.
    assert body(get(found["url"])) == found


def test_the_summary_counts_all_whatever_is_asked_for(get: Get, widgets: Schema) -> None:
    whole = body(get(ONE_TO_TWO))
    for side in (*report.SIDES, report.EITHER):
        assert sum(whole["summary"][side].values()) == len(whole["changes"])
    for impact in ("breaking", "warning", "safe", "editorial"):
        for side in report.SIDES:
            some = body(get(f"{ONE_TO_TWO}&impact={impact}&side={side}"))
            assert some["summary"] == whole["summary"]
            assert some["changes"] == [each for each in whole["changes"] if each[side] == impact]
        either = body(get(f"{ONE_TO_TWO}&impact={impact}"))["changes"]
        assert len(either) == whole["summary"]["either"][impact]


def test_two_that_say_the_same(get: Get, cloud: Source) -> None:
    say(cloud, "a", b'{"title": "x", "type": "object"}')
    say(cloud, "b", b'{"type": "object", "title": "x"}')
    found = body(get("compare/?before=cloud/a&after=cloud/b"))
    assert (found["says_the_same"], found["is_same_bytes"]) == (True, False)
    assert (found["worst"], found["changes"]) == (None, [])
    assert body(get("compare/?before=cloud/a&after=cloud/a"))["is_same_bytes"]


@pytest.mark.parametrize(
    ("query", "status", "parameter", "said"),
    [
        ("", 400, "before", "before is missing."),
        ("before=cloud/widget", 400, "after", "after is missing."),
        ("before=widget&after=cloud/widget", 400, "before", "is not the address of a version"),
        ("before=cloud/widget&after=cloud/widget@x", 400, "after", "neither the number"),
        ("before=cloud/widget&after=cloud/widget@9", 404, "after", "it has 1 to 3"),
        ("before=clout/widget&after=cloud/widget", 404, "before", "did you mean 'cloud'?"),
        ("before=cloud/wodget&after=cloud/widget", 404, "before", "did you mean 'widget'?"),
        ("before=cloud/widget&after=cloud/widget&impact=bad", 400, "impact", "one of breaking"),
        ("before=cloud/widget&after=cloud/widget&side=both", 400, "side", "request, response"),
        ("before=cloud/widget&after=cloud/widget&color=red", 400, "color", "is unknown here"),
        ("before=cloud/widget&before=cloud/widget&after=x/y", 400, "before", "given 2 times"),
        ("before=%00/a&after=cloud/widget", 400, "before", "U+0000"),
    ],
)
def test_what_is_wrong_is_told(
    get: Get, widgets: Schema, query: str, status: int, parameter: str, said: str
) -> None:
    response = get(f"compare/?{query}")
    problem = body(response)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert problem["parameter"] == parameter
    assert said in problem["detail"]


def test_it_is_conditional(get: Get, widgets: Schema, cloud: Source) -> None:
    pinned: HttpResponse = get(ONE_TO_TWO)
    assert get(ONE_TO_TWO, If_None_Match=pinned["ETag"]).status_code == 304
    current = "compare/?before=cloud/widget@1&after=cloud/widget"
    tag = get(current)["ETag"]
    assert get(current, If_None_Match=tag).status_code == 304
    say(cloud, "widget", widget(new={"type": "string"}))
    assert get(current, If_None_Match=tag).status_code == 200


def test_queries(get: Get, samples: list[Source], django_assert_num_queries: Any) -> None:
    asked = "compare/?before=glance/images@1&after=glance/images"
    get(asked)
    # before: the schema and the version, then its members;
    # after: the schema with its current version, then its members
    with django_assert_num_queries(3 + 2):
        get(asked)
