"""manage.py check-links, as a pipeline runs it."""

import io
import json
from pathlib import Path

import pytest

from portal.catalog.models import Source
from portal.management.operands import BAD_INPUT
from tests.called import called

HERE = "http://127.0.0.1:8000"


def run(*arguments: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    return called("check-links", *arguments)


@pytest.fixture
def docs(tmp_path: Path, samples: list[Source]) -> Path:
    """A folder of documents: one link that is fine, one that leads to what has gone."""
    (tmp_path / "a.md").write_text(f"[a]({HERE}/glance/images/)\r\n")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/b.wiki").write_text(f"[{HERE}/glance/images/images/*/backend/ b]")
    (tmp_path / "c.bin").write_bytes(b"\xff" + HERE.encode())
    return tmp_path


def test_every_document_of_a_folder(docs: Path) -> None:
    status, out = run(str(docs))
    assert status == 1
    assert "inside/b.wiki:1:2: gone:" in out
    assert out.endswith("1 gone, 1 fine\n")


def test_what_counts_as_a_failure_can_be_chosen(docs: Path) -> None:
    assert run(str(docs), "--fail-on", "never")[0] == 0
    assert run(str(docs / "a.md"))[0] == 0


def test_for_programs(docs: Path) -> None:
    junit = docs / "links.junit"
    status, out = run(str(docs), "--json", "--junit", str(junit))
    assert status == 1
    assert json.loads(out)["summary"]["gone"] == 1
    assert 'failures="1"' in junit.read_text()
    assert run(str(docs), "--junit", "-") == (1, f"{junit.read_text()}\n")


def test_corrected_links_are_written_and_nothing_else(docs: Path) -> None:
    run(str(docs), "--write")
    pinned = f"{HERE}/glance/images/versions/3/images/*/backend/"
    assert (docs / "inside/b.wiki").read_text() == f"[{pinned} b]"
    assert (docs / "a.md").read_bytes().endswith(b"/images/)\r\n")


def test_standard_input(samples: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    text = f'<a href="{HERE}/nothing/">'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    status, out = run("-", "--format", "html")
    assert status == 1
    assert out.startswith("-:1:10: never existed:")


def test_what_can_not_be_read(docs: Path) -> None:
    assert run(str(docs / "none.md")) == (
        BAD_INPUT,
        f"{docs / 'none.md'}: No such file or directory",
    )
    status, told = run(str(docs / "c.bin"))
    assert (status, "not UTF-8 (at byte 0)" in told) == (BAD_INPUT, True)
    assert run(str(docs / "a.md"), "--junit", str(docs / "x/y"))[0] == BAD_INPUT


def test_no_file_is_read_without_end(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.management.commands.check-links.LARGEST", 10)
    status, told = run(str(docs / "a.md"))
    assert (status, "larger" in told) == (BAD_INPUT, True)
