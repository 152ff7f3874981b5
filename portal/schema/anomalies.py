"""What is not as the dialect says, and how it was read all the same."""

from dataclasses import dataclass
from typing import Final

# By code, the sentence that gives the reason. The codes are stable, the sentences are not.
MOST_PER_KEYWORD = 100  # nobody reads a million sentences

REASONS: Final = {
    "keyword-form": "{name} must be {form}, not {served}; ignored",
    "type-spelling": "{served} is not a JSON Schema type; read as {read}",
    "type-unknown": "{served} is not a type in {dialect}; ignored",
    "boolean-schema": "{dialect} has no schemas that are true or false; read as later drafts do",
    "dialect-unknown": "{served} is no known dialect; read as {dialect}",
    "default-type": "The default {served} is not of type {types}",
    "enum-empty": "An empty enum allows no value at all",
    "member-twice": "{served} is listed more than once",
    "and-more": "{count} more entries of {name} are odd; not listed",
    "no-effect": "{name} means nothing without {other}; ignored",
    "beside-reference": "{name} does not count beside $ref in {dialect}; ignored",
    "reference-broken": "{served} leads to no schema in this document",
    "reference-external": "{served} leads out of this document; it is not followed",
}


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One anomaly: where it is, its `code` (a key of REASONS) and its reason, for people."""

    pointer: str
    code: str
    reason: str


def anomaly(code: str, pointer: str, **details: str) -> Anomaly:
    """Return an anomaly with its reason; `details` are what the reason has in braces."""
    return Anomaly(pointer, code, REASONS[code].format(**details))
