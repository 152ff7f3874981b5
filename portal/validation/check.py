"""Checking one instance against several documents at once: the way into this package."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from urllib.parse import quote as percent_encode

from portal.schema import pointer as json_pointer
from portal.schema.document import Document
from portal.schema.errors import ROOT, PointerError
from portal.schema.value import JSON, quote
from portal.sentence import Sentence, gettext_noop
from portal.validation import checked, limits, locate, parts, process
from portal.validation.checked import Checked
from portal.validation.messages import message
from portal.validation.outcome import (
    Fails,
    GaveUp,
    Note,
    Outcome,
    Part,
    Passes,
    Result,
    TooLate,
    Unsent,
    Unusable,
    Violation,
)
from portal.validation.readonly import ReadOnlyMembers
from portal.validation.unchecked import unchecked

_NO_DRAFT_3 = Sentence(
    "The portal can't check against JSON Schema draft 3: its engine begins with draft 4."
)
_OUTSIDE = {"reference-external", "reference-broken"}


def check(
    instance: JSON,
    documents: Sequence[Document],
    part: str | None = None,
    *,
    as_request: bool = False,
) -> list[Result]:
    """Check an instance against each document, or the subschema of it at the pointer `part`.

    Without a part, it is chosen for each document by the looks of the instance. As a request,
    read-only members are left out before, and named in the results. What takes longer than
    limits.CHECK_SECONDS in all is given up, so that an answer comes within 2 s, whatever the
    documents say; at most limits.MOST_TARGETS documents. Raises process.Busy.
    """
    if len(documents) > limits.MOST_TARGETS:
        raise ValueError(f"at most {limits.MOST_TARGETS} documents, not {len(documents)}")
    with (
        process.place() as deadline,
        ThreadPoolExecutor(max_workers=limits.MOST_TARGETS) as threads,
    ):
        one = partial(_check, deadline, instance, part, as_request)
        return list(threads.map(one, documents))


def _check(
    deadline: float, instance: JSON, pointer: str | None, as_request: bool, document: Document
) -> Result:
    part = parts.presumed(document, instance)
    if pointer is not None:
        given = parts.named(document, pointer)
        if given is None:
            told = gettext_noop("The document has no subschema at {pointer}.")
            reason = Sentence(told, pointer=pointer or ROOT)
            return Result(Unusable("part", reason), Part(pointer, pointer))
        part = given
    try:
        given_to_engine = checked.read(document, as_request=as_request, deadline=deadline)
        if given_to_engine is None:
            return Result(Unusable("dialect", _NO_DRAFT_3), part)
        unsent: tuple[Unsent, ...] = ()
        sent = instance
        if as_request:
            read_only = ReadOnlyMembers(document, part.pointer, instance, deadline)
            sent = read_only.left_out()
            unsent = tuple(
                Unsent(at, locate.place(document, at).path or at, count)
                for at, count in read_only.counts.items()
            )
    except TooLate:
        return Result(GaveUp("time"), part)
    outcome = _Check(document, given_to_engine, part.pointer, sent).outcome(deadline)
    if isinstance(outcome, Passes):
        until = deadline + limits.LISTING_SECONDS
        outcome = Passes(unchecked(document, part.pointer, instance, until))
    return Result(outcome, part, _concerning(given_to_engine.notes, part), unsent)


def _concerning(notes: tuple[Note, ...], part: Part) -> tuple[Note, ...]:
    """The notes on the part that is checked against; references may lead out of it, so all others
    follow.
    """
    inside = [note for note in notes if f"{note.pointer}/".startswith(f"{part.pointer}/")]
    return (*inside, *(note for note in notes if note not in inside))


class _Check:
    """One run of the engine, and the reading of its answers."""

    def __init__(self, document: Document, given: Checked, part: str, instance: JSON) -> None:
        self._document = document
        self._given = given
        self._part = part
        self._instance = instance

    def outcome(self, deadline: float) -> Outcome:
        task = {
            "schema": self._given.schema,
            "uri": self._given.uri,
            "part": percent_encode(self._part),
            "draft": self._given.draft,
            "patterns": self._given.patterns,
            "instance": self._instance,
        }
        ended = process.run(json.dumps(task).encode(), deadline)
        known: dict[str, Any] = {}
        for answer in ended.answers:
            known |= answer
        if "bad_pattern" in known:
            return self._bad_pattern(known["bad_pattern"])
        if "unusable" in known:
            return self._unusable(known["unusable"], known["path"])
        if "valid" not in known or "broken" in known:
            return GaveUp(ended.stopped or "engine")
        if known["valid"]:
            return Passes()
        until = deadline + limits.LISTING_SECONDS
        return self._fails(known.get("errors", []), known.get("more"), until)

    def _fails(self, errors: list[dict[str, Any]], more: int | None, until: float) -> Fails:
        """At least the first error; the others, as long as there is time."""
        listed: list[Violation] = []
        for error in errors:
            if listed and time.monotonic() >= until:
                return Fails(tuple(listed), None)
            listed.append(self._violation(error, self._part, error["path"]))
        return Fails(tuple(listed), more)

    def _bad_pattern(self, pointer: str) -> Unusable:
        pattern = next(each for each, at in self._given.patterns.items() if at == pointer)
        told = gettext_noop(
            "{pattern} is no regular expression as JSON Schema has them (ECMA-262)."
        )
        return Unusable("schema", Sentence(told, pattern=quote(pattern)), pointer)

    def _unusable(self, reason: str, path: list[str | int] | None) -> Unusable:
        pointer = json_pointer.join("", *path) if path else None
        if pointer is None:
            for odd in self._document.anomalies:
                if odd.code in _OUTSIDE:
                    return Unusable("reference", Sentence("{what}.", what=odd.reason), odd.pointer)
        told = gettext_noop("The engine does not take the schema: {reason}")
        return Unusable("schema", Sentence(told, reason=reason), pointer)

    def _violation(self, error: dict[str, Any], start: str | None, path: list[Any]) -> Violation:
        """An error whose keyword `path` leads to from the subschema at `start`."""
        pointer = json_pointer.join("", *error["at"])
        at = None if start is None else locate.follow(self._document, start, path)
        place = locate.place(self._document, at)
        around = at and at.rpartition("/")[0]
        return Violation(
            pointer=pointer,
            keyword=error["keyword"],
            message=message(error, _get(self._instance, pointer), _get(self._given.schema, at)),
            schema_pointer=at,
            property=place.property,
            path=place.path,
            causes=tuple(
                # Their paths go on from this one's, which may be a long way.
                self._violation(cause, around, cause["path"][len(error["path"]) - 1 :])
                for cause in error.get("causes", ())
            ),
        )


def _get(value: JSON, pointer: str | None) -> JSON:
    """What a pointer leads to; null where the schema that was checked is another document."""
    try:
        return None if pointer is None else json_pointer.get(value, pointer)
    except PointerError:
        return None
