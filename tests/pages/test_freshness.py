"""Stale while revalidate: what is too old is served at once, and fetched behind one's back."""

from datetime import timedelta

import pytest

from portal.catalog.models import FetchRequest, Schema
from tests.ingest.making import make_schema
from tests.pages.scene import URL, Visit, aged, failed, served

PAGES = ["/cloud/thing/", "/cloud/thing/a/", "/cloud/thing/versions/"]


@pytest.fixture
def old(db: None) -> Schema:
    """A schema that was captured two hours ago, of a source that allows one."""
    schema = served({"properties": {"a": {}}}, url=URL)
    aged(schema, timedelta(hours=2))
    return schema


@pytest.mark.parametrize("page", PAGES)
def test_what_is_too_old_is_served_and_asked_for_once(visit: Visit, old: Schema, page: str) -> None:
    for _ in range(2):
        told = visit(page).one("p", cls="freshness")
        assert told.text.startswith("As of capture 1, ")
        assert told.text.endswith("Older than its source allows: it is being fetched anew.")
        wanted = FetchRequest.objects.get()
        assert told.links()["it is being fetched anew"] == wanted.get_absolute_url()
    assert (wanted.schema_name, wanted.reason) == ("thing", FetchRequest.Reason.STALE)
    (poll,) = [each for each in told.all("span") if "hx-get" in each.attributes]
    assert poll.attributes["hx-get"] == f"{wanted.get_absolute_url()}?reader=thing"


def test_a_name_with_a_slash_is_asked_for_by_it(visit: Visit, db: None) -> None:
    schema = served(True, name="a/b", url=URL)
    aged(schema, timedelta(hours=2))
    told = visit("/cloud/a/b/").one("p", cls="freshness")
    (poll,) = [each for each in told.all("span") if "hx-get" in each.attributes]
    assert poll.attributes["hx-get"].endswith("?reader=a%2Fb")


@pytest.mark.parametrize("page", ["/cloud/thing/versions/1/", "/cloud/thing/versions/1/a/"])
def test_what_is_pinned_never_ages(visit: Visit, old: Schema, page: str) -> None:
    visit(page)
    assert not FetchRequest.objects.exists()


@pytest.mark.parametrize("query", ["?q=a", "?under=a"])
def test_a_fragment_asks_for_nothing(visit: Visit, old: Schema, query: str) -> None:
    visit(f"/cloud/thing/{query}", htmx=True)
    assert not FetchRequest.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_what_is_fresh_is_not_asked_for(visit: Visit, db: None, page: str) -> None:
    served({"properties": {"a": {}}}, url=URL)
    assert "fetched anew" not in visit(page).text
    assert not FetchRequest.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_a_source_that_fails_is_left_alone(visit: Visit, old: Schema, page: str) -> None:
    failed(old)
    told = visit(page).one("p", cls="freshness").text
    assert "sign-in refused The last fetch, " in told
    assert ", brought nothing: 401. Sign in. What you read is the last good capture." in told
    assert not FetchRequest.objects.exists()


def test_one_that_never_answered(visit: Visit, db: None) -> None:
    schema = make_schema("thing", url=URL)
    page = visit("/cloud/thing/")
    wanted = FetchRequest.objects.get()
    assert page.one("p", cls="freshness").links() == {
        "It is being fetched.": wanted.get_absolute_url()
    }
    FetchRequest.objects.all().delete()
    failed(schema)
    told = visit("/cloud/thing/").one("p", cls="freshness").text
    assert told.endswith("brought nothing: 401. Sign in.")


def test_a_property_that_has_gone_is_not_asked_for(visit: Visit, db: None) -> None:
    schema = served({"properties": {"a": {}}}, {"properties": {}}, url=URL)
    aged(schema, timedelta(hours=2))
    visit("/cloud/thing/a/")
    assert not FetchRequest.objects.exists()
