from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.catalog.models import FetchRequest, Schema, Source
from tests.api.scene import DAY_ONE, Get, body, results, say, widget

SCHEMA = "sources/cloud/schemas/widget/"
CURRENT = [
    f"{SCHEMA}{below}"
    for below in ("", "versions/", "properties/", "properties/size/", "properties/old/", "changes/")
]


@pytest.mark.parametrize("address", CURRENT)
def test_what_is_too_old_is_served_and_asked_for_once(
    get: Get, widgets: Schema, address: str
) -> None:
    for _ in range(2):
        response = get(address)
        assert response["Portal-Captured-At"] == "2024-06-03T00:00:00Z"
        assert response["Portal-Refreshing"] == "?1"
    request = FetchRequest.objects.get()
    assert (request.source.name, request.schema_name) == ("cloud", "widget")
    assert request.reason == FetchRequest.Reason.STALE


@pytest.mark.parametrize("address", CURRENT[:-2])
def test_what_is_fresh_is_not_asked_for(get: Get, cloud: Source, address: str) -> None:
    say(cloud, "widget", widget(size={}))
    assert get(address)["Portal-Refreshing"] == "?0"
    assert not FetchRequest.objects.exists()


def test_what_nobody_can_be_asked_for_is_not_asked_for(get: Get, samples: list[Source]) -> None:
    response = get("sources/glance/schemas/images/")
    assert response["Portal-Refreshing"] == "?0"
    assert not FetchRequest.objects.exists()


def test_a_304_tells_it_too(get: Get, widgets: Schema) -> None:
    address = f"{SCHEMA}properties/size/"
    again = get(address, If_None_Match=get(address)["ETag"])
    assert again.status_code == 304
    assert again["Portal-Captured-At"] == "2024-06-03T00:00:00Z"
    assert again["Portal-Refreshing"] == "?1"


def test_a_list_asks_for_nothing_but_tells_what_is_asked_for(get: Get, widgets: Schema) -> None:
    def refreshing() -> list[bool]:
        return [row["refreshing"] for row in results(get("sources/cloud/schemas/"))]

    assert refreshing() == [False]
    assert not FetchRequest.objects.exists()
    FetchRequest.objects.want(widgets.source, reason=FetchRequest.Reason.DUE)  # for all its schemas
    assert refreshing() == [True]
    FetchRequest.objects.update(finished_at=timezone.now())
    assert refreshing() == [False]


@pytest.mark.parametrize("method", ["options", "post"])
def test_only_who_reads_makes_the_portal_ask(client: Client, widgets: Schema, method: str) -> None:
    getattr(client, method)(f"/api/v1/{SCHEMA}")
    assert not FetchRequest.objects.exists()


def test_the_body_of_a_schema_tells_it_as_well(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(), DAY_ONE)
    assert body(get(SCHEMA))["refreshing"] is True
    cloud.max_age = timezone.now() - DAY_ONE + timedelta(days=1)
    cloud.save()
    FetchRequest.objects.all().delete()
    assert body(get(SCHEMA))["refreshing"] is False
