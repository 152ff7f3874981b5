"""The differences of Confluent Schema Registry for JSON Schema, read in November 2026 in
https://github.com/confluentinc/schema-registry (Difference.java, and the strict COMPATIBLE_CHANGES
of SchemaDiff.java). What it calls backward compatible is that all that was valid still is.
"""

from collections.abc import Iterator
from typing import Final

from portal.schema.impact.peers import reasons
from portal.schema.impact.peers.opinion import Opinion, Peer, Said
from portal.schema.impact.rule import Impact, Text

PEER: Final = Peer(
    name="confluent",
    title="Confluent Schema Registry",
    url="https://github.com/confluentinc/schema-registry",
    levels={Impact.BREAKING: "incompatible", Impact.SAFE: "compatible"},
)
_B, _S = Impact.BREAKING, Impact.SAFE

# Our rule, what it calls the difference, whether it is compatible, and why we differ.
_ROWS: Final[tuple[tuple[str, str, Impact, Text | None], ...]] = (
    ("property-added-open", "OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL", _B, reasons.OPTIONAL),
    ("property-added-unconstrained",
     "PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL", _S, None),
    ("property-added-closed", "OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL", _S, None),
    ("property-removed-open", "PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL", _S, reasons.IGNORED),
    ("property-removed-closed", "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", _B, None),
    ("required-added", "REQUIRED_ATTRIBUTE_ADDED", _B, None),
    ("required-removed", "REQUIRED_ATTRIBUTE_REMOVED", _S, None),
    ("type-widened", "TYPE_EXTENDED", _S, None),
    ("type-narrowed", "TYPE_NARROWED", _B, None),
    ("type-replaced", "TYPE_CHANGED", _B, None),
    ("enum-value-added", "ENUM_ARRAY_EXTENDED", _S, None),
    ("enum-value-removed", "ENUM_ARRAY_NARROWED", _B, None),
    ("values-replaced", "ENUM_ARRAY_CHANGED", _B, None),
    ("pattern-added", "PATTERN_ADDED", _B, None),
    ("pattern-changed", "PATTERN_CHANGED", _B, reasons.PATTERN_CHANGED),
    ("pattern-removed", "PATTERN_REMOVED", _S, None),
    ("multiple-of-added", "MULTIPLE_OF_ADDED", _B, None),
    ("multiple-of-to-multiple", "MULTIPLE_OF_EXPANDED", _B, None),
    ("multiple-of-to-divisor", "MULTIPLE_OF_REDUCED", _S, None),
    ("multiple-of-unrelated", "MULTIPLE_OF_CHANGED", _B, None),
    ("multiple-of-removed", "MULTIPLE_OF_REMOVED", _S, None),
    ("unique-items-on", "UNIQUE_ITEMS_ADDED", _B, None),
    ("unique-items-off", "UNIQUE_ITEMS_REMOVED", _S, None),
    ("prefix-item-added-open", "ITEM_ADDED_TO_OPEN_CONTENT_MODEL", _B, None),
    ("prefix-item-added-closed", "ITEM_ADDED_TO_CLOSED_CONTENT_MODEL", _S, None),
    ("prefix-item-removed-open", "ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL", _S, None),
    ("prefix-item-removed-closed", "ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL", _B, None),
    ("additional-properties-forbidden", "ADDITIONAL_PROPERTIES_REMOVED", _B, None),
    ("additional-properties-allowed", "ADDITIONAL_PROPERTIES_ADDED", _S, None),
    ("additional-properties-narrowed", "ADDITIONAL_PROPERTIES_NARROWED", _B, None),
    ("additional-properties-widened", "ADDITIONAL_PROPERTIES_EXTENDED", _S, None),
    ("additional-items-forbidden", "ADDITIONAL_ITEMS_REMOVED", _B, None),
    ("additional-items-allowed", "ADDITIONAL_ITEMS_ADDED", _S, None),
    ("additional-items-narrowed", "ADDITIONAL_ITEMS_NARROWED", _B, None),
    ("additional-items-widened", "ADDITIONAL_ITEMS_EXTENDED", _S, None),
    ("dependent-required-added", "DEPENDENCY_ARRAY_ADDED", _B, None),
    ("dependent-required-removed", "DEPENDENCY_ARRAY_REMOVED", _S, None),
    ("dependent-required-changed", "DEPENDENCY_ARRAY_CHANGED", _B, None),
    ("dependent-schema-added", "DEPENDENCY_SCHEMA_ADDED", _B, None),
    ("dependent-schema-removed", "DEPENDENCY_SCHEMA_REMOVED", _S, None),
    ("all-of-branch-added", "PRODUCT_TYPE_EXTENDED", _B, None),
    ("all-of-branch-removed", "PRODUCT_TYPE_NARROWED", _S, None),
    ("any-of-branch-added", "SUM_TYPE_EXTENDED", _S, None),
    ("any-of-branch-removed", "SUM_TYPE_NARROWED", _B, None),
    ("one-of-branch-added", "SUM_TYPE_EXTENDED", _S, reasons.OVERLAP),
    ("one-of-branch-added-disjoint", "SUM_TYPE_EXTENDED", _S, None),
    ("one-of-branch-removed", "SUM_TYPE_NARROWED", _B, reasons.OVERLAP),
    ("one-of-branch-removed-disjoint", "SUM_TYPE_NARROWED", _B, None),
    ("not-widened", "NOT_TYPE_EXTENDED", _B, None),
    ("not-narrowed", "NOT_TYPE_NARROWED", _S, None),
    ("default-changed", "DEFAULT_CHANGED", _S, reasons.DEFAULT),
    ("documentation-changed", "DESCRIPTION_CHANGED", _S, None),
    ("identifier-changed", "ID_CHANGED", _S, None),
)  # fmt: skip
_UPPER: Final = ("maximum", "max-length", "max-items", "max-properties")
_LOWER: Final = ("minimum", "min-length", "min-items", "min-properties")


def opinions() -> Iterator[Opinion]:
    """Yield what Confluent says of the changes that our rules judge."""
    for rule, difference, impact, why in (*_ROWS, *_limits()):
        yield Opinion(PEER.name, rule, Said(difference, impact), None, why)


def _limits() -> Iterator[tuple[str, str, Impact, None]]:
    for limits, raised, lowered in ((_UPPER, _S, _B), (_LOWER, _B, _S)):
        for limit in limits:
            theirs = limit.upper().replace("-", "_")
            yield f"{limit}-set", f"{theirs}_ADDED", _B, None
            yield f"{limit}-unset", f"{theirs}_REMOVED", _S, None
            yield f"{limit}-raised", f"{theirs}_INCREASED", raised, None
            yield f"{limit}-lowered", f"{theirs}_DECREASED", lowered, None
