"""What differs between two schemas, and whom it breaks, as text for other programs and people.

Pure functions of judged changes and of what the two sides are called: the API, the pages' exports
and `manage.py diff` say the same by them.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop, ngettext

from portal.history import reasons, wording
from portal.history.impacts import WORDS, Side, by_side
from portal.schema.change import Change
from portal.schema.impact import Counterpart, Impact, Judged, Text
from portal.sentence import ngettext_noop

Summary = Mapping[str, Mapping[Impact, int]]

SIDES: Final = ("request", "response")
EITHER: Final = "either"  # the worse of the two
_COUNTED: Final = {
    Impact.BREAKING: ngettext_noop("%(number)s breaking", "%(number)s breaking"),
    Impact.WARNING: ngettext_noop("%(number)s warning", "%(number)s warnings"),
    Impact.SAFE: ngettext_noop("%(number)s safe", "%(number)s safe"),
    Impact.EDITORIAL: ngettext_noop("%(number)s editorial", "%(number)s editorial"),
}
_OF_SIDE: Final = {
    "request": gettext_noop("%(counts)s for requests"),
    "response": gettext_noop("%(counts)s for responses"),
}
_REASONS: Final = {
    "request": gettext_noop("Requests: %(impact)s. %(reason)s"),
    "response": gettext_noop("Responses: %(impact)s. %(reason)s"),
}
_ENTITY: Final = re.compile(r"[^\w ]|_")  # what Markdown could take for its own


def summary(judged: Iterable[Judged]) -> Summary:
    """How many changes there are of each impact: on the side of requests, of responses, and by
    the worse of the two ("either").
    """
    counts: dict[str, Counter[Impact]] = {side: Counter() for side in (*SIDES, EITHER)}
    for each in judged:
        counts["request"][each.verdict.request] += 1
        counts["response"][each.verdict.response] += 1
        counts[EITHER][each.verdict.worst] += 1
    return {side: {impact: found[impact] for impact in Impact} for side, found in counts.items()}


def counted(impact: Impact, number: int) -> str:
    """ "1 warning", "3 breaking" """
    return ngettext(*_COUNTED[impact], number) % {"number": number}


def sentence(counts: Summary) -> str:
    """A summary in a line; editorial changes are counted once, since they concern neither side."""
    told = []
    for side in SIDES:
        words = [
            counted(impact, counts[side][impact])
            for impact in (Impact.BREAKING, Impact.WARNING, Impact.SAFE)
            if counts[side][impact]
        ]
        if words:
            told.append(gettext(_OF_SIDE[side]) % {"counts": gettext(", ").join(words)})
    if editorial := counts[EITHER][Impact.EDITORIAL]:
        told.append(counted(Impact.EDITORIAL, editorial))
    return gettext("; ").join(told) or gettext("nothing differs")


def as_dict(before: Any, after: Any, judged: Sequence[Judged]) -> dict[str, Any]:
    """The whole comparison, ready for JSON.

    `before` and `after` say what was compared: names, or whatever identifies a side. "worst" is
    null where nothing differs. "before" and "after" of a change are left out where there was
    nothing, since null is a value.
    """
    return outline(before, after, judged) | {"changes": [change(each) for each in judged]}


def outline(before: Any, after: Any, judged: Sequence[Judged]) -> dict[str, Any]:
    """The comparison without its changes, ready for JSON."""
    counts = summary(judged)
    return {
        "before": before,
        "after": after,
        "worst": next((impact.value for impact in Impact if counts[EITHER][impact]), None),
        "summary": {
            side: {impact.value: number for impact, number in of_side.items()}
            for side, of_side in counts.items()
        },
    }


def change(judged: Judged) -> dict[str, Any]:
    """One judged change, ready for JSON; `through`: what differs where a reference leads."""
    found, verdict = judged.change, judged.verdict
    return {
        **found.as_dict(),
        "keyword": found.keyword or "",
        "rule": verdict.rule,
        "context": verdict.context,
        "request": verdict.request.value,
        "response": verdict.response.value,
        "reasons": reasons.of(verdict).as_dict(),
        "counterpart": _counterpart(judged.counterpart),
        "through": [change(each) for each in judged.through],
    }


def as_json(before: Any, after: Any, judged: Sequence[Judged]) -> str:
    """as_dict as indented JSON."""
    return json.dumps(as_dict(before, after, judged), ensure_ascii=False, indent=2)


def partner(judged: Judged) -> str:
    """What a property that came or went may be the other half of: "possibly renamed to"; or ""."""
    counterpart = judged.counterpart
    return wording.partner(counterpart, judged.change.kind) if counterpart else ""


def as_text(
    before: str, after: str, judged: Sequence[Judged], shown: Sequence[Judged], side: Side = "both"
) -> str:
    """For a terminal: the summary of all changes, then those in `shown`, by property, with what
    they come to on `side`.
    """
    lines = [f"{_plain(before)} -> {_plain(after)}", sentence(summary(judged))]
    for group in by_place(shown).values():
        lines += ["", _plain(wording.place(group[0].change)) or str(wording.DOCUMENT)]
        for each in group:
            lines.append(f"  {impact(each, side).upper():<9}  {wording.phrase(each.change)}")
            lines += [f"{'':13}{line}" for line in why(each, side)]
            if words := partner(each):
                lines.append(f"{'':13}{words} {_plain(_other(each))}")
            lines.append(f"{'':13}[{_rule(each)}]")
    return "\n".join([*lines, *_unshown(judged, shown)])


def as_markdown(
    before: str, after: str, judged: Sequence[Judged], shown: Sequence[Judged], side: Side = "both"
) -> str:
    """For GitHub, wikis and mails: the summary of all changes, then a table of those in `shown`,
    with what they come to on `side`.

    Whatever a document says stands in code spans, where it is no Markdown.
    """
    lines = [f"# {_code(before)} → {_code(after)}", "", f"**{sentence(summary(judged))}**"]
    if shown:
        heads = gettext("Impact"), gettext("Property"), gettext("Change"), gettext("Why")
        lines += ["", f"| {' | '.join(heads)} |", "|---|---|---|---|"]
    for each in shown:
        place = wording.place(each.change)
        where = _code(place) if place else str(wording.DOCUMENT)
        told = " ".join([*why(each, side), f"({_code(_rule(each))})"])
        if words := partner(each):
            told = f"{words.capitalize()} {_code(_other(each))}. {told}"
        word = WORDS[impact(each, side)]
        lines.append(f"| {word} | {where} | {_phrase(each)} | {told} |")
    return "\n".join([*lines, *_unshown(judged, shown), ""])


def impact(judged: Judged, side: Side) -> Impact:
    """What a judged change comes to on a side."""
    return by_side(side, judged.verdict.request, judged.verdict.response)


def why(judged: Judged, side: Side = "both") -> Iterator[str]:
    """What follows for a side, or for each; told once where it is the same for both."""
    verdict, told = judged.verdict, reasons.of(judged.verdict)
    if verdict.request == verdict.response and told.request == told.response:
        if reason := reasons.said(told.request):
            yield reason
        return
    if side != "response":
        yield _why("request", verdict.request, told.request)
    if side != "request":
        yield _why("response", verdict.response, told.response)


def _why(side: str, impact: Impact, reason: Text) -> str:
    words = {"impact": WORDS[impact], "reason": reasons.said(reason)}
    return (gettext(_REASONS[side]) % words).rstrip()


def _rule(judged: Judged) -> str:
    verdict = judged.verdict
    return f"{verdict.rule}, {verdict.context}" if verdict.context else verdict.rule


def _other(judged: Judged) -> str:
    return judged.counterpart.path if judged.counterpart else ""


def _unshown(judged: Sequence[Judged], shown: Sequence[Judged]) -> list[str]:
    left_out = len(judged) - len(shown)
    return ["", gettext("%(number)s not shown here.") % {"number": left_out}] if left_out else []


def by_place(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    """The changes of each property by its pointer, and of what is in none by its holder's ("" is
    the document itself), as they come.
    """
    found: dict[str, list[Judged]] = {}
    for each in judged:
        found.setdefault(holder(each.change), []).append(each)
    return found


def holder(change: Change) -> str:
    """The pointer of the property that a change is about; in none, of what wording.place names."""
    return change.property or wording.outside(change.pointer)[0]


def _counterpart(counterpart: Counterpart | None) -> dict[str, str] | None:
    if counterpart is None:
        return None
    return {
        "kind": counterpart.kind,
        "certainty": counterpart.certainty,
        "pointer": counterpart.pointer,
        "path": counterpart.path,
    }


def _phrase(judged: Judged) -> str:
    parts = wording.parts([judged.change])
    return " ".join(_code(part.text) if part.is_code else part.text for part in parts)


def _plain(text: str) -> str:
    """A name in which nothing controls the terminal or turns the text."""
    return text if text.isprintable() else json.dumps(text)


def _code(text: str) -> str:
    """A code span that holds any text, also within a table (GitHub Flavored Markdown, 4.10)."""
    plain = _plain(text)
    if "|" in plain:  # a table takes it for its own, and a backslash before it may be the text's
        return f"<code>{_ENTITY.sub(lambda found: f'&#{ord(found[0])};', plain)}</code>"
    ticks = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{ticks}{space}{plain}{space}{ticks}"
