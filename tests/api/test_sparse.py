"""`fields` and `order`."""

import pytest

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, body, results

BASE = "sources/cloud/schemas/widget/"


def test_of_one_thing(get: Get, widgets: Schema) -> None:
    assert body(get(f"{BASE}?fields=name,version")) == {"name": "widget", "version": 3}


def test_inside_of_a_member(get: Get, widgets: Schema) -> None:
    version = body(get(f"{BASE}versions/2/?fields=number,captures.first,changes.kind"))
    assert version["captures"] == {"first": 2}
    assert version["changes"][0].keys() == {"kind"}
    assert version.keys() == {"number", "captures", "changes"}


def test_of_each_row_of_a_list(get: Get, widgets: Schema) -> None:
    page = body(get(f"{BASE}properties/?fields=name"))
    assert page.keys() == {"count", "next", "previous", "results"}
    assert page["results"] == [{"name": "size"}, {"name": "new"}]


def test_it_has_a_tag_of_its_own(get: Get, widgets: Schema) -> None:
    assert get(f"{BASE}?fields=name")["ETag"] != get(BASE)["ETag"]


@pytest.mark.parametrize("address", ["", BASE, f"{BASE}properties/", "search/?q=zzz", "changes/"])
def test_an_unknown_member_is_refused_also_where_nothing_is_listed(
    get: Get, cloud: Source, address: str
) -> None:
    Schema.objects.named(cloud, "widget")
    response = get(f"{address}{'&' if '?' in address else '?'}fields=nonsense")
    assert response.status_code == 400
    assert body(response)["parameter"] == "fields"
    assert body(response)["known"]


def test_what_has_no_members_takes_no_fields(get: Get, widgets: Schema) -> None:
    assert get(f"{BASE}versions/1/raw/?fields=type").status_code == 400


@pytest.mark.parametrize(
    ("address", "member"),
    [
        ("sources/", "name"),
        ("sources/glance/schemas/", "name"),
        ("sources/glance/schemas/images/properties/", "name"),
        ("sources/glance/schemas/images/versions/", "number"),
        ("sources/glance/schemas/images/changes/", "version"),
    ],
)
def test_lists_can_be_ordered_both_ways(
    get: Get, samples: list[Source], address: str, member: str
) -> None:
    forth = [row[member] for row in results(get(f"{address}?page_size=200&order={member}"))]
    back = [row[member] for row in results(get(f"{address}?page_size=200&order=-{member}"))]
    assert forth == sorted(forth)
    assert back == forth[::-1]
    assert len(set(forth)) > 1
    assert get(f"{address}?order=nonsense").status_code == 400
