"""Whom a change breaks: facts, judged by a table of rules.

`compare` gives every change a verdict, `rules.RULES` and `contexts.CONTEXTS` are the table.
"""

from portal.schema.impact.judge import compare
from portal.schema.impact.rule import Context, Impact, Rule, Text, worst
from portal.schema.impact.verdict import Counterpart, Judged, Verdict

__all__ = [
    "Context",
    "Counterpart",
    "Impact",
    "Judged",
    "Rule",
    "Text",
    "Verdict",
    "compare",
    "worst",
]
