"""`pattern`, `format`, and what is inside a text."""

from typing import Any, Final

from tests.schema.impact.proof.draw import Draw
from tests.schema.impact.proof.edits.edit import Edits, States, allowing, beside, mirrored
from tests.schema.impact.proof.vocabulary import FORMATS, PATTERNS

# Every text that matches the first matches the second, as one can see from how they are written.
_GENERAL: Final = (
    ("^ab", "^a"), ("ab$", "b$"), ("^a$", "^a"), ("^a$", "a$"), ("^ab", "ab"), ("^a$", "a"),
    ("ab$", "ab"), ("^a", "a"), ("^a$", ""), ("^[0-9]+$", "^[0-9]*$"), ("a", ".*"), ("^a$", "^.*$"),
    ("^[a-c]+$", "^[a-z]+$"), ("^(a|b)$", "^(a|b|c)$"), ("^.{2,3}$", "^.{1,4}$"), ("^a*$", ""),
)  # fmt: skip
# What matches the first matches the second, and the other way round.
_SAME: Final = (
    ("^[0-9]+$", "^\\d+$"), ("[0-9]", "\\d"), ("^[abc]$", "^[a-c]$"), ("^a+$", "^a{1,}$"),
    ("^a?b", "^a{0,1}b"), ("^\\w$", "^[A-Za-z0-9_]$"), ("a$", "[a]$"),
)  # fmt: skip
_WIDER: Final = (
    ("uri", "uri-reference"), ("email", "idn-email"), ("hostname", "idn-hostname"), ("uri", "iri"),
    ("uri-reference", "iri-reference"), ("iri", "iri-reference"),
)  # fmt: skip
_CONTENT: Final[tuple[dict[str, Any], ...]] = (
    {"contentEncoding": "base64"},
    {"contentMediaType": "application/json"},
    {"contentEncoding": "base64", "contentMediaType": "application/json"},
    {"contentMediaType": "application/json", "contentSchema": {"type": "object"}},
)


def _pattern_added(draw: Draw) -> States | None:
    return beside(allowing(draw, "string"), {}, {"pattern": draw.one(*PATTERNS)})


def _pattern_changed(draw: Draw) -> States | None:
    one, other = draw.random.sample(PATTERNS, 2)
    return beside(allowing(draw, "string"), {"pattern": one}, {"pattern": other})


def _pattern_generalized(draw: Draw) -> States | None:
    one, other = draw.one(*_GENERAL)
    return beside(allowing(draw, "string"), {"pattern": one}, {"pattern": other})


def _pattern_respelled(draw: Draw) -> States | None:
    same = draw.one(*_SAME)
    if draw.dialect.name == "draft3" and "\\" in repr(same):
        return None  # its validator takes digits and letters of all the world
    one, other = draw.random.sample(same, 2)
    return beside(allowing(draw, "string"), {"pattern": one}, {"pattern": other})


def _formats(draw: Draw) -> list[str]:
    return [name for name in FORMATS if name != "x-unknown"]


def _format_added(draw: Draw) -> States | None:
    return beside(allowing(draw, "string"), {}, {"format": draw.one(*_formats(draw))})


def _format_changed(draw: Draw) -> States | None:
    one, other = draw.random.sample(_formats(draw), 2)
    return beside(allowing(draw, "string"), {"format": one}, {"format": other})


def _format_generalized(draw: Draw) -> States | None:
    one, other = draw.one(*_WIDER)
    return beside(allowing(draw, "string"), {"format": one}, {"format": other})


def _format_unknown(draw: Draw) -> States | None:
    unknown = {"format": draw.one("x-unknown", "int64", "password")}
    known = draw.one({}, {"format": draw.one(*_formats(draw))})
    states = draw.one((known, unknown), (unknown, known))
    return beside(allowing(draw, "string"), *states)


def _content(draw: Draw) -> States | None:
    one, other = draw.random.sample(({}, *_CONTENT), 2)
    if not draw.knows(*one, *other):
        return None
    return beside(allowing(draw, "string"), one, other)


EDITS: Final[Edits] = {
    **mirrored("pattern-added", "pattern-removed", _pattern_added),
    "pattern-changed": _pattern_changed,
    "pattern-respelled": _pattern_respelled,
    **mirrored("pattern-generalized", "pattern-specialized", _pattern_generalized),
    **mirrored("format-added", "format-removed", _format_added),
    "format-changed": _format_changed,
    **mirrored("format-generalized", "format-specialized", _format_generalized),
    "format-unknown": _format_unknown,
    "content-changed": _content,
}
