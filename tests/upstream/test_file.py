"""One document on the portal's own disk."""

import os
from pathlib import Path

import pytest

from portal.upstream import Limits, SourceConfig, Validators, connect, errors
from portal.upstream.source import Fetched


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """Fetch the one document of a file source."""
    with connect(SourceConfig(kind="file", url=url), limits) as upstream:
        (name,) = upstream.names()
        fetched = upstream.fetch(name, Validators(etag='"of no use"'))
    assert isinstance(fetched, Fetched)
    return fetched


@pytest.mark.parametrize("form", ["{}", "file://{}", "file://localhost{}"])
def test_a_file_is_fetched_byte_for_byte(form: str, tmp_path: Path) -> None:
    path = tmp_path / "a pet.schema.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n')
    url = form.format(str(path).replace(" ", "%20") if form != "{}" else path)
    fetched = fetch(url)
    assert fetched.body == path.read_bytes()
    assert fetched.url == f"file://{path}"
    assert fetched.seconds >= 0


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pet.json").write_bytes(b"{}")
    assert fetch("pet.json").url == f"file://{tmp_path}/pet.json"


@pytest.mark.parametrize(
    ("path", "name"), [("/a/pet.json", "pet"), ("/a/pet.schema.json", "pet"), ("/a/pet", "pet")]
)
def test_the_path_suggests_a_name(path: str, name: str) -> None:
    with connect(SourceConfig(kind="file", url=path)) as upstream:
        assert upstream.names() == (name,)
        upstream.check(name, {})


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(errors.FileError) as caught:
        fetch(str(tmp_path / "none.json"))
    assert "no such file" in caught.value.reason


def test_a_directory_is_refused_and_not_kept_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(errors.FileError) as caught:
        fetch(str(tmp_path))
    assert caught.value.path == str(tmp_path)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_fifo_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(errors.FileError) as caught:
        fetch(str(tmp_path / "fifo"))
    assert "not a plain file" in str(caught.value)


def test_a_file_is_stopped_at_the_cap(tmp_path: Path) -> None:
    (tmp_path / "large.json").write_bytes(b"x" * 1001)
    with pytest.raises(errors.TooLarge) as caught:
        fetch(str(tmp_path / "large.json"), Limits(max_bytes=1000))
    assert caught.value.limit == 1000
    assert len(fetch(str(tmp_path / "large.json"), Limits(max_bytes=1001)).body) == 1001
