"""Patterns that are no regular expressions, whoever reads them."""

import re
from typing import Final

# One piece after the other; what begins and does not end is no piece. Nothing is tried twice.
_PIECE: Final = re.compile(
    r"\\[\s\S]"  # an escape
    r"|\[(?:[^\]\\]|\\[\s\S])*\]"  # a class
    r"|\(\?(?:[:=!]|<[=!]|<\w+>)|\(\??"  # the beginning of a group of some kind
    r"|[^\[\\]"
)
_OPENING: Final = ("", "(", "|")  # after these, a quantifier has nothing to repeat


def is_broken(pattern: str) -> bool:
    """Tell whether a pattern is certainly none by ECMA-262: a bracket is left open or was never
    opened, a backslash ends it, or a quantifier has nothing to repeat.
    """
    depth, last, end = 0, "", 0
    while piece := _PIECE.match(pattern, end):
        text, end = piece.group(), piece.end()
        if text in ("*", "+", "?") and last in _OPENING:
            return True
        if text == ")":
            depth -= 1
            if depth < 0:
                return True
        is_group = text.startswith("(")
        depth += is_group
        last = "(" if is_group else text
    return depth > 0 or end < len(pattern)
