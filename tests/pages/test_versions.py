"""The history of a schema."""

from datetime import timedelta

from portal.catalog.models import Source
from tests.ingest.making import make_schema
from tests.pages.scene import Visit, aged, failed, served

PAGE = "/glance/images/versions/"


def test_each_version_came_between_two_captures(visit: Visit, samples: list[Source]) -> None:
    versions = visit(PAGE).one("ol", cls="versions").all("li")
    assert versions[0].one("h2").text == "Version 4 +3 −1 ~1"
    assert "Came between capture 3 (2019-04-10) and capture 4 (2019-10-16)." in versions[0].text
    assert "Last seen in capture 5 (2026-09-30)." in versions[0].text
    assert "44 properties 6371 bytes" in versions[0].text
    assert "running Glance 19.0.0" in versions[0].text
    assert versions[0].links()["compare with the one before"] == "/glance/images/compare/3...4/"
    assert versions[0].links()["as served"].endswith("/schemas/images/versions/4/raw/")
    assert versions[3].one("h2").text == "Version 1"
    assert "How long it had been served before, nobody knows." in versions[3].text
    assert "compare" not in versions[3].text


def test_a_version_that_was_seen_several_times(visit: Visit, db: None) -> None:
    schema = served({"properties": {"a": {}}}, {"properties": {"a": {}}}, True, True)
    aged(schema, timedelta(days=1))
    newest, oldest = visit("/cloud/thing/versions/").one("ol", cls="versions").all("li")
    assert "Came between capture 2 (" in newest.text
    assert ") and capture 3 (" in newest.text
    assert "). Last seen in capture 4 (" in newest.text
    assert "First seen in capture 1 (" in oldest.text
    assert " Last seen in capture 2 (" in oldest.text


def test_captures_link_to_what_they_brought(visit: Visit, db: None) -> None:
    schema = served(True, True)
    failed(schema)
    captures = visit("/cloud/thing/versions/").one("table").all("tr")[1:]
    assert [each.texts("td")[2:] for each in captures] == [
        ["fetched: sign-in refused 401. Sign in.", "", "0.50 s"],
        ["fetched: unchanged", "1", "0.00 s"],
        ["fetched: new", "1", "0.00 s"],
    ]
    assert captures[1].links() == {"1": "/cloud/thing/versions/1/"}


def test_any_two_can_be_chosen(visit: Visit, samples: list[Source]) -> None:
    form = visit(PAGE).one("form", action="/glance/images/compare/")
    chosen = [each.text for each in form.all("option") if "selected" in each.attributes]
    assert chosen == ["3 · 2019-04-10", "4 · 2019-10-16"]
    assert not visit("/huawei-ims/images/versions/").all(
        "form", action="/huawei-ims/images/compare/"
    )


def test_nothing_captured_yet(visit: Visit, db: None) -> None:
    make_schema("images")
    page = visit("/cloud/images/versions/")
    assert page.one("p", cls="empty").text == "Nothing has been captured yet."


def test_what_returns_to_an_earlier_version_says_so(visit: Visit, db: None) -> None:
    served({"title": "a"}, {"title": "b"}, {"title": "a"}, {"title": "b", "type": "object"})
    told = visit("/cloud/thing/versions/").one("ol", cls="versions").all("li")
    says = [[each for each in entry.texts("p") if each.startswith("Says")] for entry in told]
    assert says == [[], ["Says the same as version 1."], [], []]
    assert told[1].links()["version 1"] == "/cloud/thing/versions/1/"
