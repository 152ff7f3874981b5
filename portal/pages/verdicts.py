"""A verdict in words, in the reader's language: whom a change breaks, why, and which rule says so.

What is stored may name a rule or a context that this release doesn't have: then its id is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.history import reasons, report, wording
from portal.history.reasons import said
from portal.schema.impact import Counterpart, Impact, Text
from portal.schema.impact import Verdict as _Judgement
from portal.schema.impact.contexts import CONTEXTS

RULES_URL: Final = "/rules/"
WORDS: Final = {
    Impact.BREAKING: gettext_lazy("Breaking"),
    Impact.WARNING: gettext_lazy("Warning"),
    Impact.SAFE: gettext_lazy("Safe"),
    Impact.EDITORIAL: gettext_lazy("Editorial"),
}
# Whom something concerns, in words.
SIDES: Final = {
    "request": gettext_lazy("for requests"),
    "response": gettext_lazy("for responses"),
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a verdict says of one side. `reason` is "" if the rule is an unknown one."""

    side: str  # "for requests"
    impact: Impact
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A rule or a context: what it is called, and where it is explained."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict to be shown: the worse impact first, then whom it concerns, then why.

    `whom` is "for requests", "for responses", or "both ways" where a break or a warning concerns
    both; "" for what harms nobody.
    """

    impact: Impact
    word: str
    whom: str
    rule: Reference
    context: Reference | None
    opinions: tuple[Opinion, Opinion]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many changes come to an impact: "3 breaking"."""

    impact: Impact
    words: str


@dataclass(frozen=True, slots=True)
class Partner:
    """Where a property that went may have come again, or what one that came may have been."""

    words: str  # "possibly renamed to"
    path: str
    url: str


class Both(NamedTuple):
    """A text in the reader's language, which is shown, and in the other one, to be found by."""

    text: str
    other: str


def of(judgement: reasons.Judgement) -> Verdict:
    """Put a judgement into words."""
    request, response = Impact(judgement.request), Impact(judgement.response)
    judged = _Judgement(judgement.rule, request, response, judgement.context)
    return _of(judged, get_language() or "")


def counted(numbers: Mapping[Impact, int]) -> list[Counted]:
    """The impacts that there are, the gravest first, with how many changes come to each."""
    return [
        Counted(impact, report.counted(impact, numbers[impact]))
        for impact in Impact
        if numbers.get(impact)
    ]


def both(text: Text) -> Both:
    """A text in the reader's language, then in the portal's other one."""
    here = said(text)
    return Both(here, text.zh if here == text.en else text.en)


def rule_url(rule: str) -> str:
    return f"{RULES_URL}#{rule}"


def partner(counterpart: Counterpart, kind: str, schema: Schema, number: int) -> Partner:
    """The other half of a property's removal or addition (`kind`), in the version that has it."""
    at = counterpart.pointer
    return Partner(
        wording.partner(counterpart, kind),
        counterpart.path,
        addresses.property_url(schema.source.name, schema.name, at, number),
    )


@lru_cache(maxsize=2048)
def _of(judgement: _Judgement, language: str) -> Verdict:
    why = reasons.of(judgement)
    request, response, impact = judgement.request, judgement.response, judgement.worst
    return Verdict(
        impact,
        str(WORDS[impact]),
        _whom(impact, request, response),
        Reference(judgement.rule, said(why.title, language), rule_url(judgement.rule)),
        _context(judgement.context, language),
        (
            _opinion("request", request, said(why.request, language)),
            _opinion("response", response, said(why.response, language)),
        ),
    )


def _opinion(side: str, impact: Impact, reason: str) -> Opinion:
    return Opinion(str(SIDES[side]), impact, str(WORDS[impact]), reason)


def _whom(impact: Impact, request: Impact, response: Impact) -> str:
    if impact in {Impact.SAFE, Impact.EDITORIAL}:
        return ""
    if request == response:
        return _("both ways")
    return str(SIDES["request" if request == impact else "response"])


def _context(context: str, language: str) -> Reference | None:
    if not context:
        return None
    known = CONTEXTS.get(context)
    title = said(known.title, language) if known else context
    return Reference(context, title, rule_url(f"context-{context}"))
