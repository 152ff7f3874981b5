"""What changes come to on one side or on both: in Python, and as a condition for the database."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Final, Literal

from django.db.models import Q
from django.utils.translation import gettext_lazy

from portal.schema.impact import Impact, worst

Side = Literal["request", "response", "both"]

SIDES: Final[tuple[Side, ...]] = ("request", "response", "both")
_GRAVEST_FIRST: Final = tuple(Impact)
# Within a sentence; portal.pages.verdicts has them as they stand by themselves.
WORDS: Final = {
    Impact.BREAKING: gettext_lazy("breaking"),
    Impact.WARNING: gettext_lazy("warning"),
    Impact.SAFE: gettext_lazy("safe"),
    Impact.EDITORIAL: gettext_lazy("editorial"),
}


def by_side(side: Side, request: Impact, response: Impact) -> Impact:
    """What a verdict comes to on `side`; on "both" it is the worse of the two."""
    if side == "both":
        return worst(request, response)
    return request if side == "request" else response


def come_to(impacts: Iterable[Impact], side: Side = "both", prefix: str = "") -> Q:
    """The condition for changes whose impact on `side` is one of these (at least one).

    `prefix` leads to the changes ("changes__").
    """
    if side != "both":
        return Q(**{f"{prefix}{side}__in": set(impacts)})
    return reduce(or_, (_worse_is(impact, prefix) for impact in impacts))


def _worse_is(impact: Impact, prefix: str) -> Q:
    no_graver = _GRAVEST_FIRST[_GRAVEST_FIRST.index(impact) :]
    request, response = f"{prefix}request", f"{prefix}response"
    return Q(**{request: impact, f"{response}__in": no_graver}) | Q(
        **{response: impact, f"{request}__in": no_graver}
    )
