"""Making the one document of the other, by its changes alone."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from portal.schema.canonical import encode
from portal.schema.change import Change
from portal.schema.dialect import Dialect
from portal.schema.diff import ANY_ORDER
from portal.schema.pointer import join, split
from portal.schema.value import ABSENT


def apply(document: Any, changes: Iterable[Change], dialect: Dialect) -> Any:
    """Return a document with all changes of a diff() from it; equal in canonical form to what it
    was compared with, in the same dialect.
    """
    return _Application(changes, dialect).subschema(document, "")


class _Application:
    """Changes, found by where they are."""

    def __init__(self, changes: Iterable[Change], dialect: Dialect) -> None:
        self.dialect = dialect
        self.whole: dict[str, Change] = {}
        self.of_keywords: dict[tuple[str, str], list[Change]] = defaultdict(list)
        self.touched: dict[str, set[str]] = defaultdict(set)  # the next tokens, by pointer
        for change in changes:
            tokens = split(change.pointer)
            if change.whole:
                self.whole[change.pointer] = change
            else:
                assert change.keyword is not None
                self.of_keywords[change.pointer, change.keyword].append(change)
                tokens = (*tokens, change.keyword)
            for end, token in enumerate(tokens):
                self.touched[join("", *tokens[:end])].add(token)

    def subschema(self, value: Any, pointer: str) -> Any:
        if pointer in self.whole:
            return self.whole[pointer].after
        if not isinstance(value, dict) or pointer not in self.touched:
            return value
        keywords = [*value, *(self.touched[pointer] - value.keys())]
        changed = {
            keyword: self.keyword(value.get(keyword, ABSENT), pointer, keyword)
            for keyword in keywords
        }
        return {keyword: held for keyword, held in changed.items() if held is not ABSENT}

    def keyword(self, value: Any, pointer: str, keyword: str) -> Any:
        changes = self.of_keywords.get((pointer, keyword), [])
        at = join(pointer, keyword)
        if any(change.member for change in changes):
            return self.members(value, keyword, changes)
        is_reordered = keyword in ANY_ORDER and changes and changes[0].kind == "changed"
        if changes and (is_reordered or not self.touched[at]):
            return changes[0].after  # what differs inside was told as well
        if at in self.whole:
            return self.whole[at].after
        if not self.touched[at]:
            return value
        return self.held(value, at, keyword, changes)

    def held(self, value: Any, at: str, keyword: str, changes: list[Change]) -> Any:
        """What a keyword holds, whose entries differ."""
        if keyword in self.dialect.in_map and not isinstance(value, list):
            old = {} if value is ABSENT else value
            names = [*old, *(self.touched[at] - old.keys())]
            made = {name: self.subschema(old.get(name, ABSENT), join(at, name)) for name in names}
            new: Any = {name: entry for name, entry in made.items() if entry is not ABSENT}
        elif isinstance(value, dict | bool):
            return self.subschema(value, at)
        else:
            new = self.array([] if value is ABSENT else value, at)
        return new or (changes[0].after if changes else ABSENT)

    def array(self, value: list[Any], at: str) -> list[Any]:
        """Branches keep their order; those that have changed stand where they stood."""
        indexes = set(map(int, self.touched[at]))
        changed = {
            index: self.subschema(value[index] if index < len(value) else ABSENT, join(at, index))
            for index in indexes
        }
        gone = {index for index, entry in changed.items() if entry is ABSENT}
        come = {index for index in changed if self._has_come(join(at, index))}
        kept = [entry for index, entry in enumerate(value) if index not in indexes - come]
        total = len(kept) + len(indexes - gone)
        rest = iter(kept)
        return [
            changed[index] if index in indexes and index not in gone else next(rest)
            for index in range(total)
        ]

    def _has_come(self, pointer: str) -> bool:
        return pointer in self.whole and self.whole[pointer].kind == "added"

    def members(self, value: Any, keyword: str, changes: list[Change]) -> Any:
        """A set with the members that came and without those that went."""
        old = [value] if isinstance(value, str) else value
        gone = [self._mark(change.before) for change in changes if change.kind == "removed"]
        new = [member for member in old if self._mark(member) not in gone]
        new += [change.after for change in changes if change.kind == "added"]
        names = set(map(self._mark, new))
        if keyword == "type" and len(names) == 1 and isinstance(new[0], str):
            return new[0]
        return new

    def _mark(self, member: Any) -> str:
        return encode(member)
