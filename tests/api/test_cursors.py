"""Lists by the cursor: nothing is left out or repeated, whatever comes meanwhile."""

from typing import Any

import pytest

from portal.catalog.models import Schema, Source
from portal.ingest import derive
from tests.api.scene import Get, body, say, widget

CHANGES = "sources/cloud/schemas/widget/changes/"


def read(get: Get, address: str, most: int = 100) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    rows: list[dict[str, Any]] = []
    next_: str | None = address
    while next_ and (most := most - 1):
        page = body(get(next_))
        assert page["previous"] is None
        rows += page["results"]
        next_ = page["next"]
    assert next_ is None
    return rows


@pytest.mark.parametrize(
    "list_",
    [
        "sources/",
        "sources/?order=-last_captured_at",
        "sources/glance/schemas/",
        "sources/glance/schemas/?order=-name",
        "sources/glance/schemas/images/properties/",
        "sources/glance/schemas/images/properties/?order=name",
        "sources/glance/schemas/images/versions/",
        "sources/glance/schemas/images/versions/2/properties/",
        "sources/glance/schemas/images/changes/",
        "changes/",
        "changes/?order=captured_at",
        "changes/?impact=breaking&side=request",
        "rules/",
        "rules/contexts/",
        "problems/",
    ],
)
def test_it_has_the_rows_of_the_numbered_pages(get: Get, samples: list[Source], list_: str) -> None:
    joint = "&" if "?" in list_ else "?"
    whole = body(get(f"{list_}{joint}page_size=200"))
    assert whole["next"] is None
    size = max(1, len(whole["results"]) // 3)
    first = body(get(f"{list_}{joint}page_size={size}&cursor=*"))
    assert first["count"] == whole["count"]
    assert first["results"] == whole["results"][:size]
    assert read(get, f"{list_}{joint}page_size={size}&cursor=*") == whole["results"]


@pytest.mark.parametrize("list_", [CHANGES, "changes/?source=cloud", "changes/"])
def test_what_comes_meanwhile_moves_nothing(get: Get, cloud: Source, list_: str) -> None:
    joint = "&" if "?" in list_ else "?"
    say(cloud, "widget", widget(a={}, b={}, c={}))
    say(cloud, "widget", widget(d={}))
    before = body(get(list_))["results"]
    assert len(before) == 4
    first = body(get(f"{list_}{joint}page_size=2&cursor=*"))
    say(cloud, "widget", widget(e={}))  # newer ones stand in front
    numbered = body(get(f"{list_}{joint}page_size=2&page=2"))
    assert numbered["results"] != before[2:]
    assert first["results"] + read(get, first["next"]) == before


@pytest.mark.parametrize("filter_", ["", "&type=string", "&order=-name"])
def test_properties_that_come_and_go_move_none(get: Get, cloud: Source, filter_: str) -> None:
    list_ = f"sources/cloud/schemas/widget/properties/?page_size=1{filter_}"
    say(cloud, "widget", widget(b={"type": "string"}, d={"type": "string"}))
    first = body(get(f"{list_}&cursor=*"))
    more = {name: {"type": "string"} for name in "abcde"}
    say(cloud, "widget", widget(**more))
    [seen] = first["results"]
    names = [each["name"] for each in read(get, first["next"])]
    now = sorted(more, reverse="-name" in filter_)
    assert names == now[now.index(seen["name"]) + 1 :]


def test_an_empty_list_has_one_page(get: Get, db: None) -> None:
    for list_ in ("sources/", "changes/", "notes/"):
        page = body(get(f"{list_}?cursor=*"))
        assert page == {"count": 0, "next": None, "previous": None, "results": []}


def test_a_row_that_is_not_there_any_more(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a={}, b={}))
    say(cloud, "widget", widget())
    for list_ in (CHANGES, "changes/"):
        next_ = body(get(f"{list_}?page_size=1&cursor=*"))["next"]
        assert len(body(get(next_))["results"]) == 1
        derive.rebuild(Schema.objects.get(name="widget"))
        refused = get(next_)
        assert refused.status_code == 404
        assert body(refused)["parameter"] == "cursor"
        assert "begin with *" in body(refused)["detail"]
    other = get("changes/?cursor=999999999999999999")
    assert other.status_code == 404
    assert get("rules/?cursor=100000").status_code == 404


def test_of_another_list_it_says_nothing(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(a={}, b={}))
    say(cloud, "widget", widget(a={"type": "string"}))
    next_ = body(get("changes/?page_size=1&cursor=*"))["next"]
    cursor = next_.partition("cursor=")[2]
    assert get(f"changes/?cursor={cursor}&kind=changed").status_code == 404


@pytest.mark.parametrize("cursor", ["", "0", "-1", "x", "1.5", "**", "9" * 19, "%D9%A3", "1%0A"])
def test_bad_values_are_refused(get: Get, db: None, cursor: str) -> None:
    response = get(f"sources/?cursor={cursor}")
    assert response.status_code == 400
    assert body(response)["parameter"] == "cursor"


def test_it_stands_instead_of_a_page(get: Get, samples: list[Source]) -> None:
    first = body(get("rules/?cursor=*"))
    assert body(get("rules/?page=2&cursor=*"))["results"] == first["results"]


def test_what_fits_best_has_none(get: Get, db: None) -> None:
    assert get("search/?q=name&cursor=*").status_code == 400
