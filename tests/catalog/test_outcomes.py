"""What came of a fetch, in words."""

from collections.abc import Iterator

import pytest

from portal.catalog import outcomes
from portal.catalog.addresses import BadName
from portal.schema.errors import ParseError
from portal.upstream.errors import UpstreamError


def every(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for each in kind.__subclasses__():
        yield from every(each)


RECORDED = {
    code
    for kind in (UpstreamError, ParseError, BadName)
    for each in every(kind)
    if each.__module__.startswith("portal.") and (code := getattr(each, "code", ""))
} - {UpstreamError.code}


def test_there_are_faults() -> None:
    assert {"credentials", "not-json", "bad-name"} <= RECORDED


@pytest.mark.parametrize("code", sorted(RECORDED | {"new", "unchanged", "not-modified"}))
def test_each_that_can_be_recorded_has_words(code: str) -> None:
    assert code in outcomes.WORDS
    assert outcomes.words(code)[0].islower() or outcomes.words(code).startswith("JSON")


def test_none_is_left_that_nothing_records() -> None:
    assert outcomes.WORDS.keys() - RECORDED == {"new", "unchanged", "not-modified"}


def test_one_of_another_release_stays_a_code() -> None:
    assert outcomes.words("http-500") == "http-500"
