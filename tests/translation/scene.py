"""A portal that says all it can say: for the test that all of it is translated."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from portal.catalog.models import FetchRequest, Observation, Schema, Source
from portal.ingest import fetch, record
from portal.notes.target import Target
from portal.notes.writing import save
from portal.notify import stopping
from portal.notify.models import Digest, Subscription
from portal.sentence import as_json
from portal.upstream import errors
from tests.ingest.making import capture, make_schema

EDITOR = "li_1"
_BEFORE: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "甲",
    "required": ["a", "b"],
    "definitions": {"s_1": {"type": "string"}, "s_2": {"$ref": "#/definitions/s_1"}},
    "additionalProperties": {"type": "string", "maxLength": 5},
    "patternProperties": {"^x-": {"type": "string"}},
    "properties": {
        "a": {"type": "string", "enum": ["m", "n"], "description": "(READ-ONLY) 甲"},
        "b": {"type": ["integer", "null"], "minimum": 1, "maximum": 9, "multipleOf": 2},
        "c": {"type": "array", "items": {"type": "string", "enum": ["u"]}, "minItems": 1},
        "d": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "integer"}]},
        "e": {"$ref": "#/definitions/s_2"},
        "f": {"type": "string", "pattern": "^[0-9a-f]{32}$", "maxLength": 32, "default": 3},
        "gone_name": {"type": "string", "format": "date-time"},
        "moved": {"type": "object", "properties": {"deep": {"const": 1}}},
        "odd": {"type": "strin_", "minLength": "x", "enum": [], "items": 3, "$ref": "#/no"},
        "free": {}, "never": False, "w": {"writeOnly": True, "readOnly": False},
        "old": {"deprecated": True, "is_base": False, "examples": [1], "not": {"type": "null"}},
    },
}  # fmt: skip
_AFTER: dict[str, Any] = _BEFORE | {
    "title": "乙",
    "required": ["b", "c"],
    "definitions": {"s_1": {"type": "integer"}, "s_3": {"type": "null"}},
    "additionalProperties": False,
    "patternProperties": {"^y-": {}},
    "properties": _BEFORE["properties"]
    | {
        "a": {"type": "string", "enum": ["n", "o"], "readOnly": True},
        "b": {"type": "integer", "minimum": 2, "exclusiveMaximum": 9, "multipleOf": 4},
        "c": {
            "type": "array",
            "items": {"type": "string", "enum": ["u", "v"]},
            "uniqueItems": True,
        },
        "d": {"anyOf": [{"type": "string", "format": "date"}, {"type": "boolean"}]},
        "f": {"type": "string", "pattern": "^[a-z]+$", "x-vendor": 1},
        "new_name": {"type": "string", "format": "date-time"},
        "odd": {"type": ["string", "string"], "nullable": True},
    },
}
del _AFTER["properties"]["gone_name"]


def make() -> Schema:
    """Sources that are served, that fail, that are stale and that were removed; a schema whose
    versions differ in many ways; notes, some of them older than what they are about.
    """
    schema = make_schema("thing", kind=Source.Kind.JSON_SCHEMA, url="https://cloud.example/s.json")
    capture(schema, _BEFORE)
    editor = User.objects.create_superuser(EDITOR, password="secret")
    save(Target.of(schema), editor, "甲 [[thing/a]] [[no/such_1]] [[wiki:甲]]", based_on=0)
    save(Target.of(schema.source), editor, "甲", based_on=0)
    for number, text in enumerate(("甲", "乙", "", "丙\n丁")):
        noted = Target.of(schema.properties.get(name="a"))
        save(noted, editor, text, based_on=number, comment="戊")
    capture(schema, _AFTER, provenance="丁")
    capture(make_schema("other"), {"properties": {"a": {"type": "integer"}}})
    for name, error in _faults().items():
        how = record.Circumstances(timezone.now(), Observation.Origin.FETCHED, seconds=0.5)
        record.failure(make_schema(name), how, error.code, fetch.message(error))
    aged = timezone.now() - timedelta(days=3)
    Observation.objects.filter(schema=schema, number=1).update(at=aged)
    settings: dict[str, dict[str, Any]] = {
        "empty": {"url": "https://cloud.example/e.json", "every": timedelta(hours=1)},
        "clouded": {"cloud": "eu_1", "kind": Source.Kind.GLANCE, "chosen": ["image"]},
        "removed": {"retired_at": timezone.now(), "url": "https://cloud.example/r.json"},
        "filed": {"kind": Source.Kind.FILE, "url": "/x.json"},
    }
    for name, chosen in settings.items():
        Source.objects.create(**{"name": name, "kind": Source.Kind.JSON_SCHEMA, **chosen})
    _subscribe(editor, schema)
    return schema


def _subscribe(editor: User, schema: Schema) -> None:
    """Let the editor hear of much; the last mail was not accepted."""
    terms = {"user": editor, "position": 0, "language": "zh-hans"}
    for about, least, side, often in (
        ({}, "any", "both", "at-once"),
        ({"source": schema.source}, "warning", "request", "daily"),
        ({"schema": schema, "pointer": "/properties/a"}, "breaking", "response", "weekly"),
    ):
        kinds = {"about": str(len(about)), "least": least, "side": side, "often": often}
        Subscription.objects.create(**terms, **about, **kinds)
    now = timezone.now()
    failed = {"fault": "550 no", "failed_at": now, "retry_at": now, "tries": 1}
    Digest.objects.create(user=editor, often="daily", language="en", upto=1, **failed)


def mail() -> str:
    """The address that stops all that the editor hears of."""
    return stopping.url(Subscription.objects.all()).removeprefix("http://127.0.0.1:8000")


def _faults() -> dict[str, errors.UpstreamError]:
    url = "https://cloud.example/s.json"
    return {
        "fault-status": errors.Unavailable(url=url, status=503, retry_after=30),
        "fault-document": errors.WrongDocument(url=url, name="x", reason="…"),
        "fault-deadline": errors.DeadlineExceeded(url=url, seconds=30),
        "fault-cloud": errors.CloudConfigError(cloud="eu_1", reason="…"),
    }


def fetches(schema: Schema) -> Iterator[str]:
    """The addresses of fetches that wait, are under way, and are over."""
    now = timezone.now()
    good = {"seconds": 1.0, "version": 2, "changes": 3, "message": ""}
    bad = {"seconds": 1.0, "version": None, "changes": 0}
    done: list[dict[str, Any]] = [
        {"schema": "thing", "outcome": "new", **good},
        {"schema": "other", "outcome": "unchanged", **good},
        {"schema": "third", "outcome": "not-modified", **good},
    ]
    for name, error in _faults().items():
        told = {"message": as_json(fetch.message(error))}
        done.append({"schema": name, "outcome": error.code, **bad, **told})
    states: list[dict[str, Any]] = [
        {},
        {"started_at": now, "total": 9, "results": done[:1]},
        {"started_at": now, "finished_at": now, "total": len(done), "results": done},
    ]
    for state in states:
        request = FetchRequest.objects.create(source=schema.source, reason="asked", **state)
        yield request.get_absolute_url()
        yield f"{request.get_absolute_url()}?reader=thing"
        FetchRequest.objects.filter(pk=request.pk).update(finished_at=now)
