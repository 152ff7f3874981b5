"""A change whose verdict by itself is known, put into other places."""

from collections.abc import Callable
from typing import Any

from portal.schema.dialect import DRAFT7, Dialect
from tests.schema.impact.judging import verdicts

LONG: Any = {"type": "string", "maxLength": 5}
SHORT: Any = {"type": "string", "maxLength": 3}
TEXT: Any = {"type": "string"}


def at(around: Callable[[Any], Any], dialect: Dialect = DRAFT7) -> str:
    """What the verdict "BS" on a lowered maxLength comes to inside something."""
    (verdict,) = verdicts(around(LONG), around(SHORT), dialect)
    return verdict
