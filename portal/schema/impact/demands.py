"""Who is asked for a required property: a read-only one is not demanded of requests, a write-only
one not of responses (OpenAPI 3.0).

So where such a mark comes or goes, what is demanded changes although `required` says the same. The
documents are compared once more as one side sees them, without what is not demanded of it, and
what is then told of `required` alone is the doing of the mark.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy as copy_of
from dataclasses import replace
from typing import Any, Final

from portal.schema.change import Change, Place
from portal.schema.errors import PointerError
from portal.schema.impact.holding import CONJOINED
from portal.schema.impact.places import Places
from portal.schema.impact.rule import Impact, worst
from portal.schema.impact.sense import DEFINING, NOT_ANSWERED, NOT_SENT, Sense
from portal.schema.impact.standing import Standing
from portal.schema.impact.verdict import Judged, Verdict
from portal.schema.pointer import escape, get, join, split
from portal.schema.value import ABSENT, JSON
from portal.schema.walk import walk

Compare = Callable[[JSON, JSON], Sequence[Judged]]
_Key = tuple[str, str | None, str, bool, bool, str]

DEMANDED: Final = "demanded"
_MARKS: Final = frozenset({"read-only-off", "read-only-on", "write-only-off", "write-only-on"})
# What stands there whole may tell of another subschema who sees it.
_MARKING: Final = CONJOINED - {"$ref"} | DEFINING
_HARMS: Final = frozenset({Impact.BREAKING, Impact.WARNING})
_SIDES: Final = (("request", NOT_SENT), ("response", NOT_ANSWERED))


def with_demands(judged: Sequence[Judged], places: Places, compare: Compare) -> Sequence[Judged]:
    """Return judged changes, those graver by which a property is demanded that was not, or is no
    longer.

    `places` are those of the documents; `compare` judges what differs between two documents.
    """
    before, after = places.before, places.after
    suspects = [
        one for one in judged if one.change.whole or one.through or one.verdict.rule in _MARKS
    ]
    if not any(_may_mark(one, places) for one in suspects):  # nearly always
        return judged
    for side, sense in _SIDES:
        asked = _asked(before, sense), _asked(after, sense)
        if asked[0] is not before.root or asked[1] is not after.root:
            judged = _raised(judged, compare(*asked), side, places)
    return judged


def _may_mark(one: Judged, places: Places) -> bool:
    """Tell whether a change may be one of who sees a property; only then is it worth a look."""
    change = one.change
    if one.verdict.rule in _MARKS:
        return True
    if one.through and any(_may_mark(inner, places) for inner in one.through):
        return True
    if not change.whole or change.pointer == "":
        return False
    if change.keyword is not None and change.keyword not in _MARKING:
        return False
    before, after = places.before, places.after
    at = Place(change.before, change.after, change.pointer)
    if not before.seen(at) | after.seen(at):
        return False
    return change.keyword is not None or (
        _requires(before.root, change.pointer) and _requires(after.root, change.pointer)
    )


def _requires(document: JSON, pointer: str) -> bool:
    """Tell whether the property at a pointer may be required by the subschema that it is of, which
    may stand elsewhere in this document.
    """
    *above, keyword, name = ("", *split(pointer))
    if keyword != "properties":
        return False
    try:
        at = get(document, join("", *above[1:]))
    except PointerError:
        return True
    required = at.get("required") if isinstance(at, dict) else None
    return isinstance(required, list) and name in required


def _asked(side: Standing, sense: Sense) -> JSON:
    """Return the document as it is for who is not asked for what counts in this sense."""
    copies: dict[str, Any] = {}
    for node in walk(side.root, side.uses.dialect):
        schema = node.value
        declared = schema.get("properties") if isinstance(schema, dict) else None
        if isinstance(schema, bool) or not isinstance(declared, dict):
            continue
        unseen = {
            name
            for name, entry in declared.items()
            if _is_required(name, schema, entry)
            and side.seen(Place(entry, entry, f"{node.pointer}/properties/{escape(name)}")) & sense
        }
        if not unseen:
            continue
        copy = _copied(side.root, node.pointer, copies)
        required = schema.get("required")
        if isinstance(required, list):
            copy["required"] = [name for name in required if name not in unseen]
            if not copy["required"]:
                del copy["required"]
        for name in unseen:
            entry = declared[name]
            if isinstance(entry, dict) and entry.get("required") is True:
                at = f"{node.pointer}/properties/{escape(name)}"
                del _copied(side.root, at, copies)["required"]
    return copies.get("", side.root)


def _is_required(name: str, schema: dict[str, JSON], entry: JSON) -> bool:
    required = schema.get("required")
    return (isinstance(required, list) and name in required) or (
        isinstance(entry, dict) and entry.get("required") is True  # draft 3
    )


def _copied(root: JSON, pointer: str, copies: dict[str, Any]) -> Any:
    """Return the copy of what stands at a pointer, in one of the document with no more copied."""
    if "" not in copies:
        copies[""] = copy_of(root)
    at, copy = "", copies[""]
    for token in split(pointer):
        at = join(at, token)
        index = int(token) if isinstance(copy, list) else token
        if at not in copies:
            copies[at] = copy[index] = copy_of(copy[index])
        copy = copies[at]
    return copy


def _raised(
    judged: Sequence[Judged], seen: Sequence[Judged], side: str, places: Places
) -> list[Judged]:
    """Return changes with what one side sees of them; in the same order."""
    found = list(judged)
    known = {_key(one.change): index for index, one in enumerate(judged)}
    for one in seen:
        impact = getattr(one.verdict, side)
        if impact not in _HARMS:
            continue
        index = known.get(_key(one.change))
        if index is not None and one.verdict.rule == found[index].verdict.rule and one.through:
            through = _raised(found[index].through, one.through, side, places)
            raised = _graver(found[index], side, impact)
            found[index] = replace(raised, through=tuple(through))
        elif index is None and one.change.keyword == "required":
            _blame(found, one.change, side, impact, places)
    return found


def _key(change: Change) -> _Key:
    named = change.after if change.before is ABSENT else change.before
    name = named if change.member and isinstance(named, str) else ""
    return change.pointer, change.keyword, change.kind, change.member, change.whole, name


def _graver(one: Judged, side: str, impact: Impact) -> Judged:
    said = one.verdict
    now = worst(getattr(said, side), impact)
    if now is getattr(said, side):
        return one
    request, response = (now, said.response) if side == "request" else (said.request, now)
    return replace(one, verdict=Verdict(said.rule, request, response, DEMANDED))


def _blame(judged: list[Judged], change: Change, side: str, impact: Impact, places: Places) -> None:
    """Make those changes graver that have made a property one that is demanded, or no longer."""
    marks = {part for at in _properties(change) for part in _parts(at, places)}
    there = [index for index, one in enumerate(judged) if one.change.pointer in marks]
    plain = [index for index in there if judged[index].verdict.rule in _MARKS]
    for index in plain or there:
        one = judged[index]
        if plain or one.change.whole or one.through:
            through = list(one.through)
            _blame(through, change, side, impact, places)
            judged[index] = replace(_graver(one, side, impact), through=tuple(through))


def _properties(change: Change) -> Iterator[str]:
    """Yield the pointers of the properties that a change of `required` is about."""
    sides: Iterable[Any] = (change.before, change.after)
    if not change.member and True in sides:  # draft 3
        yield change.pointer
        return
    for side in sides:
        for name in side if isinstance(side, list) else [side]:
            if isinstance(name, str):
                yield f"{change.pointer}/properties/{escape(name)}"


def _parts(pointer: str, places: Places) -> set[str]:
    """Return where all stands that says what a property is, on either side."""
    sides = places.before, places.after
    return {pointer, *(part for side in sides for part in side.parts_at(pointer))}
