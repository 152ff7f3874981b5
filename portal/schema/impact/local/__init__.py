"""What each change in one subschema means, from what stands in this subschema on both sides."""

from portal.schema.impact.local.judging import shortly, verdicts

__all__ = ["shortly", "verdicts"]
