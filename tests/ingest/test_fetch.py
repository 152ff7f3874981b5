"""Fetching from a real server on loopback, well and ill."""

import gzip
import json
import logging
import socket
from collections.abc import Callable

import pytest

from portal import upstream
from portal.catalog.models import Observation, Schema, Snapshot, Source
from portal.catalog.models.former import rename_schema
from portal.ingest import fetch
from tests.ingest.deployment import Deployment
from tests.upstream.faulty import Call, Serve, answer, hanging, raw

pytestmark = pytest.mark.django_db
GOOD = b'{"name": "images", "properties": {"id": {"type": "string"}}}'


def outcomes(results: list[fetch.Result]) -> dict[str, str]:
    return {result.schema: result.outcome for result in results}


def observed(source: Source) -> list[tuple[str, str]]:
    seen = Observation.objects.filter(schema__source=source).order_by("pk")
    return list(seen.values_list("schema__name", "outcome"))


def test_all_documents_are_captured(source: Source, deployment: Deployment) -> None:
    results = fetch.fetch(source)
    assert outcomes(results) == {"image": "new", "images": "new", "tasks": "new"}
    assert [(result.version, result.changes) for result in results] == [(1, 0)] * 3
    seen = Observation.objects.get(schema__name="images")
    assert (seen.origin, seen.content_type) == ("fetched", "application/json")
    assert 0 < seen.seconds < 30


def test_the_same_documents_again_make_no_version(source: Source) -> None:
    fetch.fetch(source)
    assert set(outcomes(fetch.fetch(source)).values()) == {"unchanged"}
    assert Snapshot.objects.count() == 3


def test_a_document_that_has_changed_makes_one_version(
    source: Source, deployment: Deployment
) -> None:
    fetch.fetch(source)
    deployment.publish("images", "id", "name")
    results = fetch.fetch(source)
    assert outcomes(results) == {"image": "unchanged", "images": "new", "tasks": "unchanged"}
    assert (results[1].version, results[1].changes) == (2, 1)


def test_only_what_is_wanted_is_asked_for(source: Source, deployment: Deployment) -> None:
    fetch.fetch(source, ["tasks"])
    assert deployment.asked() == ["tasks"]
    assert Schema.objects.get().name == "tasks"


def test_a_schema_that_was_renamed_here_is_asked_for_by_its_name_there(
    source: Source, deployment: Deployment
) -> None:
    fetch.fetch(source)
    rename_schema(Schema.objects.get(name="images"), "pictures")
    deployment.publish("images", "id", "name")
    deployment.asked()
    results = fetch.fetch(source, ["pictures"])
    assert (outcomes(results), deployment.asked()) == ({"pictures": "new"}, ["images"])
    assert [each.is_failure for each in fetch.fetch(source)] == [False] * 3
    assert Schema.objects.filter(source=source).count() == 3
    deployment.set_all(answer(b"", 404))
    fetch.fetch(source, ["pictures"])
    assert observed(source)[-1] == ("pictures", "not-found")


def test_results_come_one_by_one(source: Source, deployment: Deployment) -> None:
    seen: list[tuple[str, list[str]]] = []
    fetch.fetch(source, on_result=lambda each: seen.append((each.schema, deployment.asked())))
    assert seen == [("image", ["image"]), ("images", ["images"]), ("tasks", ["tasks"])]


FAULTS: dict[str, tuple[Callable[[Call], None], str]] = {
    "F6 cut": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + GOOD), "truncated"),
    "F7 close-delimited": (raw(b"HTTP/1.1 200 OK\r\n\r\n" + GOOD[:-5]), "not-json"),
    "F10 gzip": (answer(b"no gzip", content_encoding="gzip"), "bad-encoding"),
    "F8 bomb": (answer(gzip.compress(bytes(10**8)), content_encoding="gzip"), "too-large"),
    "F12 redirects": (answer(b"", 302, location="/v2/schemas/images"), "redirects"),
    "F20 no content": (answer(b"", 204), "unexpected-status"),
    "F20 choices": (answer(b'{"versions": []}', 300), "unexpected-status"),
    "F21 not modified": (answer(b"", 304), "not-modified-unasked"),
    "F22 bad request": (answer(b"", 400), "bad-request"),
    "F24 forbidden": (answer(b"", 403), "permission"),
    "F25 not found": (answer(b"<h1>Not Found</h1>", 404), "not-found"),
    "F27 server error": (answer(b"", 500), "server-error"),
    "F28 web page": (answer(b"<html>", content_type="text/html"), "not-json-type"),
    "F28 untyped web page": (answer(b"<html>"), "not-json"),
    "F30 UTF-8": (answer(b'{"a": "\xff"}'), "not-utf8"),
    "F30 UTF-16": (answer(GOOD.decode().encode("utf-16")), "not-utf8"),
    "F32 name twice": (answer(GOOD[:-1] + b', "name": "images"}'), "duplicate-name"),
    "F33 NaN": (answer(b'{"a": NaN}'), "not-a-number"),
    "F33 1e400": (answer(b'{"a": 1e400}'), "number-too-large"),
    "F35 surrogate": (answer(b'{"\\ud800": {"a": "\\ud800"}}'), "lone-surrogate"),
    "F35 NUL": (answer(b'{"a\\u0000": {"b\\u0000": "\\u0000"}}'), "nul-character"),
    "F36 depth": (answer(b"[" * 100_000), "too-deep"),
    "F39 list": (answer(b"[]"), "wrong-document"),
    "another schema": (answer(b'{"name": "image", "properties": {}}'), "wrong-document"),
    "versions list": (answer(b'{"versions": []}'), "wrong-document"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_rule_d(source: Source, deployment: Deployment, fault: str) -> None:
    """The last good snapshot stays as it is, the fault is on record, the others don't notice."""
    behave, outcome = FAULTS[fault]
    deployment.set("images", answer(GOOD))
    fetch.fetch(source)
    deployment.set("images", behave)
    result = fetch.fetch(source)[1]
    assert (result.outcome, result.version) == (outcome, None)
    schema = Schema.objects.get(name="images")
    assert schema.current is not None
    assert bytes(schema.current.content.body) == GOOD
    assert observed(source)[3:] == [
        ("image", "unchanged"),
        ("images", outcome),
        ("tasks", "unchanged"),
    ]
    seen = schema.observations.get(number=2)
    assert seen.snapshot is None
    assert seen.message == result.message != ""
    deployment.set("images", answer(GOOD))
    assert outcomes(fetch.fetch(source))["images"] == "unchanged"


def test_f31_a_byte_order_mark_is_kept_and_does_not_matter(
    source: Source, deployment: Deployment
) -> None:
    deployment.set("images", answer(b"\xef\xbb\xbf" + GOOD))
    assert outcomes(fetch.fetch(source))["images"] == "new"
    body = bytes(Snapshot.objects.get(schema__name="images").content.body)
    assert body == b"\xef\xbb\xbf" + GOOD


def test_f34_a_big_integer_is_exact(source: Source, deployment: Deployment) -> None:
    number = 2**64 + 1
    document = {"name": "images", "properties": {"size": {"maximum": number}}}
    deployment.set("images", answer(json.dumps(document).encode()))
    fetch.fetch(source, ["images"])
    facts = Schema.objects.get().properties.get().facts
    assert facts["schema"]["limits"][0]["value"] == number


WHOLE: dict[str, tuple[Callable[[Call], None], str]] = {
    "F23 unauthorized": (answer(b"", 401), "credentials"),
    "F26 too many requests": (answer(b"", 429), "too-many-requests"),
    "F26 asks for time": (answer(b"", 503, retry_after="120"), "unavailable"),
}


@pytest.mark.parametrize("fault", WHOLE)
def test_a_fault_of_the_source_is_met_once(
    source: Source, deployment: Deployment, fault: str
) -> None:
    behave, outcome = WHOLE[fault]
    deployment.set_all(behave)
    results = fetch.fetch(source)
    assert deployment.asked() == ["image"]
    assert observed(source) == [(name, outcome) for name in ("image", "images", "tasks")]
    first, *others = (result.message for result in results)
    assert "/v2/schemas/image " in first
    told = "Not asked, since another document of this source had just failed: "
    assert others == [told + first] * 2


def test_f2_a_port_that_nobody_listens_on_is_tried_once(source: Source) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        source.url = f"http://127.0.0.1:{server.getsockname()[1]}"
    assert set(outcomes(fetch.fetch(source)).values()) == {"refused"}


def test_f4_a_server_that_says_nothing_is_waited_for_once(
    source: Source, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, hasty = upstream.connect, upstream.Limits(deadline=0.3)
    monkeypatch.setattr(upstream, "connect", lambda config: connect(config, hasty))
    deployment.set_all(hanging)
    assert set(outcomes(fetch.fetch(source)).values()) == {"deadline"}
    assert deployment.asked() == ["image"]


@pytest.mark.parametrize(("asked", "seconds"), [("120", 120), ("86400", 3600)])
def test_f26_the_time_that_a_source_asks_for_is_written_down(
    source: Source, deployment: Deployment, asked: str, seconds: int
) -> None:
    deployment.set_all(answer(b"", 503, retry_after=asked))
    fetch.fetch(source)
    for seen in Observation.objects.all():
        assert seen.retry_at is not None
        assert (seen.retry_at - seen.at).total_seconds() == seconds


def test_f29_a_cloud_that_is_not_configured_is_recorded_for_each_document(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", "/nonexistent")
    source = Source.objects.create(name="cloud", kind="glance", cloud="eu")
    results = fetch.fetch(source)
    assert len(results) == 16
    assert set(outcomes(results).values()) == {"cloud-config"}
    assert len(observed(source)) == 16


def test_a_source_whose_documents_are_chosen_names_them_without_its_cloud(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", "/nonexistent")
    source = Source(name="cloud", kind="glance", cloud="eu", chosen=["images"])
    assert fetch.names(source) == ("images",)


def test_a_name_that_clashes_is_told_and_makes_no_schema(
    source: Source, deployment: Deployment
) -> None:
    Schema.objects.named(source, "images/old")
    results = fetch.fetch(source)
    assert outcomes(results) == {"image": "new", "images": "bad-name", "tasks": "new"}
    assert "one address would mean both" in results[1].message
    assert not Schema.objects.filter(name="images").exists()


def test_a_fault_does_not_repeat_a_secret(
    db: None, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve(answer(b"signature=hunter2", 403))
    url = f"{server.url}/schema.json?signature=hunter2"
    source = Source.objects.create(name="signed", kind="json-schema", url=url)
    (result,) = fetch.fetch(source)
    (seen,) = Observation.objects.values()
    assert result.outcome == "permission"
    assert "hunter2" not in f"{result} {seen} {caplog.text}"


class TestValidators:
    """A server that gives them is asked whether anything has changed since."""

    @pytest.fixture
    def asked(self, source: Source, deployment: Deployment) -> list[tuple[str, str]]:
        """What each question said; the answers are 304 whenever they may be."""
        source.chosen = ["images"]
        questions: list[tuple[str, str]] = []

        def behave(call: Call) -> None:
            condition = tuple(
                call.headers.get(name, "") for name in ("If-None-Match", "If-Modified-Since")
            )
            questions.append((condition[0], condition[1]))
            if any(condition):
                answer(b"", 304)(call)
            else:
                answer(GOOD, etag='"v1"', last_modified="Wed, 16 Oct 2019 00:00:00 GMT")(call)

        deployment.set("images", behave)
        return questions

    def test_they_are_sent_from_the_second_time_on(
        self, source: Source, asked: list[tuple[str, str]]
    ) -> None:
        results = [fetch.fetch(source)[0] for _ in range(3)]
        condition = ('"v1"', "Wed, 16 Oct 2019 00:00:00 GMT")
        assert asked == [("", ""), condition, condition]
        assert [(each.outcome, each.version) for each in results] == [
            ("new", 1),
            ("not-modified", 1),
            ("not-modified", 1),
        ]

    def test_they_belong_to_the_last_capture(
        self, source: Source, asked: list[tuple[str, str]], deployment: Deployment
    ) -> None:
        fetch.fetch(source)
        deployment.publish("images", "id", "name")
        fetch.fetch(source)
        deployment.calls.clear()
        fetch.fetch(source)
        assert not {"If-None-Match", "If-Modified-Since"} & deployment.calls[0].headers.keys()

    @pytest.mark.parametrize("etag", ['"' + "x" * 5000 + '"', '"a\x01b"'])
    def test_one_that_cannot_be_stored_is_left_out(
        self, source: Source, deployment: Deployment, etag: str
    ) -> None:
        deployment.set("images", answer(GOOD, etag=etag, content_type="x" * 5000))
        assert outcomes(fetch.fetch(source, ["images"])) == {"images": "new"}
        seen = Observation.objects.get()
        assert (seen.etag, seen.content_type) == ("", "")
