"""Documents with definitions, and what a change of a reference comes to."""

from typing import Any

from portal.schema.dialect import DRAFT7
from portal.schema.impact import compare
from tests.schema.impact.judging import row

TEXT: Any = {"type": "string"}
RESPELLED: tuple[str, str, list[Any]] = ("reference-respelled", "EE", [])  # as `led` tells it


def at(name: str) -> Any:
    return {"$ref": f"#/definitions/{name}"}


def defined(root: Any, **definitions: Any) -> Any:
    return {**root, "definitions": definitions}


def led(before: Any, after: Any, dialect: Any = DRAFT7) -> tuple[str, str, list[Any]]:
    """The one change of a $ref: its rule, its verdict, and what differs where it leads."""
    (found,) = (one for one in compare(before, after, dialect) if one.change.keyword == "$ref")
    _, _, rule, verdict = row(found)
    return rule, verdict, [row(one) for one in found.through]
