"""Keywords in one spelling, to be compared as they are read and not as they are written."""

from collections.abc import Iterable, Iterator
from typing import Final

from portal.schema.canonical import Encoder
from portal.schema.dialect import Dialect
from portal.schema.diff import ANY_ORDER
from portal.schema.facts import ANNOTATIONS, Subschema
from portal.schema.keywords import ROWS
from portal.schema.types import read_type
from portal.schema.value import JSON

# Facts that say nothing of values, or whose properties are compared by themselves.
_ELSEWHERE: Final = ANNOTATIONS | {
    *("anchors", "definitions", "dialect_uri", "identifier", "nullable", "pattern_properties"),
    "properties",
}
# Facts that a matrix shows by themselves.
_SHOWN: Final = _ELSEWHERE | {
    *("const", "enum", "format", "limits", "pattern", "references", "required_itself"),
    "types_served",
}
_ALLOWANCES: Final = frozenset(
    {"additional_items", "additional_properties", "items", "unevaluated_items"}
    | {"unevaluated_properties"}
)


class AsRead(Encoder):
    """Writes the canonical form of what a subschema says of values.

    Annotations and what a vendor adds are left out, so are the properties that it declares, and
    what allows everything. `type` is as read, a constant is an enum of one, branches have no order.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self._rows = ROWS[dialect.name]

    def rest(self, facts: Subschema, *, with_items: bool) -> Iterator[tuple[str, str]]:
        """Yield the keywords of a subschema that a matrix doesn't show by themselves."""
        if isinstance(facts.served, bool):
            return
        for reference in facts.references:
            if reference.target is None:
                yield reference.keyword, self._plain(reference.text)
        others = [each for each in facts.served.items() if not self._is_shown(*each, with_items)]
        for keyword, value in self._said(facts.served, others).items():
            yield keyword, self.keyword(keyword, value)

    def _is_shown(self, keyword: str, value: JSON, with_items: bool) -> bool:
        if keyword == "items":
            return isinstance(value, dict) and not with_items
        row = self._rows.get(keyword)
        return row is None or row.fact in _SHOWN

    def schema(self, value: JSON) -> str:
        """Return the form of a subschema."""
        if not isinstance(value, dict):
            return "{}" if value is True else super().schema(value)
        return super().schema(self._said(value, value.items()))

    def keyword(self, keyword: str, value: JSON) -> str:
        """Return the form of what a keyword holds."""
        if keyword in ANY_ORDER and isinstance(value, list):
            return f"[{','.join(sorted(self.members(keyword, value)))}]"
        return super().keyword(keyword, value)

    def _said(
        self, schema: dict[str, JSON], keywords: Iterable[tuple[str, JSON]]
    ) -> dict[str, JSON]:
        """Return those keywords of a schema that say something of values, as read."""
        said: dict[str, JSON] = {}
        for keyword, value in keywords:
            row = self._rows.get(keyword)
            if row is None or row.fact in _ELSEWHERE:
                continue
            if row.fact in _ALLOWANCES and self.keyword(keyword, value) == "{}":
                continue
            match keyword:
                case "const" if "enum" not in schema:
                    said["enum"] = [value]
                case "required" if isinstance(value, list):
                    if names := _undeclared(value, schema.get("properties")):
                        said[keyword] = names
                case "type":
                    said[keyword] = self._types(value, schema.get("nullable"))
                case _:
                    said[keyword] = value
        return said

    def _types(self, value: JSON, nullable: JSON) -> JSON:
        read = read_type(value, "", self.dialect)
        if read.unions or not read.types:
            return value
        return [*read.types, "null"] if nullable is True else list(read.types)


def _undeclared(names: list[JSON], declared: JSON) -> list[JSON]:
    """The names that no property shows as required."""
    return [each for each in names if not isinstance(declared, dict) or each not in declared]
