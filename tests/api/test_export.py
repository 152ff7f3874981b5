"""Everything, line by line."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from portal.api.views import export
from portal.catalog.models import Change, Observation, Schema, Snapshot, Source
from portal.ingest import record
from tests.api.scene import DAY_ONE, say, widget

pytestmark = pytest.mark.django_db


def lines(client: Client, query: str = "", **headers: str) -> list[dict[str, Any]]:
    response: Any = client.get(f"/api/v1/export.ndjson{query}", headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-ndjson"
    text = b"".join(response.streaming_content).decode()
    assert text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def test_has_everything_that_is_stored(client: Client, samples: list[Source]) -> None:
    rows = lines(client)
    counted = Counter(row["line"] for row in rows)
    assert counted == {
        "observation": Observation.objects.count(),
        "version": Snapshot.objects.count(),
        "change": Change.objects.count(),
        "cursor": 1,
    }
    assert rows[-1]["line"] == "cursor"
    for row in rows:
        if row["line"] == "version":
            data = base64.b64decode(row["body_base64"])
            assert hashlib.sha256(data).hexdigest() == row["sha256"]
            assert len(data) == row["size"]


def test_a_version_follows_the_capture_that_first_showed_it(
    client: Client, widgets: Schema
) -> None:
    say(widgets.source, "widget", widget(other={}), DAY_ONE + timedelta(days=9))
    kinds = [row["line"] for row in lines(client) if row["line"] != "change"]
    assert kinds == ["observation", "version"] * 4 + ["cursor"]


def test_goes_on_where_it_broke_off(client: Client, widgets: Schema) -> None:
    whole = lines(client)
    cut = next(index for index, row in enumerate(whole) if row["line"] == "version")
    # Everything of the last observation that came whole is there: go on from the one before.
    reached = whole[cut]["cursor"]
    assert lines(client, f"?after={reached}") == [
        row for row in whole if row.get("cursor", reached + 1) > reached
    ]


def test_each_line_is_the_same_bytes_whenever_it_is_asked_for(
    client: Client, widgets: Schema
) -> None:
    """Or what was broken off could not be gone on with."""

    def served(language: str) -> list[bytes]:
        headers = {"Accept-Language": language}
        response: Any = client.get("/api/v1/export.ndjson", headers=headers)
        assert response["Content-Language"] == "en"
        assert response["Vary"] == "Accept-Encoding"
        return b"".join(response.streaming_content).splitlines()[:-1]

    before = served("en")
    assert served("zh-CN") == before
    later = DAY_ONE + timedelta(days=4)
    for document in (widget(size={"enum": ["s", "m", "l"]}, new={"type": "integer"}), widget()):
        say(widgets.source, "widget", document, later)
        later += timedelta(days=1)
    after = served("zh-CN")
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_has_only_what_came_since(client: Client, widgets: Schema) -> None:
    after = lines(client)[-1]["after"]
    assert lines(client, f"?after={after}") == [{"line": "cursor", "after": after}]
    how = record.Circumstances(DAY_ONE + timedelta(days=8), Observation.Origin.FETCHED)
    record.failure(widgets, how, "refused", "Connection refused.")
    failed, cursor = lines(client, f"?after={after}")
    assert (failed["line"], failed["outcome"], failed["version"]) == (
        "observation",
        "refused",
        None,
    )
    assert cursor == {"line": "cursor", "after": failed["cursor"]}


def test_what_comes_meanwhile_is_in_the_next_one(
    client: Client, widgets: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = export._observations

    def observations(after: int, until: int) -> Iterator[Observation]:
        if not said:
            said.append(say(widgets.source, "widget", widget(late={}), DAY_ONE.replace(year=2025)))
        return iter(original(after, until))

    said: list[Schema] = []
    monkeypatch.setattr(export, "_observations", observations)
    first = lines(client)
    assert sum(row["line"] == "version" for row in first) == 3
    rest = lines(client, f"?after={first[-1]['after']}")
    assert [row["number"] for row in rest if row["line"] == "version"] == [4]


@pytest.mark.parametrize("after", ["x", "-1", "", "1.5", "9" * 30])
def test_what_is_no_cursor_is_refused(client: Client, after: str) -> None:
    assert client.get(f"/api/v1/export.ndjson?after={after}").status_code == 400
