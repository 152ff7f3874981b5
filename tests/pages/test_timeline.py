"""The picture of a schema's versions on its page of versions."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.catalog.models import Schema, Source
from tests.ingest.making import capture, make_schema
from tests.pages.dom import Element
from tests.pages.scene import Visit

START = datetime(2020, 1, 1, tzinfo=UTC)


def history(count: int) -> Schema:
    schema = make_schema("thing")
    for number in range(count):
        capture(schema, {"title": f"{number}"}, START + timedelta(days=7 * number))
    return schema


def picture(page: Element) -> Element:
    return page.one("div", cls="timeline-frame").one("svg")


def test_each_version_is_a_mark_that_leads_to_it(visit: Visit, samples: list[Source]) -> None:
    marks = picture(visit("/glance/images/versions/")).all("a")
    assert [mark.attributes["href"] for mark in marks] == [
        f"/glance/images/versions/{number}/" for number in (1, 2, 3, 4)
    ]
    labels = [mark.attributes["aria-label"] for mark in marks]
    assert labels[0] == "version 1, 2017-08-30, 33 properties"
    assert all(mark.one("title").text == label for mark, label in zip(marks, labels, strict=True))


def test_the_shape_is_that_of_the_worst_impact(visit: Visit, db: None) -> None:
    schema = make_schema("thing")
    limits: list[object] = [{}, {"maxLength": 9}, {"maxLength": 9, "title": "x"}]
    for number, limit in enumerate(limits):
        document = {"properties": {"a": {"type": "string", **limit}}}  # type: ignore[dict-item]
        capture(schema, document, START + timedelta(days=30 * number))
    marks = picture(visit("/cloud/thing/versions/")).all("path", cls="mark")
    assert [mark.attributes["class"] for mark in marks] == ["mark first", "mark breaking"]
    assert len(picture(visit("/cloud/thing/versions/")).all("circle", cls="editorial")) == 1


def test_what_a_version_brought_is_told_in_words_and_leads_there(
    visit: Visit, samples: list[Source]
) -> None:
    newest = visit("/glance/images/versions/").one("li", id="v4")
    links = {text: url for text, url in newest.links().items() if "impact=" in url}
    assert links
    for text, url in links.items():
        number = int(text.split()[0])
        rows = visit(url).one("table", cls="sides").all("div", cls="happened")
        assert len(rows) == number, text


@pytest.mark.parametrize("count", [1, 2, 300])
def test_any_number_of_versions(visit: Visit, db: None, count: int) -> None:
    history(count)
    page = visit("/cloud/thing/versions/")
    marks = picture(page).all("a")
    assert len(marks) == min(count, len(marks))
    assert 1 <= len(marks) <= 60
    assert len(page.one("ol", cls="versions").all("li")) == count  # says the same in words
    assert not [mark for mark in marks if "aria-current" in mark.attributes]
    if count == 300:
        assert any("/compare/" in mark.attributes["href"] for mark in marks)


def test_no_style_stands_in_the_page(visit: Visit, samples: list[Source]) -> None:
    for path in ("/glance/images/versions/", "/glance/images/"):
        assert not [each for each in visit(path).descendants() if "style" in each.attributes]


def test_nothing_captured_has_no_picture(visit: Visit, db: None) -> None:
    make_schema("thing")
    assert not visit("/cloud/thing/versions/").all("svg", cls="timeline")
