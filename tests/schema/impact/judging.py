"""Judged changes, short enough to write down in a test."""

from typing import Any

from portal.schema.dialect import DRAFT7, Dialect
from portal.schema.impact import Judged, compare

Row = tuple[str, str | None, str, str]


def row(judged: Judged) -> Row:
    """Where, which keyword, which rule, and the verdict: the initials of request and response,
    with the context.
    """
    change, verdict = judged.change, judged.verdict
    sides = f"{verdict.request[0]}{verdict.response[0]}".upper()
    return change.pointer, change.keyword, verdict.rule, f"{sides} {verdict.context}".strip()


def rows(
    before: Any, after: Any, dialect: Dialect = DRAFT7, other: Dialect | None = None
) -> list[Row]:
    return [row(judged) for judged in compare(before, after, dialect, other)]


def verdicts(before: Any, after: Any, dialect: Dialect = DRAFT7) -> list[str]:
    return [verdict for *_, verdict in rows(before, after, dialect)]


def inside(*path: Any, before: Any, after: Any) -> tuple[Any, Any]:
    """Put two subschemas at the same place: each step is a function that makes what is around."""
    for around in reversed(path):
        before, after = around(before), around(after)
    return before, after
