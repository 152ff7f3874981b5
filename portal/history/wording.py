"""One change in a line of words, as lists, exports and the command line tell it."""

import json
from typing import Protocol

from portal.schema.value import ABSENT, JSON, Absent

_LONGEST = 60  # characters of a value


class Told(Protocol):
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


def phrase(change: Told) -> str:
    """Return what happened, without where: "maxLength 255 → 128", "vhdx added to enum"."""
    if not change.keyword:
        return {"added": "property added", "removed": "property removed"}.get(
            change.kind, "property replaced"
        )
    value = shown(change.before if change.after is ABSENT else change.after)
    if change.member and change.keyword == "required":
        return f"{value} {'is now' if change.kind == 'added' else 'is no longer'} required"
    if change.member:
        way = "added to" if change.kind == "added" else "removed from"
        return f"{value} {way} {change.keyword}"
    if change.kind == "changed":
        return f"{change.keyword} {shown(change.before)} → {value}"
    return f"{change.keyword} {value} {'set' if change.kind == 'added' else 'removed'}"


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
