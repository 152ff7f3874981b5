"""What came of checking a document, as the page shows it: beside each other, and line by line."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog import addresses, sentences
from portal.catalog.models import Snapshot
from portal.history import address
from portal.sentence import all_of
from portal.validation.lines import are_crowded, lines
from portal.validation.outcome import Fails, Passes, Result, Violation, is_only_here

_AROUND = 3  # lines that are shown before and after one with an error
_WHOLE = 400  # lines up to which all are shown
_LONGEST_LINE = 400  # characters; what is longer is cut
_MOST_ON_A_LINE = 20
_VERDICTS = {
    "passes": gettext_lazy("It passes %(names)s"),
    "unchecked": gettext_lazy("It passes %(names)s, but nothing in it is known there"),
    "fails": gettext_lazy("It fails %(names)s"),
    "gave-up": gettext_lazy("It got no answer from %(names)s"),
    "unusable": gettext_lazy("It can't be checked against %(names)s"),
}
# The same as it goes on after a semicolon.
_FURTHER = {
    "passes": gettext_lazy("it passes %(names)s"),
    "unchecked": gettext_lazy("it passes %(names)s, but nothing in it is known there"),
    "fails": gettext_lazy("it fails %(names)s"),
    "gave-up": gettext_lazy("it got no answer from %(names)s"),
    "unusable": gettext_lazy("it can't be checked against %(names)s"),
}


@dataclass(frozen=True, slots=True)
class Error:
    """A violation; `url` is the page of the property that it concerns, in that version."""

    violation: Violation
    url: str
    is_only_here: bool
    line: int | None

    @property
    def keyword(self) -> str:
        """What refuses, from the property on: `enum`, `items/additionalProperties/type`."""
        at, around = self.violation.schema_pointer, self.violation.property or ""
        return self.violation.keyword if at is None else at.removeprefix(f"{around}/")


@dataclass(frozen=True, slots=True)
class Column:
    """One version, and what came of the document there."""

    snapshot: Snapshot
    result: Result
    errors: list[Error]

    @property
    def address(self) -> str:
        return address.written(self.snapshot)

    @property
    def code(self) -> str:
        return self.result.outcome.code

    @property
    def unchecked(self) -> str | None:
        """Why hardly anything was checked of a document that passes."""
        outcome = self.result.outcome
        return outcome.unchecked if isinstance(outcome, Passes) else None

    @property
    def more(self) -> int | None:
        """How many errors are not listed; None if that is not known."""
        outcome = self.result.outcome
        return outcome.more if isinstance(outcome, Fails) else 0


@dataclass(frozen=True, slots=True)
class Said:
    """What is said beside a line, and by which columns."""

    message: str
    pointer: str
    columns: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    said: list[Said] = field(default_factory=list)
    follows_gap: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    columns: list[Column]
    lines: list[Line]
    is_indented: bool  # anew, since values share lines

    @property
    def verdict(self) -> str:
        """The answer in one sentence."""
        clauses: list[str] = []
        for code, words in _VERDICTS.items():
            names = [each.address for each in self.columns if _verdict(each) == code]
            if names:
                told = _FURTHER[code] if clauses else words
                clauses.append(str(told) % {"names": sentences.told(all_of(names))})
        return _("%(clauses)s.") % {"clauses": _("; ").join(clauses)}


def _verdict(column: Column) -> str:
    return "unchecked" if column.unchecked else column.code


def report(snapshots: Sequence[Snapshot], results: Sequence[Result], text: str) -> Report:
    """Put together what came of the document `text`, which has been parsed."""
    pointers = {each.pointer for result in results for each in result.violations}
    is_indented = are_crowded(text)
    if is_indented:
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
        is_indented = "\n" in text
    at = lines(text, pointers)
    columns = [
        Column(snapshot, result, _errors(snapshot, result, results, at))
        for snapshot, result in zip(snapshots, results, strict=True)
    ]
    said = _said(columns)
    return Report(columns, _shown(text, said) if said else [], is_indented)


def _errors(
    snapshot: Snapshot, result: Result, results: Sequence[Result], at: dict[str, int]
) -> list[Error]:
    others = [each for each in results if each is not result]
    return [
        Error(each, _url(snapshot, each), is_only_here(each, others), at.get(each.pointer))
        for each in result.violations
    ]


def _url(snapshot: Snapshot, violation: Violation) -> str:
    schema = snapshot.schema
    at = (schema.source.name, schema.name)
    if violation.property is None:
        return addresses.schema_url(*at, snapshot.number)
    return addresses.property_url(*at, violation.property, snapshot.number)


def _said(columns: list[Column]) -> dict[int, list[Said]]:
    """What is said beside each line; what several columns say in the same words, once."""
    said: dict[int, dict[tuple[str, str], Said]] = {}
    for column in columns:
        for error in column.errors:
            if error.line is None:
                continue
            beside = said.setdefault(error.line, {})
            message = sentences.told(error.violation.message)
            what = (error.violation.pointer, message)
            if what not in beside and len(beside) < _MOST_ON_A_LINE:
                beside[what] = Said(message, error.violation.pointer, [])
            if what in beside and column.address not in beside[what].columns:
                beside[what].columns.append(column.address)
    return {line: list(beside.values()) for line, beside in said.items()}


def _shown(text: str, said: dict[int, list[Said]]) -> list[Line]:
    """The lines of `text`; of a long one, only those around what is said."""
    every = text.split("\n")
    wanted: Iterable[int] = range(1, len(every) + 1)
    if len(every) > _WHOLE:
        near = {line + step for line in said for step in range(-_AROUND, _AROUND + 1)}
        wanted = sorted(near & set(wanted))[: 2 * _WHOLE]
    shown: list[Line] = []
    for number in wanted:
        before = shown[-1].number if shown else 0
        line = _visible(every[number - 1])
        shown.append(Line(number, line, said.get(number, []), number != before + 1))
    return shown


def _visible(line: str) -> str:
    """A line with nothing in it that hides or turns the text, cut where it is too long."""
    line = line.rstrip("\r").replace("\t", "  ")
    cut = f"{line[:_LONGEST_LINE]}…" if len(line) > _LONGEST_LINE else line
    return reading.label(cut) if cut else ""
