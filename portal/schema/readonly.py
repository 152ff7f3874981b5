"""Properties that only the server sets, as JSON Schema says it and as OpenStack wrote it."""

import re

from portal.schema.facts import ReadOnly

# Glance before 15.0 and Huawei Cloud IMS: "Status of the image (READ-ONLY)".
_MARK = re.compile(r"\(\s*read[\s-]?only\s*\)", re.IGNORECASE)


def read_only(keyword: bool, description: str | None) -> ReadOnly | None:
    """Return from where a property is known to be read-only, or None if it is not.

    `keyword` is what `readOnly` says; `description` is None where its dialect has no such prose.
    """
    marked = description is not None and says_so(description)
    known_from = ("keyword",) * keyword + ("description",) * marked
    return ReadOnly(known_from) if known_from else None


def says_so(description: str) -> bool:
    """Tell whether a description has the mark of a read-only property."""
    return "(" in description and _MARK.search(description) is not None
