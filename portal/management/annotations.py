"""Judged changes as annotations of a pipeline's run (GitHub Actions, "Workflow commands")."""

from collections.abc import Iterable

from portal.history import wording
from portal.schema.impact import Impact, Judged, Verdict, worst

_LEVELS = {Impact.BREAKING: "error", Impact.WARNING: "warning"}  # all else is a notice


def graveness(verdict: Verdict, side: str) -> Impact:
    """What a verdict comes to on a side: "request", "response" or "both"."""
    return {
        "request": verdict.request,
        "response": verdict.response,
        "both": worst(verdict.request, verdict.response),
    }[side]


def of(judged: Iterable[Judged], side: str, file: str | None) -> str:
    """Return a line for each change, shown at `file` where there is one."""
    return "\n".join(_line(each, graveness(each.verdict, side), file) for each in judged)


def _line(judged: Judged, impact: Impact, file: str | None) -> str:
    change = judged.change
    properties = {"title": f"{impact}: {judged.verdict.rule}"}
    if file is not None:
        properties = {"file": file} | properties
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    where = change.path or change.pointer or "the document"
    message = f"{where}: {wording.phrase(change)}"
    return f"::{_LEVELS.get(impact, 'notice')} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
