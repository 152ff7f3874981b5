"""Examples of properties: made from what they say, and kept only if the engine takes them."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from portal.schema.document import Document
from portal.schema.example import Examples
from portal.schema.value import JSON
from portal.validation import batch

MOST: Final = 3  # of one property
Why = Literal["nothing", "large", "unchecked", "unfound"]


def of(document: Document, pointers: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each property {"values": those that are valid} or {"why": why there are none}.

    nothing     no value is valid
    large       the document has too many properties for all to have examples
    unchecked   the engine could not tell, or not in time: its dialect, a pattern that is none
    unfound     none of those that were tried is valid, or nothing could be tried
    """
    made = Examples(document)
    tried: dict[str, list[JSON]] = {}
    late: set[str] = set()
    for pointer in pointers:
        tried[pointer] = made.of(pointer)
        if made.is_spent:
            late.add(pointer)
    passing = batch.passing(document, {at: values for at, values in tried.items() if values})
    for pointer, values in tried.items():
        if passing.get(pointer):
            yield pointer, {"values": passing[pointer][:MOST]}
        else:
            is_unknown = bool(values) and pointer not in passing
            yield pointer, {"why": _why(document, pointer, is_unknown, pointer in late)}


def _why(document: Document, pointer: str, is_unknown: bool, is_late: bool) -> Why:
    if not document.possible_types(pointer):
        return "nothing"
    if is_unknown:
        return "unchecked"
    return "large" if is_late else "unfound"
