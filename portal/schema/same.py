"""Looking ahead, fast: whether two JSON values are the same, or one holds a name."""

from marshal import dumps
from typing import Any, Final

from portal.schema.value import JSON, Absent

_FAST: Final = 4  # marshal's fastest format; what it writes depends on which texts are one object
_PLAIN: Final = 2  # its last one where it does not


def same(these: JSON | Absent, those: JSON | Absent) -> bool:
    """Tell whether two values are equal, whatever the order of members.

    If not, they may still be equal in canonical form. `==` alone is not enough, since to Python
    True == 1; what tells these apart takes longer where values differ.
    """
    return these is those or (these == those and really(these, those))


def really(these: Any, those: Any) -> bool:
    """Tell whether two values that Python takes for equal are."""
    return (
        isinstance(these, str)
        or dumps(these, _FAST) == dumps(those, _FAST)
        or dumps(these, _PLAIN) == dumps(those, _PLAIN)
        or not _confused(these, those)  # their members are in another order
    )


def _confused(these: Any, those: Any) -> bool:
    """Tell whether of two such values one says true where the other says 1."""
    pending = [(these, those)]
    while pending:
        this, that = pending.pop()
        if isinstance(this, dict):
            pending += [
                (held, that[name]) for name, held in this.items() if not isinstance(held, str)
            ]
        elif isinstance(this, list):
            pending += [pair for pair in zip(this, that, strict=True) if pair[0] is not pair[1]]
        elif isinstance(this, bool) is not isinstance(that, bool):
            return True
    return False


def mentions(value: JSON, *names: str) -> bool:
    """Tell whether one of some names stands anywhere in a value, if only as a part of a text."""
    held: Any = value
    written = dumps(held, _FAST)
    return any(name.encode() in written for name in names)
