"""How many queries a page takes; as many however much is stored."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from portal.catalog.models import Observation, Schema, Source
from tests.ingest.making import capture, make_schema
from tests.pages.scene import URL, Visit, served

Budget = Callable[[int], AbstractContextManager[None]]

BUDGETS = {
    # sources, schemas, changed versions, what changed in them, what several sources have
    "/": 5,
    # versions in order, how many changes each, facets, sources, schemas, changes, their versions
    "/changes/": 7,
    "/changes/?source=glance&schema=images": 9,  # and whether there are such
    "/rules/": 0,
    "/glance/": 4,  # source, schemas, is it being fetched, its note
    # schema; versions: bounds, captures, snapshots; schemas of this name elsewhere; what each
    # version did to its readers; note; last observation
    "/glance/images/": 8,
    "/glance/images/versions/2/": 8,  # no last observation, but its first capture
    # schema, versions (3), what each did, last observation, latest captures
    "/glance/images/versions/": 7,
    "/glance/images/compare/1...4/": 3,  # schema, the two versions, what may be chosen
    # schema, property, versions (3), changes, elsewhere, clouds without it, note, last observation
    "/glance/images/images/*/disk_format/": 10,
    # schema, property, versions (3), changes, elsewhere, clouds without it, note, what came instead
    "/glance/images/images/*/backend/": 10,
    "/search/?q=disk": 1,  # has the index changed
}


@pytest.mark.parametrize(("page", "queries"), BUDGETS.items())
def test_a_page_has_a_budget_that_does_not_grow(
    visit: Visit,
    samples: list[Source],
    django_assert_num_queries: Budget,
    page: str,
    queries: int,
) -> None:
    visit(page)  # documents that were read are kept
    with django_assert_num_queries(queries):
        visit(page)
    _grow()
    visit(page)
    with django_assert_num_queries(queries):
        visit(page)


def test_a_page_that_may_be_stale_takes_two_more(
    visit: Visit, db: None, django_assert_num_queries: Budget
) -> None:
    served({"properties": {"a": {}}}, url=URL)
    visit("/cloud/thing/")
    with django_assert_num_queries(8 + 1):  # and the latest observations
        visit("/cloud/thing/")


def test_the_quick_search_takes_one(
    visit: Visit, samples: list[Source], django_assert_num_queries: Budget
) -> None:
    visit("/search/quick/?q=disk")  # the index is kept
    with django_assert_num_queries(1):
        visit("/search/quick/?q=disk")


def _grow() -> None:
    """More sources, schemas, captures and versions."""
    for number in range(3):
        make_schema("images", source=f"cloud-{number}")
        capture(make_schema("more", source="glance"), {"properties": {f"disk_{number}": {}}})
    images = Schema.objects.get(source__name="glance", name="images")
    for number in range(12):
        Observation.objects.create(
            schema=images, number=100 + number, at="2026-01-01T00:00Z", outcome="unchanged",
            origin=Observation.Origin.IMPORTED, snapshot=images.current,
        )  # fmt: skip
