"""oasdiff's table of rules, read in November 2026 in checker/rules.go of
https://github.com/oasdiff/oasdiff: the checks for properties in a body, with the level that each
has unless it is configured.
"""

from collections.abc import Iterator
from typing import Final

from portal.schema.impact.peers import reasons
from portal.schema.impact.peers.opinion import Opinion, Peer, Said
from portal.schema.impact.rule import Impact, Text

PEER: Final = Peer(
    name="oasdiff",
    title="oasdiff",
    url="https://github.com/oasdiff/oasdiff",
    levels={Impact.BREAKING: "error", Impact.WARNING: "warning", Impact.SAFE: "info"},
)
_B, _W, _S = Impact.BREAKING, Impact.WARNING, Impact.SAFE
_Row = tuple[str, str, Impact | None, str, Impact | None, Text | None]

# Our rule; their check for requests and what it says; the same for responses; why we differ.
_OASDIFF: Final[tuple[_Row, ...]] = (
    ("property-added-open", "new-optional-request-property", _S,
     "response-optional-property-added", _S, reasons.OPEN),
    ("property-added-unconstrained", "new-optional-request-property", _S,
     "response-optional-property-added", _S, None),
    ("property-added-closed", "new-optional-request-property", _S,
     "response-optional-property-added", _S, reasons.STRICT),
    ("property-removed-open", "request-property-removed", _W,
     "response-optional-property-removed", _S, reasons.GONE),
    ("property-removed-closed", "request-property-removed", _W,
     "response-optional-property-removed", _S, reasons.CLOSED),
    ("property-removed-required", "request-property-removed", _W,
     "response-required-property-removed", _B, None),
    ("property-removed-required-closed", "request-property-removed", _W,
     "response-required-property-removed", _B, reasons.CLOSED),
    ("required-added", "request-property-became-required", _B,
     "response-property-became-required", _S, None),
    ("required-removed", "request-property-became-optional", _S,
     "response-property-became-optional", _B, None),
    ("type-replaced", "request-property-type-changed", _B,
     "response-property-type-changed", _B, None),
    ("format-changed", "request-property-type-changed", _B,
     "response-property-type-changed", _B, None),
    ("enum-introduced", "request-property-became-enum", _B, "", None, None),
    ("pattern-generalized", "request-property-pattern-generalized", _S, "", None, None),
    ("multiple-of-to-divisor", "request-property-multiple-of-generalized", _S,
     "response-property-multiple-of-changed", _B, None),
    ("multiple-of-to-multiple", "request-property-multiple-of-changed", _B,
     "response-property-multiple-of-specialized", _S, None),
    ("unique-items-on", "request-property-unique-items-set", _B, "", None, None),
    ("unique-items-off", "request-property-unique-items-unset", _S,
     "response-property-unique-items-unset", _B, None),
    ("read-only-on", "request-optional-property-became-read-only", _S,
     "response-optional-property-became-read-only", _S, reasons.READ_ONLY),
    ("read-only-off", "request-optional-property-became-not-read-only", _S,
     "response-optional-property-became-not-read-only", _S, None),
    ("write-only-on", "request-optional-property-became-write-only", _S,
     "response-optional-property-became-write-only", _S, reasons.WRITE_ONLY),
    ("write-only-off", "request-optional-property-became-not-write-only", _S,
     "response-optional-property-became-not-write-only", _S, reasons.WRITE_ONLY),
)  # fmt: skip

# Where their checks are called the same on both sides, but for "request-" and "response-".
_ALIKE: Final[tuple[tuple[str, str, Impact | None, Impact | None, Text | None], ...]] = (
    ("type-widened", "property-list-of-types-widened", _S, _B, None),
    ("type-narrowed", "property-list-of-types-narrowed", _B, _S, None),
    ("null-added", "property-became-nullable", _S, _B, None),
    ("null-removed", "property-became-not-nullable", _B, _S, None),
    ("enum-value-added", "property-enum-value-added", _S, _W, None),
    ("enum-value-removed", "property-enum-value-removed", _B, _S, None),
    ("const-added", "property-const-added", _B, _S, None),
    ("const-changed", "property-const-changed", _B, _B, None),
    ("const-removed", "property-const-removed", _S, _B, None),
    ("pattern-added", "property-pattern-added", _B, _S, None),
    ("pattern-changed", "property-pattern-changed", _W, _W, None),
    ("pattern-removed", "property-pattern-removed", _S, _B, reasons.PATTERN),
    ("content-changed", "property-content-media-type-changed", _B, _B, reasons.CONTENT),
    ("multiple-of-added", "property-multiple-of-set", _B, _S, None),
    ("multiple-of-unrelated", "property-multiple-of-changed", _B, _B, None),
    ("multiple-of-removed", "property-multiple-of-unset", _S, _B, None),
    ("prefix-item-added-open", "property-prefix-items-added", _S, _B, reasons.PREFIX),
    ("prefix-item-added-closed", "property-prefix-items-added", _S, _B, None),
    ("prefix-item-removed-open", "property-prefix-items-removed", _B, _S, reasons.PREFIX),
    ("prefix-item-removed-closed", "property-prefix-items-removed", _B, _S, None),
    ("contains-added", "property-contains-added", _B, _S, None),
    ("contains-removed", "property-contains-removed", _S, _B, None),
    ("min-contains-raised", "property-min-contains-increased", _B, _S, None),
    ("min-contains-lowered", "property-min-contains-decreased", _S, _B, None),
    ("max-contains-raised", "property-max-contains-increased", _S, _B, None),
    ("max-contains-lowered", "property-max-contains-decreased", _B, _S, None),
    ("max-contains-set", "property-max-contains-set", _B, _S, None),
    ("max-contains-unset", "property-max-contains-unset", _S, _B, None),
    ("unevaluated-items-added", "property-unevaluated-items-added", _B, _S, None),
    ("unevaluated-items-removed", "property-unevaluated-items-removed", _S, _B, None),
    ("unevaluated-properties-added", "property-unevaluated-properties-added", _B, _S, None),
    ("unevaluated-properties-removed", "property-unevaluated-properties-removed", _S, _B, None),
    ("pattern-property-added", "property-pattern-property-added", _B, _S, None),
    ("pattern-property-removed", "property-pattern-property-removed", _S, _B, None),
    ("property-names-added", "property-property-names-added", _B, _S, None),
    ("property-names-removed", "property-property-names-removed", _S, _B, None),
    ("dependent-required-added", "property-dependent-required-added", _B, _S, None),
    ("dependent-required-removed", "property-dependent-required-removed", _S, _B, None),
    ("dependent-required-changed", "property-dependent-required-changed", _B, _B, None),
    ("dependent-schema-added", "property-dependent-schema-added", _B, _S, None),
    ("dependent-schema-removed", "property-dependent-schema-removed", _S, _B, None),
    ("all-of-branch-added", "property-all-of-added", _B, _S, None),
    ("all-of-branch-removed", "property-all-of-removed", _S, _B, None),
    ("any-of-branch-added", "property-any-of-added", _S, _B, None),
    ("any-of-branch-removed", "property-any-of-removed", _B, _S, None),
    ("one-of-branch-added", "property-one-of-added", _S, _B, reasons.OVERLAP),
    ("one-of-branch-added-disjoint", "property-one-of-added", _S, _B, None),
    ("one-of-branch-removed", "property-one-of-removed", _B, _S, reasons.OVERLAP),
    ("one-of-branch-removed-disjoint", "property-one-of-removed", _B, _S, None),
    ("condition-added", "property-if-added", _B, _S, None),
    ("condition-removed", "property-if-removed", _S, _B, None),
    ("default-changed", "property-default-value-changed", _S, _S, reasons.DEFAULT),
    ("maximum-lowered", "property-max-decreased", _B, None, None),
    ("maximum-raised", "property-max-increased", _S, _B, None),
    ("minimum-lowered", "property-min-decreased", _S, _B, None),
    ("minimum-raised", "property-min-increased", _B, None, None),
    ("max-length-lowered", "property-max-length-decreased", _B, None, None),
    ("max-length-raised", "property-max-length-increased", _S, _B, None),
    ("min-length-lowered", "property-min-length-decreased", _S, _B, None),
    ("min-length-raised", "property-min-length-increased", _B, None, None),
    ("max-items-lowered", "property-max-items-decreased", _B, None, None),
    ("max-items-raised", "property-max-items-increased", _S, _B, None),
    ("min-items-lowered", "property-min-items-decreased", None, _B, None),
    ("min-items-raised", "property-min-items-increased", _B, None, None),
    ("max-properties-lowered", "property-max-properties-decreased", _B, None, None),
    ("max-properties-raised", "property-max-properties-increased", _S, _B, None),
    ("min-properties-lowered", "property-min-properties-decreased", None, _B, None),
    ("min-properties-raised", "property-min-properties-increased", _B, None, None),
)
# Made by a rule of theirs for each limit: set narrows, unset widens.
_LIMITS: Final = {
    "maximum": "max", "minimum": "min", "max-length": "max-length", "min-length": "min-length",
    "max-items": "max-items", "min-items": "min-items", "max-properties": "max-properties",
    "min-properties": "min-properties",
}  # fmt: skip


def opinions() -> Iterator[Opinion]:
    """Yield what oasdiff says of the changes that our rules judge."""
    for rule, request, asked, response, answered, why in _OASDIFF:
        yield Opinion(PEER.name, rule, _said(request, asked), _said(response, answered), why)
    for rule, check, asked, answered, why in _ALIKE:
        sides = _said(f"request-{check}", asked), _said(f"response-{check}", answered)
        yield Opinion(PEER.name, rule, *sides, why)
    for rule, limit in _LIMITS.items():
        for way, check, asked, answered in (("set", "set", _B, _S), ("unset", "unset", _S, _B)):
            said = f"property-{limit}-{check}"
            sides = Said(f"request-{said}", asked), Said(f"response-{said}", answered)
            yield Opinion(PEER.name, f"{rule}-{way}", *sides)


def _said(check: str, impact: Impact | None) -> Said | None:
    return None if impact is None else Said(check, impact)
