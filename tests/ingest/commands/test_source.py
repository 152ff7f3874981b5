"""manage.py source: add, list, remove, sync."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from portal.catalog.models import Schema, Snapshot, Source
from tests.ingest.commands.running import help_of, refusal, run
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db
URL = "https://image.example.org"


def test_a_source_is_added_and_the_next_step_named() -> None:
    printed = run("source", "add", "eu", "--kind", "glance", "--url", URL, "--every", "90s")
    source = Source.objects.get()
    assert printed == "Added eu. Fetch it: manage.py fetch eu\n"
    assert (source.name, source.kind, source.url) == ("eu", "glance", URL)
    assert (source.every, source.max_age) == (timedelta(seconds=90), timedelta(hours=1))
    assert source.chosen == []


def test_documents_are_chosen_one_by_one() -> None:
    run("source", "add", "eu", "--kind", "glance", "--cloud", "eu", "--schema", "image",
        "--schema", "images", "--max-age", "5m", "--description", "Europe")  # fmt: skip
    source = Source.objects.get()
    assert (source.cloud, source.chosen) == ("eu", ["image", "images"])
    assert (source.max_age, source.description) == (timedelta(minutes=5), "Europe")


def test_a_source_without_an_address_is_for_imports() -> None:
    printed = run("source", "add", "archive", "--kind", "glance")
    assert "manage.py import FILE --source archive --schema NAME" in printed


def test_what_is_not_said_of_a_source_that_changes_stays() -> None:
    run("source", "add", "eu", "--kind", "glance", "--url", URL, "--max-age", "5m", "--every", "1h")
    assert run("source", "change", "eu", "--every", "15m").startswith("Changed eu.")
    source = Source.objects.get(name="eu")
    assert (source.every, source.max_age) == (timedelta(minutes=15), timedelta(minutes=5))
    assert (source.kind, source.url) == ("glance", URL)


def test_a_source_is_not_added_twice() -> None:
    run("source", "add", "eu", "--kind", "glance", "--url", URL)
    refused = str(refusal("source", "add", "eu", "--kind", "glance", "--cloud", "eu"))
    assert "manage.py source change eu" in refused
    assert Source.objects.get(name="eu").cloud == ""


def test_a_removed_source_may_be_added_again() -> None:
    run("source", "add", "eu", "--kind", "glance", "--url", URL)
    run("source", "remove", "eu")
    assert run("source", "add", "eu", "--kind", "glance", "--url", URL).startswith("Changed eu.")
    assert Source.objects.get(name="eu").retired_at is None


def test_an_unknown_source_is_not_changed() -> None:
    assert "manage.py source list" in str(refusal("source", "change", "eu", "--every", "1h"))


def test_a_change_of_nothing_is_refused() -> None:
    run("source", "add", "eu", "--kind", "glance", "--url", URL)
    assert "nothing to change" in str(refusal("source", "change", "eu"))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["eu", "--kind", "ftp"], "invalid choice: 'ftp' (choose from 'glance', 'json-schema'"),
        (["eu", "--kind", "glance", "--url", "image.example.org"], "only http and https"),
        (["eu", "--kind", "glance", "--url", f"{URL}/v2/schemas/"], "before /v2/schemas"),
        (["eu", "--kind", "glance", "--url", "https://me:pw@x.org"], "a user name or a password"),
        (["eu", "--kind", "glance", "--url", URL, "--every", "1w"], "--every: '1w' is not a dur"),
        (["eu", "--kind", "glance", "--url", URL, "--max-age", "0s"], "--max-age: '0s' is not"),
        (["search", "--kind", "glance"], "the portal uses this word itself"),
        (["E U", "--kind", "glance"], "use 1 to 63 lower-case letters"),
        (["eu", "--kind", "glance", "--url", URL, "--schema", "a", "--schema", "a/b"], "mean both"),
        (["eu"], "the following arguments are required: --kind"),
    ],
)
def test_what_could_never_work_is_refused(arguments: list[str], reason: str) -> None:
    assert reason in str(refusal("source", "add", *arguments))
    assert not Source.objects.exists()


def test_the_list_is_empty_at_first() -> None:
    assert "There are no sources yet" in run("source", "list")


def test_the_list_tells_each_in_a_line_that_is_never_broken() -> None:
    long = f"{URL}/{'a' * 150}"
    run("source", "add", "eu", "--kind", "glance", "--url", long, "--every", "1h")
    run("source", "add", "us", "--kind", "glance", "--cloud", "west", "--schema", "images")
    run("source", "add", "archive", "--kind", "glance")
    run("source", "remove", "us")
    lines = run("source", "list").splitlines()
    (eu,) = (line for line in lines if " eu " in line)
    assert eu.replace("│", "").split() == ["eu", "glance", long, "1h", "all", "asked"]
    (us,) = (line for line in lines if " us " in line)
    assert us.replace("│", "").split() == [
        "us",
        "glance",
        "cloud",
        "west",
        "-",
        "images",
        "removed",
    ]
    (archive,) = (line for line in lines if " archive " in line)
    assert archive.replace("│", "").split() == [
        "archive",
        "glance",
        "imported",
        "-",
        "all",
        "recorded",
    ]


def test_the_list_is_json_for_tools() -> None:
    run("source", "add", "eu", "--kind", "glance", "--url", URL, "--every", "60m")
    assert json.loads(run("source", "list", "--json")) == [
        {
            "name": "eu",
            "kind": "glance",
            "url": URL,
            "cloud": "",
            "schemas": [],
            "every": "1h",
            "max_age": "1h",
            "state": "asked",
        }
    ]


def test_a_source_that_is_removed_keeps_its_pages() -> None:
    snapshot = capture(make_schema(url=URL), with_properties("id"))
    assert "is fetched no more" in run("source", "remove", "cloud")
    assert not Source.objects.asked().exists()
    assert Snapshot.objects.get() == snapshot


def test_a_source_that_is_purged_is_gone() -> None:
    capture(make_schema(), with_properties("id"))
    assert "Deleted cloud" in run("source", "remove", "cloud", "--purge")
    assert not Source.objects.exists()
    assert not Schema.objects.exists()


def test_an_unknown_source_cannot_be_removed() -> None:
    assert str(refusal("source", "remove", "nobody")).startswith("there is no source 'nobody'")


def test_a_file_adds_and_changes_sources(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    run("source", "add", "eu", "--kind", "glance", "--url", URL)
    run("source", "add", "stays", "--kind", "glance", "--url", URL)
    file.write_text(
        '[eu]\nkind = "glance"\ncloud = "eu"\nevery = "1h"\nschemas = ["image"]\n'
        '[widget]\nkind = "json-schema"\nurl = "https://example.org/widget.json"\n'
    )
    printed = run("source", "sync", str(file))
    assert printed.splitlines() == [
        "Changed eu. Fetch it: manage.py fetch eu",
        "Added widget. Fetch it: manage.py fetch widget",
    ]
    assert [source.name for source in Source.objects.all()] == ["eu", "stays", "widget"]
    assert Source.objects.get(name="eu").cloud == "eu"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"[eu", "is not TOML"),
        (b'name = "\xff"', "is not TOML"),
        (b'eu = "glance"', "'eu' is no table; write [eu]"),
        (b'[eu]\nkind = "glance"\npasword = "x"', "eu: 'pasword' is unknown"),
        (b'[ok]\nkind = "glance"\n[eu]\nkind = "ftp"', "'ftp' is no kind of source"),
        (b'[ok]\nkind = "glance"\n[api]\nkind = "glance"', "the portal uses this word itself"),
    ],
)
def test_a_file_with_a_fault_changes_nothing(tmp_path: Path, text: bytes, reason: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_bytes(text)
    assert reason in str(refusal("source", "sync", str(file)))
    assert not Source.objects.exists()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "sources.toml"
    assert str(refusal("source", "sync", str(missing))) == f"{missing}: No such file or directory"
    assert str(refusal("source", "sync", str(tmp_path))) == f"{tmp_path}: Is a directory"


def test_the_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    printed = help_of("source", capsys=capsys)
    assert "manage.py source sync sources.toml\n" in printed
    assert "[eu-cloud]\n" in printed
