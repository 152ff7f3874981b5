"""manage.py diff, as people and pipelines call it."""

import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import CommandError

from portal.catalog.models import Source
from portal.ingest.samples import FOLDER
from tests.management.conftest import AFTER, Run
from tests.served import TOP


def test_files_are_compared_without_a_database(run: Run, files: tuple[Path, Path]) -> None:
    printed, status = run(*files)
    assert status == 0
    assert "1 breaking for requests" in printed
    assert '"iso" removed from enum' in printed
    assert "[enum-value-removed]" in printed
    assert "title" not in printed
    assert "1 not shown here" in printed


def test_editorial_changes_are_shown_on_demand(run: Run, files: tuple[Path, Path]) -> None:
    printed, _ = run(*files, "--all")
    assert 'title "Format" set' in printed
    assert "not shown" not in printed


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 0),
        (("--fail-on", "breaking"), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "breaking", "--side", "request"), 1),
        (("--fail-on", "breaking", "--side", "response"), 0),
    ],
)
def test_the_exit_status_says_how_grave_it_is(
    run: Run, files: tuple[Path, Path], options: tuple[str, ...], status: int
) -> None:
    assert run(*files, *options)[1] == status


def test_a_warning_is_not_breaking(run: Run, files: tuple[Path, Path]) -> None:
    after, before = files  # a value comes: who reads is warned
    assert run(before, after, "--fail-on", "breaking")[1] == 0
    assert run(before, after, "--fail-on", "warning", "--side", "response")[1] == 1
    assert run(before, after, "--fail-on", "warning", "--side", "request")[1] == 0


def test_equal_files_never_fail(run: Run, files: tuple[Path, Path]) -> None:
    printed, status = run(files[0], files[0], "--fail-on", "warning")
    assert (status, "nothing differs" in printed) == (0, True)


def test_json_has_everything(run: Run, files: tuple[Path, Path]) -> None:
    said = json.loads(run(*files, "--format", "json")[0])
    assert (said["before"], said["after"]) == tuple(map(str, files))
    assert said["worst"] == "breaking"
    rules = {change["keyword"]: change["rule"] for change in said["changes"]}
    assert rules == {"enum": "enum-value-removed", "title": "documentation-changed"}


def test_markdown_is_a_table(run: Run, files: tuple[Path, Path]) -> None:
    printed, _ = run(*files, "--format", "markdown")
    assert '| breaking | `format` | `"iso"` removed from `enum` |' in printed


def test_annotations_say_where_it_is(run: Run, tmp_path: Path) -> None:
    before, after = tmp_path / "old.json", tmp_path / "new.json"
    for file, most in ((before, 3), (after, 2)):
        file.write_text(json.dumps({"$defs": {"s": {"maxLength": most}}, "maxLength": most}))
    printed = run(before, after, "--format", "github", "--all")[0]
    assert "::#s: maxLength 3 → 2" in printed
    assert "::the document itself: maxLength 3 → 2" in printed


def test_annotations_point_to_the_file(run: Run, tmp_path: Path) -> None:
    before, after = tmp_path / "old,1.json", tmp_path / "new,1.json"
    odd = "50%: a,b\n::error::no"
    before.write_text(json.dumps({"properties": {odd: {"enum": [1, 2]}, "x": {"enum": [1]}}}))
    after.write_text(json.dumps({"properties": {odd: {"enum": [1]}, "x": {"enum": [1, 2]}}}))
    lines = run(before, after, "--format", "github")[0].splitlines()
    assert len(lines) == 2, lines
    assert {line.split(" ")[0] for line in lines} == {"::error", "::warning"}
    assert all("new%2C1.json,title=" in line for line in lines)
    assert any("50%25" in line for line in lines)
    assert any("%0ARequests: breaking." in line for line in lines)  # the reason
    of_responses = run(before, after, "--format", "github", "--side", "response")[0].splitlines()
    assert [line.split(" ")[0] for line in of_responses] == ["::warning"]
    everything = run(before, after, "--format", "github", "--side", "response", "--all")[0]
    assert "::notice" in everything


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_side_alone_is_told(run: Run, files: tuple[Path, Path], format: str) -> None:
    of_requests, _ = run(*files, "--side", "request", "--format", format)
    of_responses, _ = run(*files, "--side", "response", "--format", format)
    assert "Requests: breaking." in of_requests
    assert "Responses:" not in of_requests
    assert "Responses: safe." in of_responses
    assert "Requests:" not in of_responses
    assert "BREAKING  " not in of_responses
    assert "| breaking |" not in of_responses


def test_a_pipe_is_read(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(pipe.write_text, json.dumps(AFTER))
        printed, _ = run(files[0], pipe)
    assert '"iso" removed from enum' in printed


def test_what_cannot_begin_is_no_verdict(files: tuple[Path, Path]) -> None:
    """A pipeline would take the status 1 for a breaking change."""
    ended = subprocess.run(
        [sys.executable, TOP / "manage.py", "diff", *files, "--fail-on", "breaking"],
        env={"PATH": os.environ["PATH"], "PORTAL_DATA": "/proc/nowhere"},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "cannot write to the data folder" in ended.stderr


def test_annotations_of_stored_versions_have_no_file(run: Run, samples: list[Source]) -> None:
    lines = run("glance/images@3", "glance/images@4", "--format", "github")[0].splitlines()
    assert lines
    assert not any("file=" in line for line in lines)


def test_versions_are_named_by_number_and_date(run: Run, samples: list[Source]) -> None:
    by_number = run("glance/images@3", "glance/images@4", "--format", "json")[0]
    by_date = run("glance/images@2019-04-10", "glance/images", "--format", "json")[0]
    assert json.loads(by_number)["changes"] == json.loads(by_date)["changes"] != []
    assert json.loads(by_date)["before"] == "glance/images@3"


def test_a_stored_version_is_compared_with_a_file(run: Run, samples: list[Source]) -> None:
    served = FOLDER / "glance/19.0.0/images.json"
    assert "nothing differs" in run("glance/images", served)[0]


def test_a_file_is_read_in_the_dialect_of_the_other_side(
    run: Run, samples: list[Source], tmp_path: Path
) -> None:
    plain = tmp_path / "images.json"
    plain.write_text('{"properties": {"size": {"maximum": 5, "exclusiveMaximum": true}}}')
    printed, _ = run("glance/images", plain, "--format", "json")
    # In draft 4 the flag belongs to maximum; as of draft 6 it would be malformed.
    assert "keyword-malformed" not in printed


@pytest.mark.parametrize("options", [(), ("--dialect", "draft7")])
def test_the_dialect_may_be_chosen(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_text('{"name": "x", "maximum": 5}')
    after.write_text('{"name": "x", "maximum": 5, "exclusiveMaximum": true}')
    rules = {
        each["rule"]
        for each in json.loads(run(before, after, *options, "--format", "json")[0])["changes"]
    }
    assert rules == ({"keyword-malformed"} if options else {"maximum-lowered"})


def test_standard_input_is_a_side(
    run: Run, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(json.dumps(AFTER).encode()))
    monkeypatch.setattr("sys.stdin", typed)
    printed, _ = run(files[0], "-")
    assert '"iso" removed from enum' in printed


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("nothing.json", "there is no such file"),
        ("/", "there is no such file"),
        ("glance/imges", "did you mean 'images'?"),
        ("glanze/images", "did you mean 'glance'?"),
        ("glance/images@9", "it has 1 to 4"),
        ("glance/images@1999-01-01", "first captured 2017-08-30"),
        ("glance/images@soon", "neither the number of a version nor a date"),
    ],
)
def test_a_side_that_is_not_there_is_told(
    run: Run, samples: list[Source], argument: str, reason: str
) -> None:
    with pytest.raises(CommandError, match="as the address of a version") as refused:
        run("glance/images", argument)
    assert reason in str(refused.value)
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "line 1"),
        ('{"a": 1, "a": 2}', "more than once"),
        ("[]", "a schema is an object, true or false"),
        ("NaN", "NaN"),
    ],
)
def test_a_file_that_is_no_schema_is_told(
    run: Run, files: tuple[Path, Path], tmp_path: Path, text: str, reason: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(text)
    with pytest.raises(CommandError) as refused:
        run(files[0], bad)
    assert str(bad) in str(refused.value)
    assert reason in str(refused.value)
    assert refused.value.returncode == 2


def test_an_address_on_the_web_is_not_fetched(run: Run, files: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match=r"curl https://image\.example\.org/a \|") as refused:
        run(files[0], "https://image.example.org/a")
    assert refused.value.returncode == 2


def test_a_file_that_cannot_be_read_is_told(
    run: Run, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CommandError, match="Permission denied"):
        run(*files)


def test_a_name_that_no_file_can_have_is_told(run: Run, files: tuple[Path, Path]) -> None:
    with pytest.raises(CommandError, match="File name too long") as refused:
        run(files[0], "a" * 300)
    assert refused.value.returncode == 2


def test_only_one_side_is_standard_input(run: Run) -> None:
    with pytest.raises(CommandError, match="only one side") as refused:
        run("-", "-")
    assert refused.value.returncode == 2


def test_a_folder_does_not_hide_a_version(
    run: Run, samples: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "glance/images").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert "nothing differs" in run("glance/images", "glance/images")[0]


def test_a_database_that_is_not_prepared_is_no_verdict(tmp_path: Path) -> None:
    """A pipeline would take the status 1 for a breaking change."""
    ended = subprocess.run(
        [sys.executable, TOP / "manage.py", "diff", "glance/images@1", "glance/images"],
        env={"PATH": os.environ["PATH"], "PORTAL_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 2
    assert "script/up" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
