"""Why a verdict is what it is: the texts of the rule and of the context that gave it."""

from dataclasses import dataclass
from typing import Final, Protocol

from django.utils.translation import get_language

from portal.schema.impact import Impact, Text
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rule import Context, Side
from portal.schema.impact.rules import RULES

# What these contexts alone can make of a side.
_EXPLAINED: Final = {
    "masked": {("request", "warning"), ("response", "warning")},
    "demanded": {
        (side, harm) for side in ("request", "response") for harm in ("breaking", "warning")
    },
    "read-only": {("request", "safe")},
    "write-only": {("response", "safe")},
}


class Judgement(Protocol):
    """What is judged: a stored change, or the verdict of a comparison."""

    @property
    def rule(self) -> str: ...
    @property
    def request(self) -> str: ...
    @property
    def response(self) -> str: ...
    @property
    def context(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reasons:
    """What happened, and what follows from it on each side."""

    title: Text
    request: Text
    response: Text

    def as_dict(self) -> dict[str, dict[str, str]]:
        """Return the texts by language, ready for JSON."""
        texts = {"title": self.title, "request": self.request, "response": self.response}
        return {name: {"en": text.en, "zh": text.zh} for name, text in texts.items()}


def said(text: Text, language: str | None = None) -> str:
    """A text of the rules in a language, the reader's if none is given."""
    return text.zh if (language or get_language() or "").startswith("zh") else text.en


def of(judgement: Judgement) -> Reasons:
    """Return the reasons for a verdict.

    What is stored may name a rule or a context that this release doesn't have: then its id is
    the title, and the reasons it would have given are empty.
    """
    rule, context = RULES.get(judgement.rule), CONTEXTS.get(judgement.context)
    if rule is None:
        place = context.reason if context else Text("", "")
        return Reasons(Text(judgement.rule, judgement.rule), place, place)
    return Reasons(
        rule.title,
        _of_side(rule.request, "request", judgement.request, context),
        _of_side(rule.response, "response", judgement.response, context),
    )


def _of_side(side: Side, name: str, impact: str, context: Context | None) -> Text:
    """The rule's reason, or the context's where that made the verdict another.

    A verdict names only the last of several contexts. Where it can't be why this side is as it
    is, something else masked the change, or a negation exchanged the sides.
    """
    if context is None or side.impact == impact:
        return side.reason
    if (name, impact) not in _EXPLAINED.get(context.id, {(name, impact)}):
        if side.impact is None:
            return side.reason
        context = CONTEXTS["masked" if impact == Impact.WARNING else "inverted"]
    return context.reason
