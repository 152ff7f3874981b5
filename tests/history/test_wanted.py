"""The filters of the history, as they stand in addresses."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from portal.history.wanted import BadFilter, Wanted, read
from portal.schema.impact import Impact
from tests.ingest.making import make_schema

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored() -> None:
    make_schema("images", source="cloud")
    make_schema("only-here", source="other")


ALL = Wanted(
    source="cloud",
    schema="images",
    property="images[].a&b",
    impact=frozenset({Impact.WARNING, Impact.BREAKING}),
    side="request",
    kind="added",
    rule="enum-value-added",
    since=date(2024, 2, 29),
    until=date(2024, 3, 1),
)


@pytest.mark.parametrize("wanted", [Wanted(), ALL, Wanted(property="/properties/ä/b%20c")])
def test_an_address_says_what_is_wanted(wanted: Wanted) -> None:
    assert read(parse_qs(urlsplit(wanted.url()).query)) == wanted
    assert read(parse_qs(urlsplit(wanted.url(page=3)).query)) == wanted


def test_addresses_are_stable() -> None:
    assert Wanted().url() == "/changes/"
    assert Wanted().url(page=2) == "/changes/?page=2"
    assert ALL.url() == (
        "/changes/?source=cloud&schema=images&property=images%5B%5D.a%26b"
        "&impact=breaking&impact=warning&side=request&kind=added&rule=enum-value-added"
        "&since=2024-02-29&until=2024-03-01"
    )


def test_what_is_empty_or_no_filter_does_not_count() -> None:
    query = {"source": [""], "impact": ["", " "], "side": ["both"], "since": [""], "page": ["2"]}
    assert read(query) == Wanted()


def test_impacts_with_commas() -> None:
    assert read({"impact": ["breaking, safe"]}).impact == {Impact.BREAKING, Impact.SAFE}


def test_one_condition_can_be_left_out() -> None:
    assert ALL.without("impact").impact == frozenset()
    assert ALL.without("since").since is None
    assert ALL.without("since").until == ALL.until
    assert Wanted(side="response").without("side") == Wanted()


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ({"source": "clowd"}, "source", "There is no source clowd."),
        ({"schema": "imges"}, "schema", "There is no schema imges."),
        ({"source": "cloud", "schema": "only-here"}, "schema", "There is no schema only-here."),
        ({"impact": "breaking,bad"}, "impact",
         "impact=bad is unknown; it is one of breaking, warning, safe, editorial."),
        ({"side": "left"}, "side", "side=left is unknown; it is one of request, response, both."),
        ({"kind": "new"}, "kind", "kind=new is unknown; it is one of added, removed, changed."),
        ({"rule": "enum-value-aded"}, "rule", "There is no rule enum-value-aded; did you mean"),
        ({"rule": "zzz"}, "rule", "There is no rule zzz; /rules/ lists them all."),
        ({"since": "2024-13-01"}, "since",
         "since=2024-13-01 is not a day; write it as 2019-04-10."),
        ({"until": "yesterday"}, "until", "until=yesterday is not a day"),
        ({"since": "2024-02-02", "until": "2024-02-01"}, "until",
         "until=2024-02-01 is before since=2024-02-02."),
        ({"property": "a\0"}, "property", "property can't hold the character U+0000."),
    ],
)  # fmt: skip
def test_what_cannot_be_a_filter(query: dict[str, str], name: str, message: str) -> None:
    with pytest.raises(BadFilter) as raised:
        read({key: [value] for key, value in query.items()})
    assert raised.value.name == name
    assert raised.value.message.startswith(message)


def test_what_is_nearly_a_rule() -> None:
    with pytest.raises(BadFilter) as raised:
        read({"rule": ["enum-value-aded"]})
    assert "enum-value-added" in raised.value.known


def test_the_last_day_of_all_bounds_nothing() -> None:
    assert read({"until": ["9999-12-31"]}).moments() == (None, None)
    assert read({"since": ["0001-01-01"], "until": ["9999-12-30"]}).moments() == (
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    )
