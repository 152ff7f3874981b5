"""The changes of Sentry's json-schema-diff, read in November 2026 in src/types.rs of
https://github.com/getsentry/json-schema-diff. What it calls breaking is that some value that was
valid no longer is.
"""

from collections.abc import Iterator
from typing import Final

from portal.schema.impact.peers import reasons
from portal.schema.impact.peers.opinion import Opinion, Peer, Said
from portal.schema.impact.rule import Impact, Text

PEER: Final = Peer(
    name="json-schema-diff",
    title="json-schema-diff (Sentry)",
    url="https://github.com/getsentry/json-schema-diff",
    levels={Impact.BREAKING: "breaking", Impact.SAFE: "not breaking"},
)
_B, _S = Impact.BREAKING, Impact.SAFE

# Our rule, what it calls the change, whether it is breaking, and why we differ.
_ROWS: Final[tuple[tuple[str, str, Impact, Text | None], ...]] = (
    ("type-widened", "TypeAdd", _S, None),
    ("type-narrowed", "TypeRemove", _B, None),
    ("null-added", "TypeAdd", _S, None),
    ("null-removed", "TypeRemove", _B, None),
    ("property-added-open", "PropertyAdd", _B, reasons.OPTIONAL),
    ("property-added-closed", "PropertyAdd", _S, None),
    ("property-removed-open", "PropertyRemove", _S, reasons.IGNORED),
    ("property-removed-closed", "PropertyRemove", _B, None),
    ("required-added", "RequiredAdd", _B, None),
    ("required-removed", "RequiredRemove", _S, None),
    ("const-added", "ConstAdd", _B, None),
    ("const-removed", "ConstRemove", _S, None),
    ("format-added", "FormatAdd", _B, None),
    ("format-removed", "FormatRemove", _S, None),
    ("format-changed", "FormatChange", _B, None),
    ("pattern-added", "PatternAdd", _B, None),
    ("pattern-removed", "PatternRemove", _S, None),
    ("pattern-changed", "PatternChange", _B, reasons.PATTERN_CHANGED),
    ("min-length-set", "MinLengthAdd", _B, None),
    ("min-length-unset", "MinLengthRemove", _S, None),
    ("min-length-raised", "MinLengthChange", _B, None),
    ("min-length-lowered", "MinLengthChange", _S, None),
    ("max-length-set", "MaxLengthAdd", _B, None),
    ("max-length-unset", "MaxLengthRemove", _S, None),
    ("max-length-raised", "MaxLengthChange", _S, None),
    ("max-length-lowered", "MaxLengthChange", _B, None),
    ("minimum-set", "RangeAdd", _B, None),
    ("minimum-unset", "RangeRemove", _S, None),
    ("minimum-raised", "RangeChange", _B, None),
    ("minimum-lowered", "RangeChange", _S, None),
    ("maximum-set", "RangeAdd", _B, None),
    ("maximum-unset", "RangeRemove", _S, None),
    ("maximum-raised", "RangeChange", _S, None),
    ("maximum-lowered", "RangeChange", _B, None),
)


def opinions() -> Iterator[Opinion]:
    """Yield what json-schema-diff says of the changes that our rules judge."""
    for rule, change, impact, why in _ROWS:
        yield Opinion(PEER.name, rule, Said(change, impact), None, why)
