"""The rules and the contexts as their page tells them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog import sentences
from portal.pages import verdicts
from portal.pages.verdicts import Both, both
from portal.schema.impact import Impact, Rule
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.deviations import DEVIATIONS
from portal.schema.impact.examples import examples
from portal.schema.impact.policies import POLICIES
from portal.schema.impact.rule import Side
from portal.schema.impact.rules import FAMILIES, RULES
from portal.schema.value import ABSENT

_FAMILIES = {
    "properties": gettext_lazy("Properties"),
    "types": gettext_lazy("Types"),
    "values": gettext_lazy("Values"),
    "strings": gettext_lazy("Strings"),
    "limits": gettext_lazy("Limits"),
    "arrays": gettext_lazy("Arrays"),
    "objects": gettext_lazy("Objects"),
    "combinators": gettext_lazy("Combinators"),
    "annotations": gettext_lazy("Annotations"),
    "references": gettext_lazy("References"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of one side; no impact where it is that of what stands inside."""

    side: str  # "for requests"
    impact: Impact | None
    word: str
    reason: Both | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Two schemas that differ by what a rule is about, and values that show what follows: what was
    valid and is `refused`, and what is valid and is `new` ("" where there is none).
    """

    dialect: str
    before: str
    after: str
    refused: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule, or a context, which has one reason and no verdicts."""

    id: str
    title: Both
    verdicts: tuple[Verdict, ...] = ()
    reason: Both | None = None
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Rules on the same subject."""

    id: str
    name: str
    rules: list[Entry]


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the rules say otherwise than the table that they began with, and the proof."""

    change: Both
    table: tuple[Verdict, ...]
    rules: list[Entry]
    reason: Both


@dataclass(frozen=True, slots=True)
class Choice:
    """Rules that only warn on a side, though a value shows that they break, and why."""

    side: str
    rules: list[Entry]
    reason: Both


def families() -> list[Family]:
    """All rules, in the order of the table."""
    return [
        Family(name, str(_FAMILIES[name]), [_rule(rule) for rule in rules])
        for name, rules in FAMILIES.items()
    ]


def contexts() -> list[Entry]:
    return [
        Entry(f"context-{each.id}", both(each.title), reason=both(each.reason))
        for each in CONTEXTS.values()
    ]


def departures() -> list[Departure]:
    """All places where the rules depart from their first table."""
    return [
        Departure(
            both(each.change),
            tuple(
                Verdict(str(verdicts.SIDES[side]), impact, str(verdicts.WORDS[impact]))
                for side, impact in (("request", each.request), ("response", each.response))
            ),
            [_rule(RULES[rule]) for rule in each.rules],
            both(each.reason),
        )
        for each in DEVIATIONS
    ]


def policies() -> list[Choice]:
    """All warnings that are a choice."""
    return [
        Choice(
            str(verdicts.SIDES[each.side]),
            [_rule(RULES[rule]) for rule in each.rules],
            both(each.reason),
        )
        for each in POLICIES
    ]


def matching(
    all_families: Sequence[Family],
    all_contexts: Sequence[Entry],
    all_departures: Sequence[Departure],
    query: str,
) -> tuple[list[Family], list[Entry], list[Departure]]:
    """Those whose texts, in either language, have every word of `query`."""
    words = query.casefold().split()
    found = [
        replace(
            family,
            rules=[
                each for each in family.rules if has(words, family.id, family.name, *_texts(each))
            ],
        )
        for family in all_families
    ]
    return (
        [family for family in found if family.rules],
        [each for each in all_contexts if has(words, *_texts(each))],
        [each for each in all_departures if has(words, *_of_departure(each))],
    )


def has(words: Sequence[str], *texts: str) -> bool:
    """Whether every one of the (casefolded) words occurs in the texts."""
    text = " ".join(texts).casefold()
    return all(word in text for word in words)


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.id
    for text in (entry.title, entry.reason, *(each.reason for each in entry.verdicts)):
        yield from text or ()
    yield from (each.word for each in entry.verdicts)


def _of_departure(departure: Departure) -> Iterator[str]:
    yield from (*departure.change, *departure.reason)
    yield from (each.word for each in departure.table)
    for rule in departure.rules:
        yield from (rule.id, *rule.title)


def _rule(rule: Rule) -> Entry:
    sides = _verdict("request", rule.request), _verdict("response", rule.response)
    return Entry(rule.id, both(rule.title), verdicts=sides, example=_example(rule.id))


def _example(rule: str) -> Example:
    found = examples()[rule]
    return Example(
        sentences.told(found.dialect.title),
        reading.as_json(found.before),
        reading.as_json(found.after),
        "" if found.request is ABSENT else reading.as_json(found.request),
        "" if found.response is ABSENT else reading.as_json(found.response),
    )


def _verdict(side: str, said: Side) -> Verdict:
    word = verdicts.WORDS[said.impact] if said.impact else _("As inside")
    return Verdict(str(verdicts.SIDES[side]), said.impact, str(word), both(said.reason))
