"""An example of each rule: two schemas, and a value that shows what follows from the change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from portal.schema.dialect import Dialect, named
from portal.schema.value import ABSENT, JSON, Absent


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of schemas that differ by what one rule is about.

    `request` is a value that was valid before and is not after, `response` one that is valid
    after and was not before; ABSENT where there is none.
    """

    dialect: Dialect
    before: JSON
    after: JSON
    request: JSON | Absent = ABSENT
    response: JSON | Absent = ABSENT


@cache
def examples() -> Mapping[str, Example]:
    """Return the example of each rule by the rule's id; the files beside this one hold them."""
    found: dict[str, Example] = {}
    for path in sorted(Path(__file__).parent.glob("*.json")):
        entries = json.loads(path.read_text(encoding="utf-8"))
        found |= {id_: _example(entry) for id_, entry in entries.items()}
    return MappingProxyType(found)


def _example(entry: dict[str, Any]) -> Example:
    return Example(**entry | {"dialect": named(entry["dialect"])})
