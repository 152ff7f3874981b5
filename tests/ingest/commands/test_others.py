"""manage.py rebuild, load_samples and fetchloop."""

import json
import signal
import threading

import pytest
from django.core.management import call_command

from portal.catalog.models import Property, Schema, Source
from portal.ingest import derive
from portal.search.models import Sheet
from tests.ingest.commands.running import help_of, refusal, run
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def test_rebuild_derives_all_schemas_again() -> None:
    capture(make_schema("images"), with_properties("id"))
    capture(make_schema("tasks"), with_properties("id"))
    Property.objects.all().delete()
    assert run("rebuild").splitlines() == [
        "1/2 cloud/images",
        "2/2 cloud/tasks",
        "Rebuilt 2 schemas.",
    ]
    assert Property.objects.count() == 2
    assert Sheet.objects.count() == 2


def test_rebuild_takes_what_is_named_alone() -> None:
    for name in ("images", "tasks"):
        capture(make_schema(name), with_properties("id"))
    capture(make_schema("images", source="other"), with_properties("id", "name"))
    Property.objects.all().delete()
    assert run("rebuild", "other/images", "other").splitlines()[-1] == "Rebuilt 1 schema."
    assert Property.objects.count() == 2
    (row,) = json.loads(run("rebuild", "cloud/tasks", "--json"))
    assert row.pop("seconds") >= 0
    assert row == {
        "source": "cloud", "schema": "tasks", "versions": 1, "properties": 1, "changes": 0
    }  # fmt: skip
    assert len(json.loads(run("rebuild", "cloud", "--json"))) == 2


@pytest.mark.parametrize("target", ["nobody", "cloud/nothing", "", "/images"])
def test_rebuild_refuses_what_is_not_there(target: str) -> None:
    capture(make_schema("images"), with_properties("id"))
    assert f"there is no schema {target!r}" in str(refusal("rebuild", target))


def test_rebuild_says_how_far_it_came_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("images", "tasks"):
        capture(make_schema(name), with_properties("id"))
    keep = derive.rebuild

    def stopped(schema: Schema) -> None:
        if schema.name == "tasks":
            raise KeyboardInterrupt
        keep(schema)

    monkeypatch.setattr(derive, "rebuild", stopped)
    error = refusal("rebuild")
    assert "1 of 2 schemas are rebuilt, cloud/tasks and what follows are as they were" in str(error)
    assert error.returncode == 130


def test_the_help_of_rebuild_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of("rebuild", capsys=capsys)
    assert "manage.py rebuild glance/images --json" in text
    assert "exit status:" in text


def test_load_samples_adds_them_once() -> None:
    added = run("load_samples").splitlines()
    assert [line.partition(":")[0] for line in added] == ["Added huawei-ims", "Added glance"]
    assert run("load_samples") == "The sample sources are there already.\n"
    assert Source.objects.count() == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_fetchloop_runs_until_it_is_told_to_stop(number: signal.Signals) -> None:
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    timer = threading.Timer(0.5, signal.raise_signal, [number])
    timer.start()
    try:
        call_command("fetchloop")
    finally:
        timer.join()
        for each, handler in kept.items():
            signal.signal(each, handler)
