"""manage.py fetch: the table, JSON, and the exit status."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.catalog.models import Schema, Source
from tests import postgres
from tests.ingest.commands.running import help_of, refusal, run
from tests.ingest.deployment import Deployment
from tests.ingest.making import make_schema
from tests.served import TOP, Portal
from tests.upstream.faulty import answer

pytestmark = pytest.mark.django_db


def failing(*arguments: str) -> str:
    """What the command prints before it ends with status 1."""
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("fetch", *arguments, stdout=out)
    assert ended.value.code == 1
    return out.getvalue()


def cells(printed: str, schema: str) -> list[str]:
    """The cells of the table's row about `schema`, without the time."""
    (row,) = (line for line in printed.splitlines() if f"│ {schema} " in line)
    return [cell.strip() for cell in row.strip("│").split("│")][:-1]


def test_the_table_tells_what_came(source: Source, deployment: Deployment) -> None:
    printed = run("fetch")
    assert cells(printed, "cloud/images") == ["cloud/images", "new", "1", "-"]
    assert printed.endswith("3 asked for, 3 new, 0 failed\n")
    deployment.publish("images", "id", "name")
    printed = run("fetch", "cloud")
    assert cells(printed, "cloud/image") == ["cloud/image", "unchanged", "1", "-"]
    assert cells(printed, "cloud/images") == ["cloud/images", "new", "2", "1"]
    assert printed.endswith("3 asked for, 1 new, 0 failed\n")


def test_what_failed_is_explained_and_the_status_is_1(
    source: Source, deployment: Deployment
) -> None:
    deployment.set("images", answer(b"", 404))
    printed = failing()
    assert cells(printed, "cloud/images") == ["cloud/images", "not-found", "-", "-"]
    url = f"{deployment.url}/v2/schemas/images"
    assert f"cloud/images: There is no document at {url} (status 404). Check" in printed
    assert printed.endswith("3 asked for, 2 new, 1 failed\n")


def test_what_many_documents_failed_for_is_said_once(
    source: Source, deployment: Deployment, caplog: pytest.LogCaptureFixture
) -> None:
    deployment.set_all(answer(b"", 429))
    _table, _sign, printed = failing().rpartition("┘\n")
    first, others, end = printed.splitlines()
    assert first.startswith("cloud/image: ")
    assert others.startswith("cloud/images and 1 more: Not asked, since another document")
    assert end == "3 asked for, 0 new, 3 failed"
    (logged,) = (record for record in caplog.records if record.name == "portal.ingest.fetch")
    assert logged.getMessage().startswith("cloud/image: ")


@pytest.mark.parametrize(
    ("targets", "asked"),
    [
        (["cloud/images"], ["images"]),
        (["cloud/tasks", "cloud/image", "cloud/tasks"], ["tasks", "image"]),
        (["cloud/images", "cloud"], ["images", "image", "tasks"]),
    ],
)
def test_each_document_that_is_named_is_asked_for_once(
    source: Source, deployment: Deployment, targets: list[str], asked: list[str]
) -> None:
    run("fetch", *targets)
    assert deployment.asked() == asked


def test_json_is_for_tools(source: Source, deployment: Deployment) -> None:
    deployment.set("images", answer(b"", 404))
    image, images, _ = json.loads(failing("--json"))
    assert image.pop("seconds") > 0
    assert image == {
        "source": "cloud",
        "schema": "image",
        "outcome": "new",
        "version": 1,
        "changes": 0,
        "message": "",
    }
    assert (images["outcome"], images["version"]) == ("not-found", None)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nobody", "there is no source 'nobody'"),
        ("archive", "archive has no address: its documents are imported"),
        ("gone", "gone was removed"),
        ("cloud/nothing", "cloud has no schema 'nothing'; it has image, images, tasks"),
    ],
)
def test_what_cannot_be_fetched_is_refused_with_status_2(
    source: Source, deployment: Deployment, target: str, reason: str
) -> None:
    Source.objects.create(name="archive", kind="glance")
    Source.objects.create(name="gone", kind="glance", cloud="eu")
    run("source", "remove", "gone")
    error = refusal("fetch", "cloud", target)
    assert reason in str(error)
    assert error.returncode == 2
    assert deployment.asked() == []
    assert not Schema.objects.exists()


def test_a_schema_that_was_fetched_once_can_be_asked_for_again(
    source: Source, deployment: Deployment
) -> None:
    make_schema("images")
    Source.objects.update(chosen=["image"])
    run("fetch", "cloud/images")
    assert deployment.asked() == ["images"]


def test_a_cloud_that_is_not_configured_is_a_failure(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", "/nonexistent")
    Source.objects.create(name="cloud", kind="glance", cloud="eu")
    printed = failing()
    assert "there is no clouds.yaml" in printed
    assert "16 asked for, 0 new, 16 failed" in printed


def test_without_sources_there_is_nothing_to_do() -> None:
    assert "There is nothing to fetch" in run("fetch")


def test_a_name_is_printed_as_it_is(deployment: Deployment) -> None:
    deployment.set("images", answer(b"{}"))
    url = f"{deployment.url}/v2/schemas/images"
    name = "[/bold][red]:smile:"
    Source.objects.create(name="cloud", kind="json-schema", url=url, chosen=[name])
    assert cells(run("fetch"), f"cloud/{name}")[0] == f"cloud/{name}"


def test_the_help_shows_examples_and_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    printed = help_of("fetch", capsys=capsys)
    assert "manage.py fetch eu-cloud/images " in printed
    assert "2  nothing was asked" in printed


def in_a_terminal(portal: Portal, *arguments: str) -> tuple[int, str]:
    """Run a command of manage.py as a person does; its exit status and what is on the screen."""
    ours, theirs = pty.openpty()
    ended = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=TOP, env=portal.environment | {"TERM": "xterm"}, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    screen = b""
    with suppress(OSError):  # the end of what a terminal was told
        while piece := os.read(ours, 65536):
            screen += piece
    os.close(ours)
    return ended.returncode, screen.decode()


def test_a_person_and_a_program_get_what_they_can_read(tmp_path: Path) -> None:
    document = tmp_path / "widget.json"
    document.write_text("{}")
    with postgres.own_database() as database:
        portal = Portal(tmp_path, database)
        portal.manage("migrate")
        portal.manage("source", "add", "widget", "--kind", "file", "--url", str(document))
        status, screen = in_a_terminal(portal, "fetch")
        piped = portal.manage("fetch")
        refused, message = in_a_terminal(portal, "fetch", "nobody")
    assert (status, piped.returncode, refused) == (0, 0, 2)
    assert "widget/widget │ new " in screen
    assert "\x1b" in screen  # progress, and a table with a bold head
    assert "widget/widget │ unchanged " in piped.stdout
    assert "\x1b" not in piped.stdout + piped.stderr
    assert "there is no source 'nobody'" in message
