"""Sparse answers: `fields=name,current.digest` leaves everything else out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from portal.api.parameters import Parameter, bad

FIELDS = Parameter(
    "fields",
    "Only these members, with commas between; one inside another after a dot, as in "
    "name,captures.first; those of each row in a list. All others are missing then, also those "
    "that are described as required.",
)
_Tree = dict[str, "_Tree"]


def members(answer: Any) -> tuple[str, ...]:
    """The names of what a serializer says, or of each row where it says a list."""
    said = answer() if isinstance(answer, type) else answer
    if isinstance(said, serializers.Serializer):
        said = said.fields.get("results", said)
    row = said.child if isinstance(said, serializers.ListSerializer) else said
    return tuple(row.fields) if isinstance(row, serializers.Serializer) else ()


def chosen(data: Any, fields: str, known: Iterable[str]) -> Any:
    """What a serializer said, or a page of a list, with the members in `fields` alone.

    `known` are those that there are (`members`). Raises Problem: there is none of a name.
    """
    tree = _tree(fields)
    _check(tree, known)
    if "results" in data:
        return {**data, "results": [_picked(row, tree) for row in data["results"]]}
    return _picked(data, tree)


def _tree(fields: str) -> _Tree:
    tree: _Tree = {}
    for each in fields.split(","):
        inside = tree
        for name in each.strip().split("."):
            inside = inside.setdefault(name, {})
    return tree


def _check(tree: _Tree, known: Iterable[str]) -> None:
    """Refuse a name that there is not; who misspells one should not be given less instead."""
    for name in tree:
        if name not in known:
            detail = _("There is no member %(name)r here; there are: %(known)s.")
            told = {"name": name, "known": ", ".join(sorted(known))}
            raise bad(FIELDS.name, detail % told, known=sorted(known))


def _picked(value: Any, tree: _Tree) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_picked(each, tree) for each in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _picked(value[name], inside) for name, inside in tree.items() if name in value}
