"""One change in a line of words, as pages, exports and the command line tell it."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from django.utils.translation import gettext, gettext_lazy, gettext_noop, ngettext

from portal.schema.diff import ANY_ORDER
from portal.schema.impact import Counterpart
from portal.schema.paths import DEFINITIONS, extend
from portal.schema.pointer import join, split
from portal.schema.value import JSON, Absent
from portal.sentence import ngettext_noop

Show: TypeAlias = Callable[[JSON | Absent], str]

_LONGEST = 60  # characters of a value
FEW = 12  # members of a set that a phrase names
DOCUMENT: Final = gettext_lazy("the document itself")
# What happened, by its kind; the braces are for parts of the document.
_PROPERTY: Final = {
    "added": gettext_noop("property added"),
    "removed": gettext_noop("property removed"),
    "changed": gettext_noop("property replaced"),
}
_WHOLE: Final = {
    "added": gettext_noop("document added"),
    "removed": gettext_noop("document removed"),
    "changed": gettext_noop("document replaced"),
}
_ONLY_SCHEMA: Final = {
    "added": gettext_noop("schema under {keyword} added"),
    "removed": gettext_noop("schema under {keyword} removed"),
    "changed": gettext_noop("schema under {keyword} replaced"),
}
_NAMED_SCHEMA: Final = {
    "added": gettext_noop("schema under {keyword} for {name} added"),
    "removed": gettext_noop("schema under {keyword} for {name} removed"),
    "changed": gettext_noop("schema under {keyword} for {name} replaced"),
}
_DEFINITION: Final = {
    "added": gettext_noop("definition {name} added"),
    "removed": gettext_noop("definition {name} removed"),
    "changed": gettext_noop("definition {name} replaced"),
}
_VALUE: Final = {
    "added": gettext_noop("{keyword} {after} set"),
    "removed": gettext_noop("{keyword} {before} removed"),
    "changed": gettext_noop("{keyword} {before} → {after}"),
}
_MEMBERS: Final = {
    "added": gettext_noop("{values} added to {keyword}"),
    "removed": gettext_noop("{values} removed from {keyword}"),
}
# "required" names properties, which come and go themselves: say what it means for them.
_REQUIRED: Final = {
    "added": ngettext_noop("{values} is now required", "{values} are now required"),
    "removed": ngettext_noop("{values} is no longer required", "{values} are no longer required"),
}
_PARTNERS: Final = {
    ("possibly", "renamed", "removed"): gettext_noop("possibly renamed to"),
    ("possibly", "renamed", "added"): gettext_noop("possibly renamed from"),
    ("possibly", "moved", "removed"): gettext_noop("possibly moved to"),
    ("possibly", "moved", "added"): gettext_noop("possibly moved from"),
    ("probably", "renamed", "removed"): gettext_noop("probably renamed to"),
    ("probably", "renamed", "added"): gettext_noop("probably renamed from"),
    ("probably", "moved", "removed"): gettext_noop("probably moved to"),
    ("probably", "moved", "added"): gettext_noop("probably moved from"),
}
_PLACED: Final = re.compile(r"\{(\w+)\}")


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
    """Return the phrase for what happened to one keyword, in parts and in the reader's language;
    `show` writes the values.

    Several changes are told together: members that came to one set, or that left it.
    """
    show = show or shown
    first = changes[0]
    if not first.keyword:
        return filled(gettext((_PROPERTY if first.pointer else _WHOLE)[first.kind]))
    if first.whole:
        return _of_schema(first, show)
    if first.kind == "changed" and first.keyword in ANY_ORDER and _are_lists(first):
        told = gettext("{keyword} in another order")  # all else is told of its branches
        return filled(told, keyword=_keyword(first))
    if first.member:
        return _of_set(changes, show)
    return filled(
        gettext(_VALUE[first.kind]),
        keyword=_keyword(first),
        before=[Part(show(first.before), True)] if first.kind != "added" else [],
        after=[Part(show(first.after), True)] if first.kind != "removed" else [],
    )


def filled(template: str, **placed: Sequence[Part]) -> list[Part]:
    """Return the parts of a phrase: the words of `template`, and in its braces what is placed
    there.
    """
    found: list[Part] = []
    for index, text in enumerate(_PLACED.split(template)):
        if index % 2:
            found += placed[text]
        elif text.strip():
            found.append(Part(text.strip()))
    return found


def partner(counterpart: Counterpart, kind: str) -> str:
    """Return what a property that came or went (`kind`) may be: "possibly renamed to"."""
    return gettext(_PARTNERS[counterpart.certainty, counterpart.kind, kind])


def value(change: Told) -> JSON | Absent:
    """Return what came or went; of what has changed, the value after."""
    return change.before if isinstance(change.after, Absent) else change.after


def shown(value: JSON | Absent) -> str:
    """Return a value as JSON in one short line in which nothing hides or turns the text."""
    if isinstance(value, Absent):
        return gettext("nothing")
    if isinstance(value, str):  # cut first: a text may be long
        value = value[: _LONGEST + 1]
    text = json.dumps(value, ensure_ascii=False)
    if not text.isprintable():
        text = json.dumps(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _of_set(changes: Sequence[Told], show: Show) -> list[Part]:
    """Members that came to one set, or that left it."""
    first, number = changes[0], len(changes)
    values = [Part(show(value(each)), True) for each in changes[:FEW]]
    if number > FEW:
        values.append(Part(gettext("and {number} more").format(number=number - FEW)))
    if first.keyword == "required":
        return filled(ngettext(*_REQUIRED[first.kind], number), values=values)
    return filled(gettext(_MEMBERS[first.kind]), values=values, keyword=_keyword(first))


def _of_schema(change: Told, show: Show) -> list[Part]:
    """A whole subschema; which of several it is, is told by what it says or by its name."""
    *_, holder, last = ("", *split(change.pointer))
    keyword = _keyword(change)
    if holder != change.keyword:  # it is the only one there
        return filled(gettext(_ONLY_SCHEMA[change.kind]), keyword=keyword)
    name = [Part(_name(last), True)]
    if holder in DEFINITIONS:
        return filled(gettext(_DEFINITION[change.kind]), name=name)
    if not last.isdecimal():
        return filled(gettext(_NAMED_SCHEMA[change.kind]), keyword=keyword, name=name)
    if change.kind == "changed":
        return filled(
            gettext("{before} → {after} in {keyword}"),
            before=[Part(show(change.before), True)],
            after=[Part(show(change.after), True)],
            keyword=keyword,
        )
    return _of_set([change], show)


def _keyword(change: Told) -> list[Part]:
    return [Part(_name(change.keyword or ""), True)]


def _are_lists(change: Told) -> bool:
    return isinstance(change.before, list) and isinstance(change.after, list)


def _name(keyword: str) -> str:
    """A keyword, which may be any text, as it can be shown."""
    return keyword if keyword.isprintable() and len(keyword) <= _LONGEST else shown(keyword)
