"""The feed of everything that has changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from portal.catalog.models import Change, Schema, Source
from portal.history import intervals
from portal.history.changes import Feed
from portal.history.impacts import SIDES, by_side
from portal.history.wanted import Wanted
from portal.schema.impact import Impact
from tests.ingest.making import capture, make_schema, with_properties

Budget = Callable[[int], AbstractContextManager[None]]
DAY_ONE = datetime(2024, 6, 1, 12, tzinfo=UTC)


def day(number: int) -> datetime:
    return DAY_ONE + timedelta(days=number)


def short(length: int) -> dict[str, object]:
    return {"type": "string", "maxLength": length}


@pytest.fixture
def two_sources(db: None) -> None:
    """`images` of "a" changed on the days 1 and 3, that of "b", which was recorded first, on 2."""
    b = make_schema("images", source="b")
    capture(b, with_properties("size"), day(0))
    capture(b, with_properties("size", "new"), day(2))
    a = make_schema("images", source="a")
    capture(a, with_properties("size", old=short(9)), day(0))
    capture(a, with_properties("size", old=short(8)), day(1))
    capture(a, with_properties("size"), day(3))
    capture(make_schema("other", source="a"), with_properties("size"), day(9))


def told(wanted: Wanted) -> list[tuple[str, str, str]]:
    return [
        (f"{each.snapshot.schema.source.name}@{each.snapshot.number}", each.path, each.kind)
        for each in Feed(wanted)[:]
    ]


OLD_GONE, NEW, SHORTER = (
    ("a@3", "old", "removed"),
    ("b@2", "new", "added"),
    ("a@2", "old", "changed"),
)


def test_the_newest_first_across_sources_whenever_they_were_recorded(two_sources: None) -> None:
    assert told(Wanted()) == [OLD_GONE, NEW, SHORTER]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(source="a"), [OLD_GONE, SHORTER]),
        (Wanted(schema="images"), [OLD_GONE, NEW, SHORTER]),
        (Wanted(schema="other"), []),
        (Wanted(source="b", schema="images"), [NEW]),
        (Wanted(kind="added"), [NEW]),
        (Wanted(rule="max-length-lowered"), [SHORTER]),
        (Wanted(property="old"), [OLD_GONE, SHORTER]),
        (Wanted(property="/properties/old"), [OLD_GONE, SHORTER]),
        (Wanted(property="OLD"), []),
        (Wanted(property="ol"), []),
        (Wanted(since=date(2024, 6, 3)), [OLD_GONE, NEW]),
        (Wanted(until=date(2024, 6, 3)), [NEW, SHORTER]),
        (Wanted(since=date(2024, 6, 3), until=date(2024, 6, 3)), [NEW]),
        (Wanted(source="a", since=date(2024, 6, 3), kind="removed"), [OLD_GONE]),
    ],
)
def test_filters(two_sources: None, wanted: Wanted, expected: list[tuple[str, str, str]]) -> None:
    assert told(wanted) == expected
    assert len(Feed(wanted)) == len(expected)


def test_a_property_with_what_is_inside_it(db: None) -> None:
    def document(length: int) -> dict[str, object]:
        inner = {"type": "object", "properties": {"href": short(length)}}
        listed = {"type": "array", "items": inner}
        return {"properties": {"link": inner, "linked": short(length), "links": listed}}

    schema = make_schema("images")
    capture(schema, document(9))
    capture(schema, document(8))
    paths = {"link": "link.href", "links": "links[].href", "linked": "linked"}
    for place, path in paths.items():
        assert [each[1] for each in told(Wanted(property=place))] == [path]
        assert [each[1] for each in told(Wanted(property=f"/properties/{place}"))] == [path]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("href", ["link.href", "links[].href", "links[].href.more"]),
        ("HREF", []),
        ("ref", []),
        ("link.href", ["link.href"]),
        ("more", ["links[].href.more"]),
    ],
)
def test_a_name_alone_is_a_last_name(db: None, place: str, expected: list[str]) -> None:
    def document(length: int) -> dict[str, object]:
        more = {**short(length), "type": "object", "properties": {"more": short(length)}}
        link = {"type": "object", "properties": {"href": short(length)}}
        links = {"type": "array", "items": {"type": "object", "properties": {"href": more}}}
        return {"properties": {"link": link, "links": links}}

    schema = make_schema("images")
    capture(schema, document(9))
    capture(schema, document(8))
    assert [each[1] for each in told(Wanted(property=place))] == expected


def test_of_a_name_that_looks_like_a_pattern(db: None) -> None:
    schema = make_schema("images")
    capture(schema, with_properties(a_b=short(9), axb=short(9)))
    capture(schema, with_properties(a_b=short(8), axb=short(8)))
    assert [each[1] for each in told(Wanted(property="a_b"))] == ["a_b"]


def test_required_is_told_of_the_property_that_it_names(db: None) -> None:
    schema = make_schema("images")
    capture(schema, with_properties("a", "b") | {"required": ["b"]})
    capture(schema, with_properties("a", "b") | {"required": ["b", "a"]})
    for place in ("a", "/properties/a"):
        (change,) = Feed(Wanted(property=place))[:]
        assert (change.pointer, change.path) == ("", "a")


@pytest.fixture
def every_verdict(db: None) -> Schema:
    """A version whose changes have every pair of impacts, once each."""
    schema = make_schema("images")
    capture(schema, with_properties("a"), day(0))
    newest = capture(schema, with_properties("b"), day(1))
    Change.objects.all().delete()
    for position, (request, response) in enumerate(product(Impact, repeat=2)):
        Change.objects.create(
            snapshot=newest, position=position, pointer="/properties/b", path="b", kind="changed",
            keyword="enum", values={}, rule=f"rule-{position % 3}",
            request=request, response=response,
        )  # fmt: skip
    return schema


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("impact", Impact)
def test_an_impact_is_that_of_the_side_or_the_worse_of_both(
    every_verdict: Schema, side: str, impact: Impact
) -> None:
    wanted = Wanted(impact=frozenset({impact}), side=side)  # type: ignore[arg-type]
    expected = [
        (request, response)
        for request, response in product(Impact, repeat=2)
        if by_side(wanted.side, request, response) == impact
    ]
    assert [(each.request, each.response) for each in Feed(wanted)[:]] == expected
    assert (
        len(Feed(wanted)) == len(expected) == Feed(Wanted(side=wanted.side)).facets.impact[impact]
    )


def test_several_impacts(every_verdict: Schema) -> None:
    wanted = Wanted(impact=frozenset({Impact.SAFE, Impact.EDITORIAL}))
    assert len(Feed(wanted)) == 4
    assert len(Feed(Wanted(impact=frozenset(Impact)))) == 16


def test_facets_count_what_each_value_would_show(every_verdict: Schema) -> None:
    wanted = Wanted(impact=frozenset({Impact.BREAKING}), side="request", rule="rule-0")
    facets = Feed(wanted).facets
    for impact, number in facets.impact.items():
        only = Wanted(impact=frozenset({impact}), side="request", rule="rule-0")
        assert number == len(Feed(only)) > 0
    for rule, number in facets.rule.items():
        assert number == len(Feed(Wanted(impact=wanted.impact, side="request", rule=rule))) > 0
    assert facets.kind == {"changed": len(Feed(wanted))}
    assert facets.source == {"cloud": len(Feed(wanted))}
    assert facets.schema == {"images": len(Feed(wanted))}


def test_pages_hold_each_change_once_and_in_order(two_sources: None, every_verdict: Schema) -> None:
    feed = Feed(Wanted())
    whole = [each.pk for each in feed[:]]
    assert len(whole) == len(feed) == len(set(whole)) == 16
    for size in (1, 2, 5, 7):
        pages = [feed[start : start + size] for start in range(0, len(feed), size)]
        assert [each.pk for page in pages for each in page] == whole
    assert feed[3].pk == whole[3]
    assert feed[-1].pk == whole[-1]
    assert feed[40:50] == []
    with pytest.raises(IndexError):
        feed[16]


def test_each_tells_between_which_captures_it_came(two_sources: None) -> None:
    schema = Schema.objects.get(source__name="b")
    capture(schema, with_properties("size", "new"), day(5))  # seen again
    capture(schema, with_properties("size"), day(6))
    gone, came = Feed(Wanted(source="b"))[:]
    assert intervals.of(came.snapshot) == intervals.Interval(
        intervals.Capture(1, day(0)), intervals.Capture(2, day(2))
    )
    assert intervals.of(gone.snapshot) == intervals.Interval(
        intervals.Capture(3, day(5)), intervals.Capture(4, day(6))
    )


def test_the_first_version_has_no_capture_before_it(two_sources: None) -> None:
    snapshots = Schema.objects.get(name="other").snapshots.all()
    (first,) = intervals.with_intervals(snapshots)
    assert intervals.of(first).before is None


def test_queries(samples: list[Source], django_assert_num_queries: Budget) -> None:
    with django_assert_num_queries(2):  # versions in order, how many changes each
        feed = Feed(Wanted())
    with django_assert_num_queries(2):  # changes, their versions
        for each in feed[3:40]:
            assert (each.subject is None) or each.subject.pointer
            assert each.snapshot.schema.source.name
    with django_assert_num_queries(1):
        assert feed.facets.impact
        assert feed.facets.source
