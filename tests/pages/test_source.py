"""One source."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.catalog.models import FetchRequest, Source
from tests.ingest.making import make_schema
from tests.pages.scene import URL, Visit, facts, failed, served


def test_a_recorded_one(visit: Visit, samples: list[Source]) -> None:
    page = visit("/glance/")
    assert facts(page) == {
        "Kind": "Image service (Glance)",
        "Asked": "never: its documents were imported",
    }
    rows = {row.texts("td")[0]: row for row in page.one("table").all("tr")[1:]}
    assert len(rows) == 16
    assert rows["images"].texts("td")[1:] == ["44", "4", "2019-10-16", "recorded 2026-09-30"]
    assert rows["images"].links()["2019-10-16"] == "/glance/images/compare/3...4/"
    assert rows["metadefs/tag"].texts("td")[3] == "–"
    assert rows["metadefs/tag"].links() == {
        "metadefs/tag": "/glance/metadefs/tag/", "1": "/glance/metadefs/tag/versions/",
    }  # fmt: skip
    assert not page.all("form", action="/fetches/")
    assert "Sign in to fetch now" not in page.text


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"url": URL}, {"Address": URL, "Asked": "when a page is older than 1 hour"}),
        ({"cloud": "mine", "every": timedelta(minutes=15), "max_age": timedelta(days=7)},
         {"Cloud": "mine", "Asked": "every 15 minutes, and when a page is older than 7 days"}),
    ],
)  # fmt: skip
def test_one_that_was_never_fetched_from(
    visit: Visit, db: None, settings: dict[str, object], told: dict[str, str]
) -> None:
    Source.objects.create(name="cloud", kind="glance", **settings)
    page = visit("/cloud/")
    assert told.items() <= facts(page).items()
    assert page.one("div", cls="empty").one("pre").text == ".venv/bin/python manage.py fetch cloud"
    assert page.links()["Sign in to fetch now"] == "/accounts/login/?next=%2Fcloud%2F"


def test_one_that_nothing_was_imported_for(visit: Visit, db: None) -> None:
    Source.objects.create(name="cloud", kind="glance")
    assert "import images.json --source cloud" in visit("/cloud/").one("pre").text


def test_a_retired_one_keeps_its_page(visit: Visit, db: None) -> None:
    schema = served({"properties": {"a": {}}}, url=URL)
    Source.objects.filter(pk=schema.source_id).update(retired_at=timezone.now())
    page = visit("/cloud/")
    assert facts(page)["Asked"].startswith("no more since ")
    assert page.links()["thing"] == "/cloud/thing/"
    assert "fetch now" not in page.text
    assert "properties" in visit("/cloud/thing/").text


def test_one_that_fails_says_why(visit: Visit, db: None) -> None:
    schema = served({"properties": {"a": {}}}, url=URL)
    failed(schema)
    failed(make_schema("other"))
    rows = visit("/cloud/").one("table").all("tr")[1:]
    assert rows[0].texts("td")[:3] == ["other", "–", "–"]
    assert "sign-in refused nothing captured yet 401. Sign in." in rows[0].text
    assert "sign-in refused last captured " in rows[1].text
    assert "401. Sign in." in rows[1].text


def test_a_schema_that_was_not_asked_for_yet(visit: Visit, db: None) -> None:
    make_schema("images", url=URL)
    assert "not asked yet" in visit("/cloud/").one("table").text


def test_one_that_is_being_fetched(visit: Visit, db: None) -> None:
    schema = served(True, url=URL)
    wanted = FetchRequest.objects.want(schema.source, reason=FetchRequest.Reason.DUE)
    page = visit("/cloud/")
    assert page.links()["follow it"] == wanted.get_absolute_url()
    assert "captured" in page.one("table").text


def test_there_is_no_such_source(client: Client, db: None) -> None:
    assert client.get("/nothing/").status_code == 404
