"""What can be told of a pattern without handing it to a regular expression engine.

Patterns are hostile until proven otherwise. Those that are read here are regular in the strict
sense (no look-around, no back-references), and every step is counted: what takes too many is not
told.
"""

from portal.schema.impact.local.patterns.broken import is_broken
from portal.schema.impact.local.patterns.inclusion import includes
from portal.schema.impact.local.patterns.matching import matches
from portal.schema.impact.local.patterns.texts import counters, samples

__all__ = ["counters", "includes", "is_broken", "matches", "samples"]
