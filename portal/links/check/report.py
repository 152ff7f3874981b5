"""What was found in texts, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.history.impacts import WORDS
from portal.links.check.judged import VERDICTS, Judge, Judged, Verdict
from portal.links.check.written import Format, escaped, guess, read

TITLES: Final = {
    "never": gettext_lazy("never existed"),
    "gone": gettext_lazy("gone"),
    "changed": gettext_lazy("changed since"),
    "several": gettext_lazy("several meanings"),
    "fine": gettext_lazy("fine"),
    "foreign": gettext_lazy("of other sites"),
}
# What XML can't hold, in names that an upstream chose.
_NOT_IN_XML: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "�")


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with its links, in their order."""

    name: str
    format: Format
    text: str
    links: tuple[Judged, ...]

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many links there are of each verdict, the worst first."""
        found = Counter(each.verdict for each in self.links)
        return {verdict: found[verdict] for verdict in VERDICTS}

    @property
    def corrected(self) -> str:
        """The text with what to write instead, where that is certain; written for its format."""
        parts, end = [], 0
        for each in self.links:
            if each.instead:
                written = each.written
                parts += [self.text[end : written.start], escaped(_spelled(each), self.format)]
                end = written.end
        return "".join([*parts, self.text[end:]])


def check(name: str, text: str, judge: Judge, format_: Format | None = None) -> Checked:
    """The links of `text`, judged; its format is guessed if it isn't told. Raises TooManyLinks."""
    known = format_ or guess(text)
    return Checked(name, known, text, tuple(judge.judge(read(text, known))))


def _spelled(judged: Judged) -> str:
    """What to write instead: of an interwiki link, what follows its prefix."""
    path = judged.instead.removeprefix(settings.PORTAL_URL)
    return path.strip("/") if judged.written.prefix else judged.instead


def worst_first(links: Iterable[Judged]) -> list[Judged]:
    """Links in the order in which people want to hear of them."""
    return sorted(links, key=lambda each: (VERDICTS.index(each.verdict), each.written.start))


def said(judged: Judged) -> str:
    """What has become of a link, in a sentence."""
    match judged.verdict:
        case "never":
            return _("The portal has never had such a thing.")
        case "gone":
            return _("No longer served since version %(number)s.") % {"number": judged.gone_in}
        case "changed" if judged.impact is None:
            return _("What it refers to has changed since the version it pins.")
        case "changed":
            impact = WORDS[judged.impact] if judged.impact else ""
            return _("Changed since the version it pins; the gravest change is %(impact)s.") % {
                "impact": impact
            }
        case "several":
            return _("Several properties are called so.")
        case "fine":
            return _("What it says is there.")
    return _("It leads to another site.")


def as_dict(texts: Sequence[Checked]) -> dict[str, Any]:
    """The whole report, ready for JSON; links to other sites are counted, not listed."""
    total = Counter[Verdict]()
    for each in texts:
        total.update(each.counts)
    return {
        "summary": {verdict: total[verdict] for verdict in VERDICTS},
        "texts": [
            {
                "name": each.name,
                "format": each.format,
                "summary": dict(each.counts),
                "links": [link(one) for one in each.links if one.verdict != "foreign"],
            }
            for each in texts
        ],
    }


def link(judged: Judged) -> dict[str, Any]:
    """One link, ready for JSON."""
    written = judged.written
    return {
        "address": written.address,
        "prefix": written.prefix,
        "line": written.line,
        "column": written.column,
        "verdict": judged.verdict,
        "reason": said(judged),
        "impact": judged.impact.value if judged.impact else None,
        "instead": judged.instead or None,
        "current": judged.now or None,
        "pinned": judged.pinned or None,
        "compare": judged.compare or None,
        "near": list(judged.near),
    }


def as_json(texts: Sequence[Checked]) -> str:
    return json.dumps(as_dict(texts), ensure_ascii=False, indent=2)


def as_text(texts: Sequence[Checked]) -> str:
    """For a terminal: a line for each link that is not fine, as compilers write them."""
    lines = []
    for each in texts:
        for one in worst_first(each.links):
            if one.verdict in {"fine", "foreign"}:
                continue
            at = f"{each.name}:{one.written.line}:{one.written.column}"
            lines.append(f"{at}: {TITLES[one.verdict]}: {one.written.address}")
            lines.append(f"    {said(one)}")
            lines += [f"    -> {url}" for url in ([one.instead] if one.instead else one.near)]
    total = as_dict(texts)["summary"]
    counted = ", ".join(f"{total[each]} {TITLES[each]}" for each in VERDICTS if total[each])
    return "\n".join([*lines, counted or _("no links")])


def as_junit(texts: Sequence[Checked], failing: Iterable[Verdict]) -> str:
    """JUnit's XML, as pipelines show it: a suite for each text, a case for each link of ours."""
    failing = set(failing)
    root = ElementTree.Element("testsuites", {"name": "links"})
    for each in texts:
        ours = [one for one in each.links if one.verdict != "foreign"]
        failures = sum(one.verdict in failing for one in ours)
        numbers = {"tests": str(len(ours)), "failures": str(failures), "errors": "0"}
        suite = ElementTree.SubElement(root, "testsuite", {"name": _xml(each.name), **numbers})
        for one in ours:
            place = f"{one.written.line}:{one.written.column}"
            case = ElementTree.SubElement(
                suite,
                "testcase",
                {"classname": _xml(each.name), "name": _xml(f"{place} {one.written.address}")},
            )
            if one.verdict in failing:
                attributes = {"type": one.verdict, "message": said(one)}
                failure = ElementTree.SubElement(case, "failure", attributes)
                failure.text = _xml("\n".join([one.instead] if one.instead else one.near))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _xml(text: str) -> str:
    return text.translate(_NOT_IN_XML).encode(errors="replace").decode()
