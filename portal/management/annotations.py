"""Judged changes as annotations of a pipeline's run (GitHub Actions, "Workflow commands")."""

from collections.abc import Iterable

from portal.history import report, wording
from portal.history.impacts import Side
from portal.schema.impact import Impact, Judged

_LEVELS = {Impact.BREAKING: "error", Impact.WARNING: "warning"}  # all else is a notice


def of(judged: Iterable[Judged], side: Side, file: str | None) -> str:
    """Return a line for each change, shown at `file` where there is one."""
    return "\n".join(_line(each, side, file) for each in judged)


def _line(judged: Judged, side: Side, file: str | None) -> str:
    change, impact = judged.change, report.impact(judged, side)
    properties = {"title": f"{impact}: {judged.verdict.rule}"}
    if file is not None:
        properties = {"file": file} | properties
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    where = wording.place(change) or str(wording.DOCUMENT)
    message = "\n".join([f"{where}: {wording.phrase(change)}", *report.why(judged, side)])
    return f"::{_LEVELS.get(impact, 'notice')} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
