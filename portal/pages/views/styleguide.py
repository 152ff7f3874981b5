"""Every component of the design in every state, on the partials that the pages use; debug only."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from portal.catalog.models import FetchRequest, Observation, Schema, Snapshot, Source
from portal.history import timeline
from portal.history.versions import Tally, Version, versions_of
from portal.pages import changes, table, verdicts
from portal.pages.freshness import Freshness
from portal.pages.states import State
from portal.pages.templatetags.icons import PATHS
from portal.schema.dialect import DRAFT7
from portal.schema.impact import Impact, compare
from portal.schema.value import JSON

_TOKEN: Final = re.compile(r"^  --([a-z-]+[a-z0-9]): ([^;]+);", re.MULTILINE)
_AT: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_BEFORE: Final[JSON] = {
    "properties": {
        "status": {"type": "string", "enum": ["queued", "active"], "description": "What it is"},
        "size": {"type": "integer"},
        "name": {"type": "string", "maxLength": 255},
        "backend": {"type": "string"},
    }
}
_AFTER: Final[JSON] = {
    "properties": {
        "status": {"type": "string", "enum": ["queued", "active", "killed"], "description": "How"},
        "size": {"type": ["integer", "null"]},
        "name": {"type": "string", "maxLength": 64},
        "stores": {"type": "string"},
    }
}


def styleguide(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    return render(request, "pages/styleguide.html", _specimens() | {"rows": _rows()})


def _rows() -> SafeString | None:
    """The rows of a version that is stored, with what changed marked; None if there is none."""
    schema = Schema.objects.filter(current__number__gt=1).order_by("name", "pk").first()
    if schema is None:
        return None
    versions = versions_of(schema)
    return table.of(schema, versions, versions[0], pinned=True).whole(marked=True)


def _specimens() -> dict[str, Any]:
    """What the other components are shown with; nothing of it is stored."""
    schema = Schema(name="images", source=Source(name="sample", kind=Source.Kind.GLANCE))
    versions = [_version(schema, number) for number in range(5, 0, -1)]
    impacts = {number: {each: 1} for number, each in zip(range(2, 6), Impact, strict=True)}
    return {
        **_tokens(),
        "icons": list(PATHS),
        "schema": schema,
        "versions": versions,
        "version": versions[1],
        "earlier": versions[2],
        "later": versions[0],
        "states": _states(),
        "freshness": _freshness(),
        "tally": Tally(3, 1, 2),
        "impacts": verdicts.counted(dict.fromkeys(Impact, 2)),
        "lines": _lines(schema),
        "timeline": timeline.of(schema, versions, impacts),
        "strip": timeline.of(schema, versions, impacts, timeline.STRIP),
        "results": [{"outcome": "new", "version": 2}, {"outcome": "unchanged", "version": 1}],
        "fetch": _fetch(schema.source),
        "values": [f"value-{number}" for number in range(1, 70)],
        "few": ["ami", "qcow2", "null"],
    }


def _tokens() -> dict[str, list[str]]:
    """The names of the tokens, by what they are for."""
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    values = dict(_TOKEN.findall(css.partition("\n}")[0]))
    colours = [name for name, value in values.items() if value.startswith(("light-dark", "var(--"))]
    return {
        "colours": colours,
        "texts": [name for name in values if name.startswith("text")],
        "spaces": [name for name in values if name.startswith("space")],
    }


def _states() -> list[State]:
    def state(outcome: str = "", message: str = "", **known: Any) -> State:
        plain: dict[str, Any] = {"captured_at": _AT, "is_recorded": False}
        return State(outcome=outcome, message=message, failed=bool(message), **(plain | known))

    return [
        state(),
        state(is_recorded=True),
        state("credentials", "401. Sign in."),
        state("tls", "The certificate is not trusted.", captured_at=None),
        state(captured_at=None),
    ]


def _freshness() -> list[Freshness]:
    def capture(**known: Any) -> Observation:
        return Observation(**({"number": 4, "at": _AT, "origin": "fetched"} | known))

    recorded = capture(origin="imported", provenance="Recorded by running Glance 33.0.0.")
    failed = capture(outcome="deadline", message="No whole answer within 30 s.", snapshot=None)
    return [
        Freshness(capture(), None, None),
        Freshness(recorded, None, None),
        Freshness(Observation(snapshot_id=1, number=3, at=_AT, origin="fetched"), failed, None),
    ]


def _lines(schema: Schema) -> list[changes.Line]:
    before, after = (Snapshot(schema=schema, number=number) for number in (1, 2))
    found = compare(_BEFORE, _AFTER, DRAFT7)
    return changes.lines(changes.found(each, before, after) for each in found)


def _version(schema: Schema, number: int) -> Version:
    def seen(capture: int) -> Observation:
        return Observation(number=capture, at=_AT + timedelta(days=100 * capture))

    return Version(
        snapshot=Snapshot(schema=schema, number=number, property_count=30 + 4 * number),
        first=seen(2 * number),
        last=seen(2 * number + 1),
        before=seen(2 * number - 1) if number > 1 else None,
        tally=Tally(number, number % 2, 1),
        url="#v",
        compare_url="#v" if number > 1 else "",
    )


def _fetch(source: Source) -> FetchRequest:
    results = [
        {"schema": "images", "outcome": "new", "message": "", "version": 2, "changes": 3},
        {"schema": "member", "outcome": "unchanged", "message": "", "version": 1, "changes": 0},
        {"schema": "tasks", "outcome": "permission", "message": "403.", "version": None,
         "changes": 0},
    ]  # fmt: skip
    return FetchRequest(
        pk=1, source=source, started_at=_AT, finished_at=_AT, total=3, results=results
    )
