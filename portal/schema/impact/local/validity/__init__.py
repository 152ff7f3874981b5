"""Whether a value is valid, as far as it is certain: without running a pattern."""

from portal.schema.impact.local.validity.validity import Validity

__all__ = ["Validity"]
