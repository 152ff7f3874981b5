"""What keeps the portal from being served is said in one line, and the exit status is 1."""

import socket
from pathlib import Path

import pytest

from tests.served import Portal


def complaint(portal: Portal) -> str:
    """The one line that `manage.py serve` complains in."""
    result = portal.manage("serve")
    assert result.returncode == 1, result.stderr
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


def test_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        assert complaint(Portal(tmp_path, port=port)) == (
            f"CommandError: cannot listen on 127.0.0.1, port {port} (Address already in use); "
            "choose another port with PORTAL_PORT"
        )


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_port_that_is_none(tmp_path: Path, port: str) -> None:
    line = complaint(Portal(tmp_path, extra={"PORTAL_PORT": port}))
    assert line == f"CommandError: PORTAL_PORT is '{port}'; it must be a number from 1 to 65535"


def test_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    # Root may write anywhere, but not below a file.
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    assert complaint(Portal(folder)) == (
        f"schema-portal: cannot write to the data folder {folder} (Not a directory); "
        "choose another with PORTAL_DATA"
    )


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "DATABASE_URL is not a database address"),
        ("postgres://someone:s3cret@host:port/name", "DATABASE_URL is not a database address"),
        ("mysql://someone:s3cret@host/name", "DATABASE_URL must begin with postgres://"),
    ],
)
def test_bad_database_url(tmp_path: Path, url: str, reason: str) -> None:
    line = complaint(Portal(tmp_path, url))
    assert line.startswith(f"schema-portal: {reason}")
    assert "s3cret" not in line


def test_unreachable_postgresql(tmp_path: Path) -> None:
    line = complaint(Portal(tmp_path, "postgres://someone:s3cret@127.0.0.1:1/name"))
    assert line.startswith("CommandError: cannot reach the database: ")
    assert "Connection refused" in line
    assert "s3cret" not in line


def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "portal.sqlite3").write_text("no database " * 100)
    line = complaint(Portal(tmp_path))
    assert line == "CommandError: cannot reach the database: file is not a database"


def test_a_frame_of_what_is_no_host(tmp_path: Path) -> None:
    line = complaint(
        Portal(tmp_path, extra={"PORTAL_EMBED_HOSTS": "wiki.example 'self';script-src"})
    )
    assert line == (
        "schema-portal: PORTAL_EMBED_HOSTS holds what is no host: \"'self';script-src\"; "
        "write wiki.example.org, *.example.org or https://wiki.example.org:8443"
    )


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORTAL_URL", "schemas.example.org", "not the http(s) address of a site, without a path"),
        ("PORTAL_URL", "https://example.org/portal", "not the http(s) address of a site, without"),
        ("PORTAL_ALIASES", "https://a.org b.org", "holds what is not the address of a site: 'b."),
    ],
)
def test_a_portal_that_is_at_no_address(tmp_path: Path, name: str, value: str, reason: str) -> None:
    line = complaint(Portal(tmp_path, extra={name: value}))
    assert line.startswith("schema-portal: ")
    assert reason in line


def test_wiki_that_is_no_address(tmp_path: Path) -> None:
    line = complaint(Portal(tmp_path, extra={"PORTAL_WIKI_URL": "javascript:alert(1)"}))
    assert line == "schema-portal: PORTAL_WIKI_URL is not an http(s) address: javascript:alert(1)"


def test_a_pipeline_can_tell_a_missing_database_from_a_bad_link(tmp_path: Path) -> None:
    portal, text = Portal(tmp_path / "data"), tmp_path / "text.md"
    text.write_text(f"[a]({portal.url}/glance/)")
    done = portal.manage("check-links", str(text))
    assert done.returncode == 2
    assert done.stderr.endswith("; has script/up prepared this database?\n")
