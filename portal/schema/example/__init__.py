"""Values that a subschema is likely to take, made from what it says; the most telling ones first.

They are guesses, good ones, made in a bounded number of steps and always the same. Whether each is
valid, the engine has to say (portal.validation.batch).
"""

from portal.schema.example.making import MOST, Examples

__all__ = ["MOST", "Examples"]
