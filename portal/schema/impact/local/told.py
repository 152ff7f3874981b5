"""From a rule, and what is known of who loses values by the change, to a verdict."""

from functools import lru_cache
from typing import Final

from portal.schema.impact.local.certainty import Certainty
from portal.schema.impact.rule import Impact, Side
from portal.schema.impact.rules import RULES
from portal.schema.impact.verdict import Verdict

MASKED: Final = "masked"
_HARMS: Final = frozenset({Impact.BREAKING, Impact.WARNING})


@lru_cache(maxsize=4096)
def told(
    rule: str,
    request: Certainty = True,
    response: Certainty = True,
    idle: str = "keyword-without-effect",
) -> Verdict:
    """Return the verdict of a rule.

    `request` and `response` tell whether there is a value that shows what the rule says of this
    side. Where there is none on any side, the verdict is that of the rule `idle`; where it cannot
    be told, breaking becomes a warning, as what stands beside it may mask the change.
    """
    sides = RULES[rule].request, RULES[rule].response
    shown = request, response
    harmed = [is_shown for side, is_shown in zip(sides, shown, strict=True) if _harms(side)]
    if harmed and all(is_shown is False for is_shown in harmed):
        rule, sides, shown = idle, (RULES[idle].request, RULES[idle].response), (True, True)
    impacts = [_impact(side, is_shown) for side, is_shown in zip(sides, shown, strict=True)]
    is_masked = impacts != [side.impact for side in sides]
    return Verdict(rule, impacts[0], impacts[1], MASKED if is_masked else "")


def _harms(side: Side) -> bool:
    return side.impact in _HARMS


def _impact(side: Side, is_shown: Certainty) -> Impact:
    if side.impact is Impact.BREAKING and not is_shown:
        return Impact.WARNING
    return side.impact or Impact.WARNING
