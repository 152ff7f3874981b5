"""One change in a line of words, as pages, exports and the command line tell it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from portal.schema.diff import ANY_ORDER
from portal.schema.impact import Counterpart
from portal.schema.paths import DEFINITIONS, extend
from portal.schema.pointer import join, split
from portal.schema.value import JSON, Absent

Show: TypeAlias = Callable[[JSON | Absent], str]

_LONGEST = 60  # characters of a value
FEW = 12  # members of a set that a phrase names
DOCUMENT: Final = "the document itself"
_WAYS: Final = {"added": "added", "removed": "removed", "changed": "replaced"}
_PARTNERS: Final = {
    ("renamed", "removed"): "renamed to",
    ("renamed", "added"): "renamed from",
    ("moved", "removed"): "moved to",
    ("moved", "added"): "moved from",
}
# "required" names properties, which come and go themselves: say what it means for them.
_MEMBER: Final = {
    ("required", "added"): ("is now required", "are now required"),
    ("required", "removed"): ("is no longer required", "are no longer required"),
}


class Located(Protocol):
    """What has a place in a document; the path is that of a property, "" outside of any."""

    @property
    def pointer(self) -> str: ...
    @property
    def path(self) -> str: ...


class Told(Located, Protocol):
    """What a phrase is made of; a side that was not there is ABSENT."""

    @property
    def keyword(self) -> str | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def before(self) -> JSON | Absent: ...
    @property
    def after(self) -> JSON | Absent: ...
    @property
    def member(self) -> bool: ...
    @property
    def whole(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a phrase: words of ours, or (`is_code`) a keyword or a value of the document."""

    text: str
    is_code: bool = False


def place(change: Located) -> str:
    """Return what to call the place of a change: the path of its property ("images[].id"), outside
    of any that of the definition ("#s"), else the pointer; "" is the document itself.
    """
    return change.path or outside(change.pointer)[1]


def outside(pointer: str) -> tuple[str, str]:
    """Return the pointer and the name of what holds a place that is in no property: a definition,
    or the place itself.
    """
    tokens, at, name = split(pointer), "", ""
    while len(tokens) > 1 and tokens[0] in DEFINITIONS:
        at, name = join(at, *tokens[:2]), extend(name, *tokens[:2])
        tokens = tokens[2:]
    return (at, name) if name else (pointer, pointer)


def phrase(change: Told) -> str:
    """Return what happened, without where: "maxLength 255 → 128", "vhdx added to enum"."""
    return " ".join(part.text for part in parts([change]))


def parts(changes: Sequence[Told], show: Show | None = None) -> list[Part]:
    """Return the phrase for what happened to one keyword, in parts; `show` writes the values.

    Several changes are told together: members that came to one set, or that left it.
    """
    show = show or shown
    first = changes[0]
    if not first.keyword:
        return [Part(f"{'property' if first.pointer else 'document'} {_WAYS[first.kind]}")]
    keyword = Part(_name(first.keyword), True)
    if first.whole:
        return list(_of_schema(first, keyword, show))
    if first.kind == "changed" and first.keyword in ANY_ORDER and _are_lists(first):
        return [keyword, Part("in another order")]  # all else is told of its branches
    if first.member:
        few = [Part(show(value(each)), True) for each in changes[:FEW]]
        more = [Part(f"and {len(changes) - FEW} more")] if len(changes) > FEW else []
        return [*few, *more, *_of_set(keyword, first.kind, len(changes))]
    return [keyword, *_of_value(first, show)]


def partner(counterpart: Counterpart, kind: str) -> str:
    """Return what a property that came or went (`kind`) may be: "possibly renamed to"."""
    return f"{counterpart.certainty} {_PARTNERS[counterpart.kind, kind]}"


def value(change: Told) -> JSON | Absent:
    """Return what came or went; of what has changed, the value after."""
    return change.before if isinstance(change.after, Absent) else change.after


def shown(value: JSON | Absent) -> str:
    """Return a value as JSON in one short line in which nothing hides or turns the text."""
    if isinstance(value, Absent):
        return "nothing"
    if isinstance(value, str):  # cut first: a text may be long
        value = value[: _LONGEST + 1]
    text = json.dumps(value, ensure_ascii=False)
    if not text.isprintable():
        text = json.dumps(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _of_set(keyword: Part, kind: str, number: int) -> Iterator[Part]:
    known = _MEMBER.get((keyword.text, kind))
    if known is not None:
        yield Part(known[number > 1])
        return
    yield Part("added to" if kind == "added" else "removed from")
    yield keyword


def _of_schema(change: Told, keyword: Part, show: Show) -> Iterator[Part]:
    """A whole subschema; which of several it is, is told by what it says or by its name."""
    *_, holder, last = ("", *split(change.pointer))
    if holder != change.keyword:  # it is the only one there
        yield from (Part("schema under"), keyword, Part(_WAYS[change.kind]))
    elif holder in DEFINITIONS:
        yield from (Part("definition"), Part(_name(last), True), Part(_WAYS[change.kind]))
    elif not last.isdecimal():
        yield from (Part("schema under"), keyword, Part("for"), Part(_name(last), True))
        yield Part(_WAYS[change.kind])
    elif change.kind == "changed":
        yield from (Part(show(change.before), True), Part("→"), Part(show(change.after), True))
        yield from (Part("in"), keyword)
    else:
        yield Part(show(value(change)), True)
        yield from _of_set(keyword, change.kind, 1)


def _of_value(change: Told, show: Show) -> Iterator[Part]:
    if change.kind == "changed":
        yield Part(show(change.before), True)
        yield Part("→")
        yield Part(show(change.after), True)
        return
    yield Part(show(value(change)), True)
    yield Part("set" if change.kind == "added" else "removed")


def _are_lists(change: Told) -> bool:
    return isinstance(change.before, list) and isinstance(change.after, list)


def _name(keyword: str) -> str:
    """A keyword, which may be any text, as it can be shown."""
    return keyword if keyword.isprintable() and len(keyword) <= _LONGEST else shown(keyword)
