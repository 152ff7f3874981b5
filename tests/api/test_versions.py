from dataclasses import asdict
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Observation, Schema, Source
from portal.history import timeline
from portal.history.versions import versions_of
from portal.ingest import record
from portal.schema.impact import Impact
from tests.api.scene import DAY_ONE, Get, body, results, say, widget

BASE = "sources/cloud/schemas/widget/"
WHOLE = f"http://127.0.0.1:8000/api/v1/{BASE}"
IN_TIME = [
    f'<{WHOLE}>; rel="original timegate"',
    f'<{WHOLE}timemap/>; rel="timemap"; type="application/link-format"',
]


def test_lists_the_newest_first(get: Get, widgets: Schema) -> None:
    rows = results(get(f"{BASE}versions/"))
    assert [row["number"] for row in rows] == [3, 2, 1]
    assert [row["is_current"] for row in rows] == [True, False, False]


def test_a_version_came_between_two_captures(get: Get, cloud: Source) -> None:
    """Failures in between are no captures, and one that finds nothing new makes a life longer."""
    hour = timedelta(hours=1)
    schema = say(cloud, "widget", widget(a={}), DAY_ONE)
    say(cloud, "widget", widget(a={}), DAY_ONE + hour)
    how = record.Circumstances(DAY_ONE + 2 * hour, Observation.Origin.FETCHED)
    record.failure(schema, how, "refused", "Connection refused.")
    say(cloud, "widget", widget(b={}), DAY_ONE + 3 * hour)
    second, first = results(get(f"{BASE}versions/"))
    assert first["captures"] == {"before": None, "first": 1, "last": 2}
    assert first["last_captured_at"] == "2024-06-01T01:00:00Z"
    assert second["captures"] == {"before": 2, "first": 4, "last": 4}
    assert second["first_captured_at"] == "2024-06-01T03:00:00Z"


def test_one_version(get: Get, widgets: Schema) -> None:
    version = widgets.snapshots.get(number=2)
    row = body(get(f"{BASE}versions/2/"))
    assert row.pop("facts")["types"] == ["object"]
    assert row == {
        "url": f"{WHOLE}versions/2/",
        "page": "http://127.0.0.1:8000/cloud/widget/versions/2/",
        "source": "cloud",
        "schema": "widget",
        "number": 2,
        "is_current": False,
        "digest": version.digest,
        "sha256": version.content_id,
        "size": version.content.size,
        "dialect": "2020-12",
        "property_count": 1,
        "change_count": 2,
        "tally": {"added": 0, "removed": 1, "changed": 1},
        "impacts": {"breaking": 0, "warning": 2, "safe": 0, "editorial": 0},
        "same_as": None,
        "first_captured_at": "2024-06-02T00:00:00Z",
        "last_captured_at": "2024-06-02T00:00:00Z",
        "captures": {"before": 1, "first": 2, "last": 2},
        "origin": "fetched",
        "provenance": "",
        "raw": f"{WHOLE}versions/2/raw/",
        "evidence": "http://127.0.0.1:8000/cloud/widget/-/evidence/2.zip",
        "properties": f"{WHOLE}versions/2/properties/",
        "compare": "http://127.0.0.1:8000/cloud/widget/compare/1...2/",
        "changes": body(get(f"{BASE}changes/"))["results"][1:],
        "anomalies": [],
    }


def test_counts_what_the_page_of_the_versions_counts(get: Get, samples: list[Source]) -> None:
    compared = 0
    for schema in Schema.objects.select_related("source").exclude(current=None):
        told = results(get(f"sources/{schema.source.name}/schemas/{schema.name}/versions/"))
        counts = timeline.impacts_of(schema)
        for row, version in zip(told, versions_of(schema), strict=True):
            assert row["tally"] == asdict(version.tally)
            found = counts.get(version.number, {})
            assert row["impacts"] == {impact.value: found.get(impact, 0) for impact in Impact}
            assert row["change_count"] == sum(row["impacts"].values())
            compared += row["change_count"]
    assert compared


def test_a_version_that_says_what_an_earlier_one_said(get: Get, widgets: Schema) -> None:
    say(widgets.source, "widget", widget(size={"enum": ["s", "m", "l"]}))  # as the second one
    say(widgets.source, "widget", widget())
    say(widgets.source, "widget", widget(size={"enum": ["s", "m", "l"]}))
    told = results(get(f"{BASE}versions/"))
    assert [row["same_as"] for row in told] == [2, None, 2, None, None, None]


def test_the_first_version_has_none_to_compare_with(get: Get, widgets: Schema) -> None:
    first = body(get(f"{BASE}versions/1/"))
    assert (first["compare"], first["change_count"], first["changes"]) == (None, 0, [])


def test_tells_what_the_document_says_as_a_whole(get: Get, cloud: Source) -> None:
    said = {"title": "A thing", "description": "Made of *parts*.", "minProperties": 1}
    say(cloud, "widget", widget(a={}) | said)
    facts = body(get(f"{BASE}versions/1/"))["facts"]
    assert (facts["title"], facts["description"]) == ("A thing", "Made of *parts*.")
    assert [(each["keyword"], each["value"]) for each in facts["limits"]] == [("minProperties", 1)]
    assert "served" not in facts
    say(cloud, "nothing", False)
    nothing = body(get("sources/cloud/schemas/nothing/versions/1/"))
    assert nothing["facts"]["boolean"] is False


def test_tells_what_is_odd_about_it(get: Get, samples: list[Source]) -> None:
    version = body(get("sources/huawei-ims/schemas/images/versions/1/"))
    assert version["provenance"].startswith("Sample response")
    assert version["origin"] == "imported"
    (odd,) = version["anomalies"]
    assert odd["pointer"] == "/properties/images/items/additionalProperties/type"
    assert odd["code"] == "type-spelling"
    assert "String" in odd["reason"]


@pytest.mark.parametrize(
    ("number", "relations"),
    [
        (1, {"successor-version": 2}),
        (2, {"predecessor-version": 1, "successor-version": 3}),
        (3, {"predecessor-version": 2}),
    ],
)
def test_links_to_the_other_versions(
    get: Get, widgets: Schema, number: int, relations: dict[str, int]
) -> None:
    """RFC 5829. What is kept for ever doesn't say which number is the latest."""
    expected = [
        f'<{WHOLE}versions/>; rel="version-history"',
        f'<{WHOLE}>; rel="latest-version"',
        *(f'<{WHOLE}versions/{n}/>; rel="{relation}"' for relation, n in relations.items()),
        *IN_TIME,
    ]
    for below in ("", "raw/"):
        response = get(f"{BASE}versions/{number}/{below}")
        assert response["Link"] == ", ".join(expected)


@pytest.mark.parametrize(
    ("below", "number", "relations"),
    [
        ("", 2, {"predecessor-version": 1, "successor-version": 3}),
        ("", 3, {"predecessor-version": 2}),
        ("size/", 2, {"predecessor-version": 1, "successor-version": 3}),
        ("old/", 1, {}),  # the second one hasn't got it
        ("new/", 3, {}),
    ],
)
def test_so_do_properties(
    get: Get, widgets: Schema, below: str, number: int, relations: dict[str, int]
) -> None:
    told = get(f"{BASE}versions/{number}/properties/{below}")["Link"]
    expected = [
        f'<{WHOLE}versions/>; rel="version-history"',
        f'<{WHOLE}properties/{below}>; rel="latest-version"',
        *(f'<{WHOLE}versions/{n}/properties/{below}>; rel="{relation}"'
          for relation, n in relations.items()),
    ]  # fmt: skip
    assert told.split(", ")[: len(expected)] == expected
    assert told.count("-version") == len(expected) - 1


def test_the_current_one_links_to_its_history(get: Get, widgets: Schema) -> None:
    history = f'<{WHOLE}versions/>; rel="version-history"'
    latest = f'<{WHOLE}versions/3/>; rel="latest-version"'
    assert get(BASE)["Link"] == ", ".join([history, latest, *IN_TIME])


def test_only_a_version_whose_life_is_over_is_for_ever(get: Get, widgets: Schema) -> None:
    """RFC 8246."""
    immutable = "public, max-age=31536000, immutable"
    assert get(f"{BASE}versions/2/")["Cache-Control"] == immutable
    assert get(f"{BASE}versions/3/")["Cache-Control"] == "no-cache"
    assert get(f"{BASE}versions/")["Cache-Control"] == "no-cache"


def test_an_unknown_version_is_not_found(get: Get, widgets: Schema) -> None:
    response = get(f"{BASE}versions/4/")
    assert response.status_code == 404
    assert body(response)["detail"] == "cloud/widget has no version 4; it has 3."


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get("sources/glance/schemas/images/versions/3/")  # its document is read, and kept
    with django_assert_num_queries(4):  # which schema, how fresh, how many, and the page
        get("sources/glance/schemas/images/versions/")
    # which schema, the version, its changes, and between which captures these came
    with django_assert_num_queries(4):
        get("sources/glance/schemas/images/versions/3/")
