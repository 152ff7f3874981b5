"""For each rule, how to draw a change that it has to judge."""

from typing import Final

from tests.schema.impact.proof.edits import (
    annotations,
    arrays,
    combinators,
    limits,
    objects,
    spellings,
    texts,
    values,
)
from tests.schema.impact.proof.edits.edit import Edit, Edits

__all__ = ["EDITS", "Edit", "Edits"]

EDITS: Final[Edits] = {
    **limits.EDITS,
    **values.EDITS,
    **texts.EDITS,
    **arrays.EDITS,
    **objects.EDITS,
    **combinators.EDITS,
    **annotations.EDITS,
    **spellings.EDITS,
}
