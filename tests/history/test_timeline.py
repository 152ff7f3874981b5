"""The picture of a schema's versions over time: what is drawn where."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from portal.catalog.models import Observation, Schema, Snapshot, Source
from portal.history import timeline
from portal.history.timeline import STRIP, WHOLE, Timeline
from portal.history.versions import Tally, Version
from portal.schema.impact import Impact
from tests.ingest.making import capture, make_schema

START = datetime(2020, 1, 1, tzinfo=UTC)
SCHEMA = Schema(source=Source(name="cloud"), name="thing")


def version(number: int, first: float, last: float | None = None, properties: int = 10) -> Version:
    """A version that was captured on these days after START."""
    days = [first, first if last is None else last]
    seen = [Observation(at=START + timedelta(days=day)) for day in days]
    snapshot = Snapshot(schema=SCHEMA, number=number, property_count=properties)
    url = f"/cloud/thing/versions/{number}/"
    return Version(
        snapshot=snapshot, first=seen[0], last=seen[1], before=None,
        tally=Tally(), url=url, compare_url="",
    )  # fmt: skip


def drawn(*versions: Version, impacts: dict[int, Impact] | None = None) -> Timeline:
    """The picture of these versions, the oldest first."""
    counts = {number: {impact: 1} for number, impact in (impacts or {}).items()}
    picture = timeline.of(SCHEMA, versions[::-1], counts)
    assert picture is not None
    return picture


def test_nothing_captured_is_no_picture() -> None:
    assert timeline.of(SCHEMA, [], {}) is None


def test_one_capture_stands_in_the_middle() -> None:
    picture = drawn(version(1, 0))
    (mark,) = picture.marks
    assert mark.x == WHOLE.width / 2
    assert (mark.number, mark.impact, mark.url) == (1, None, "/cloud/thing/versions/1/")
    assert picture.stretches == []
    assert [tick.text for tick in picture.ticks] == ["2020-01-01"]


def test_time_is_drawn_to_scale() -> None:
    first, second, third = drawn(version(1, 0), version(2, 100), version(3, 400)).marks
    assert (third.x - second.x) == pytest.approx(3 * (second.x - first.x), abs=0.2)
    assert first.x > 0
    assert third.x < WHOLE.width


def test_a_life_is_told_apart_from_the_time_in_which_the_next_version_came() -> None:
    picture = drawn(version(1, 0, 30), version(2, 50, 90))
    (life, between, next_life) = picture.stretches
    assert [each.is_known for each in picture.stretches] == [True, False, True]
    assert life.x2 == between.x1
    assert between.x2 == next_life.x1 == picture.marks[1].x
    assert between.x1 < between.x2


def test_what_was_seen_once_has_no_life_to_be_drawn() -> None:
    assert [each.is_known for each in drawn(version(1, 0), version(2, 50)).stretches] == [False]


def test_the_more_properties_the_higher() -> None:
    picture = drawn(version(1, 0, properties=0), version(2, 50, properties=20),
                    version(3, 90, properties=40))  # fmt: skip
    ground, middle, top = (mark.y for mark in picture.marks)
    assert ground == WHOLE.base
    assert top == WHOLE.base - WHOLE.rise
    assert middle == pytest.approx((ground + top) / 2)
    assert picture.most == 40


def test_documents_without_properties_lie_on_the_ground() -> None:
    assert {mark.y for mark in drawn(version(1, 0, properties=0)).marks} == {WHOLE.base}


def test_a_strip_is_level() -> None:
    versions = [version(2, 50, properties=40), version(1, 0, properties=1)]
    picture = timeline.of(SCHEMA, versions, {}, STRIP)
    assert picture is not None
    assert {mark.y for mark in picture.marks} == {STRIP.base}
    assert all(0 < mark.x < STRIP.width for mark in picture.marks)


def test_a_mark_says_what_it_is() -> None:
    first, second = drawn(version(1, 0, properties=1), version(2, 50),
                          impacts={2: Impact.BREAKING}).marks  # fmt: skip
    assert first.label == "version 1, 2020-01-01, 1 property"
    assert second.label == "version 2, 2020-02-20: breaking, 10 properties"


def test_a_mark_shows_the_worst_of_a_version() -> None:
    counts = {2: {Impact.EDITORIAL: 9, Impact.WARNING: 1, Impact.SAFE: 3}}
    picture = timeline.of(SCHEMA, [version(2, 50), version(1, 0)], counts)
    assert picture is not None
    assert picture.marks[1].impact is Impact.WARNING


def test_marks_that_would_overlap_are_one_that_leads_to_their_comparison() -> None:
    picture = drawn(
        version(1, 0), version(2, 300), version(3, 300.1), version(4, 300.2), version(5, 600),
        impacts={2: Impact.SAFE, 3: Impact.BREAKING, 4: Impact.EDITORIAL, 5: Impact.SAFE},
    )  # fmt: skip
    assert [mark.number for mark in picture.marks] == [1, None, 5]
    several = picture.marks[1]
    assert several.impact is Impact.BREAKING
    assert several.url == "/cloud/thing/compare/1...4/"
    assert several.label == "versions 2 to 4, 2020-10-27 to 2020-10-27: breaking"
    assert "v2-4" in [label.text for label in picture.labels]


def test_the_first_ones_together_are_compared_with_the_very_first() -> None:
    (several, _) = drawn(version(1, 0), version(2, 0.1), version(3, 600)).marks
    assert several.url == "/cloud/thing/compare/1...2/"
    assert several.impact is None


@pytest.mark.parametrize("frame", [WHOLE, STRIP])
def test_three_hundred_versions_can_be_told_apart(frame: timeline.Frame) -> None:
    versions = [version(number, number * 3) for number in range(1, 301)]
    picture = timeline.of(SCHEMA, versions[::-1], {}, frame)
    assert picture is not None
    assert all(one.x + 14 < two.x for one, two in pairwise(picture.marks))
    told = [each.number for mark in picture.marks for each in mark.versions]
    assert told == list(range(1, 301))
    assert picture.labels == []  # there is no room for them


def test_labels_do_not_overlap() -> None:
    picture = drawn(*(version(number, number**3) for number in range(1, 10)))
    assert 1 < len(picture.labels) < 9
    assert "v1-" in picture.labels[0].text
    ends = [(label.x, label.x + 6 * len(label.text)) for label in picture.labels]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


def test_a_clock_that_was_set_back_turns_no_line_around() -> None:
    picture = drawn(version(1, 10, 20), version(2, 5, 8), version(3, 30))
    assert all(each.x1 <= each.x2 for each in picture.stretches)
    assert [mark.x for mark in picture.marks] == sorted(mark.x for mark in picture.marks)


@pytest.mark.parametrize(
    ("days", "texts"),
    [
        (0.1, ["2020-01-01"]),
        (3, ["01-01", "01-02", "01-03", "01-04"]),
        (40, ["01-01", "01-07", "01-13", "01-19", "01-25", "01-31", "02-06"]),
        (100, ["2020-01", "2020-02", "2020-03", "2020-04"]),
        (700, ["2020-01", "2020-04", "2020-07", "2020-10", "2021-01", "2021-04", "2021-07",
               "2021-10"]),
        (1500, ["2020", "2021", "2022", "2023", "2024"]),
        (8000, ["2020", "2023", "2026", "2029", "2032", "2035", "2038", "2041"]),
    ],
)  # fmt: skip
def test_dates_are_round_and_few(days: float, texts: list[str]) -> None:
    ticks = drawn(version(1, 0), version(2, days)).ticks
    assert [tick.text for tick in ticks] == texts
    assert all(0 <= tick.x <= WHOLE.width for tick in ticks)


@pytest.mark.django_db
def test_impacts_are_counted_by_version(django_assert_num_queries: object) -> None:
    schema = make_schema("thing")
    capture(schema, {"title": "one", "properties": {"a": {"maxLength": 9}}})
    capture(schema, {"title": "two", "properties": {"a": {"maxLength": 9}}})
    capture(schema, {"title": "two", "properties": {"a": {"maxLength": 9}}})
    capture(schema, {"title": "x", "properties": {"a": {"type": "string", "maxLength": 1}}})
    with django_assert_num_queries(1):  # type: ignore[operator]
        impacts = timeline.impacts_of(schema)
    assert set(impacts) == {2, 3}
    assert impacts[2] == {Impact.EDITORIAL: 1}
    assert sum(impacts[3].values()) == 3
    assert impacts[3][Impact.BREAKING] >= 1
