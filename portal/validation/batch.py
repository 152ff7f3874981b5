"""Many values against many subschemas of one document, in one process: for what is made beforehand.

Nobody waits for it here, so it takes no place among those who check (process.place).
"""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote as percent_encode

from portal.schema.document import Document
from portal.schema.value import JSON
from portal.validation import checked, limits
from portal.validation.outcome import TooLate
from portal.validation.process import run

_MOST_PROCESSES: Final = 4  # one more for each subschema that one was stopped at


def passing(document: Document, values: Mapping[str, Sequence[JSON]]) -> dict[str, list[JSON]]:
    """Return those values that are valid by the subschema at their pointer.

    A pointer is left out if nothing is known of its values: the engine does not take the document
    or the subschema, or it was stopped there. Takes limits.BATCH_SECONDS at most.
    """
    deadline = time.monotonic() + limits.BATCH_SECONDS
    try:
        given = checked.read(document, deadline=deadline)
    except TooLate:
        return {}
    if given is None:
        return {}
    task = {
        "schema": given.schema,
        "uri": given.uri,
        "draft": given.draft,
        "patterns": given.patterns,
    }
    left = list(values)
    found: dict[str, list[JSON]] = {}
    for _ in range(_MOST_PROCESSES):
        if not left:
            break
        each = [[percent_encode(pointer), [*values[pointer]]] for pointer in left]
        ended = run(json.dumps(task | {"each": each}).encode(), deadline)
        if any("bad_pattern" in answer for answer in ended.answers):
            break
        told = dict(zip(left, ended.answers, strict=False))
        found |= {pointer: _valid(values[pointer], answer) for pointer, answer in told.items()
                  if answer["valid"] is not None}  # fmt: skip
        left = left[len(told) + 1 :]  # without the one that it was stopped at
    return found


def _valid(values: Sequence[JSON], answer: dict[str, Any]) -> list[JSON]:
    return [value for value, is_valid in zip(values, answer["valid"], strict=True) if is_valid]
