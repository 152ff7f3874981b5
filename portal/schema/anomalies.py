"""What is not as the dialect says, and how it was read all the same."""

from dataclasses import dataclass
from typing import Final

from portal.sentence import Sentence, gettext_noop

# By code, the sentence that gives the reason. The codes are stable, the sentences are not.
MOST_PER_KEYWORD = 100  # nobody reads a million sentences

REASONS: Final = {
    "keyword-form": gettext_noop("{name} must be {form}, not {served}; ignored"),
    "type-spelling": gettext_noop("{served} is not a JSON Schema type; read as {read}"),
    "type-unknown": gettext_noop("{served} is not a type in {dialect}; ignored"),
    "boolean-schema": gettext_noop(
        "{dialect} has no schemas that are true or false; read as later drafts do"
    ),
    "dialect-unknown": gettext_noop("{served} is no known dialect; read as {dialect}"),
    "default-type": gettext_noop("The default {served} is not of type {types}"),
    "enum-empty": gettext_noop("An empty enum allows no value at all"),
    "member-twice": gettext_noop("{served} is listed more than once"),
    "and-more": gettext_noop("{count} more entries of {name} are odd; not listed"),
    "no-effect": gettext_noop("{name} means nothing without {other}; ignored"),
    "beside-reference": gettext_noop("{name} does not count beside $ref in {dialect}; ignored"),
    "reference-broken": gettext_noop("{served} leads to no schema in this document"),
    "reference-external": gettext_noop("{served} leads out of this document; it is not followed"),
}


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One anomaly: where it is, its `code` (a key of REASONS) and its reason, for people."""

    pointer: str
    code: str
    reason: Sentence


def anomaly(code: str, pointer: str, **details: str) -> Anomaly:
    """Return an anomaly with its reason; `details` are what the reason has in braces."""
    return Anomaly(pointer, code, Sentence(REASONS[code], **details))
