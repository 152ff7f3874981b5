"""The rules and the contexts as their page tells them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.pages import reading, verdicts
from portal.schema.impact import Impact, Rule, Text
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.deviations import DEVIATIONS
from portal.schema.impact.examples import examples
from portal.schema.impact.rule import Side
from portal.schema.impact.rules import FAMILIES, RULES
from portal.schema.value import ABSENT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of one side; no impact where it is that of what stands inside."""

    side: str
    impact: Impact | None
    word: str
    reason: str


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
    """A rule or a context. `other` is its title in the other language of the portal."""

    id: str
    title: str
    other: str
    other_language: str
    verdicts: tuple[Verdict, ...] = ()
    reason: str = ""
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Rules on the same subject."""

    name: str
    rules: list[Entry]


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the rules say otherwise than the table that they began with, and the proof."""

    change: str
    table: tuple[Verdict, ...]
    rules: list[Entry]
    reason: str


def families() -> list[Family]:
    """All rules, in the order of the table."""
    return [Family(name, [_rule(rule) for rule in rules]) for name, rules in FAMILIES.items()]


def contexts() -> list[Entry]:
    return [
        Entry(f"context-{each.id}", *_titles(each.title), reason=verdicts.said(each.reason))
        for each in CONTEXTS.values()
    ]


def departures() -> list[Departure]:
    """All places where the rules depart from their first table."""
    return [
        Departure(
            verdicts.said(each.change),
            tuple(
                Verdict(side, impact, verdicts.WORDS[impact], "")
                for side, impact in (("requests", each.request), ("responses", each.response))
            ),
            [_rule(RULES[rule]) for rule in each.rules],
            verdicts.said(each.reason),
        )
        for each in DEVIATIONS
    ]


def matching(all_families: Sequence[Family], query: str) -> list[Family]:
    """Those rules, with their families, whose texts have every word of `query`."""
    words = query.casefold().split()
    found = [
        replace(family, rules=[each for each in family.rules if _has(family, each, words)])
        for family in all_families
    ]
    return [family for family in found if family.rules]


def _has(family: Family, rule: Entry, words: Sequence[str]) -> bool:
    told = [word for each in rule.verdicts for word in (each.word, each.reason)]
    text = " ".join([family.name, rule.id, rule.title, rule.other, *told]).casefold()
    return all(word in text for word in words)


def _rule(rule: Rule) -> Entry:
    sides = _verdict("requests", rule.request), _verdict("responses", rule.response)
    return Entry(rule.id, *_titles(rule.title), verdicts=sides, example=_example(rule.id))


def _example(rule: str) -> Example:
    found = examples()[rule]
    return Example(
        found.dialect.title,
        reading.as_json(found.before),
        reading.as_json(found.after),
        "" if found.request is ABSENT else reading.as_json(found.request),
        "" if found.response is ABSENT else reading.as_json(found.response),
    )


def _verdict(side: str, said: Side) -> Verdict:
    word = verdicts.WORDS[said.impact] if said.impact else "As inside"
    return Verdict(side, said.impact, word, verdicts.said(said.reason))


def _titles(title: Text) -> tuple[str, str, str]:
    """A title in the reader's language, then in the other one, and which that is."""
    here = verdicts.said(title)
    return (title.en, title.zh, "zh-Hans") if here == title.en else (title.zh, title.en, "en")
