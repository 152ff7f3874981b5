"""The evidence of a version: a zip file that vouches for itself."""

import hashlib
import io
import json
import shlex
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.http.response import ResponseHeaders
from django.test import Client

from portal.catalog.models import Schema, Source
from tests.ingest.making import capture
from tests.pages.dom import parse
from tests.pages.scene import failed, served

PAGE = "/cloud/thing/-/evidence/{}.zip"
FIRST = {"properties": {"a": {"type": "string", "enum": ["x", "y"]}}}
SECOND = {"properties": {"a": {"type": "string", "enum": ["x"]}}}


def ask(client: Client, path: str, **headers: str) -> tuple[ResponseHeaders, bytes]:
    """The headers and the bytes of what is there."""
    response = client.get(path, headers=headers)
    assert response.status_code == 200, response.headers
    return response.headers, response.content


def packed(client: Client, path: str) -> tuple[bytes, zipfile.ZipFile]:
    _, data = ask(client, path)
    return data, zipfile.ZipFile(io.BytesIO(data))


def manifest(client: Client, path: str) -> dict[str, Any]:
    _, files = packed(client, path)
    (name,) = (each for each in files.namelist() if each.endswith("/manifest.json"))
    found: dict[str, Any] = json.loads(files.read(name))
    return found


@pytest.fixture
def schema(db: None) -> Schema:
    schema = served(FIRST, FIRST, SECOND)
    failed(schema)
    return schema


def test_it_holds_what_was_served_byte_for_byte(client: Client, samples: list[Source]) -> None:
    _, files = packed(client, "/glance/images/-/evidence/4.zip")
    assert files.namelist() == [
        f"glance-images-4/{name}"
        for name in ("README.txt", "document.json", "manifest.json", "changes.json", "SHA256SUMS")
    ]
    raw = client.get("/api/v1/sources/glance/schemas/images/versions/4/raw/").content
    assert files.read("glance-images-4/document.json") == raw
    told = json.loads(files.read("glance-images-4/manifest.json"))
    assert told["document"]["sha256"] == hashlib.sha256(raw).hexdigest()
    assert told["document"]["size"] == len(raw)
    assert (told["source"]["name"], told["schema"], told["version"]) == ("glance", "images", 4)
    assert told["page"].endswith("/glance/images/versions/4/")
    assert told["came"] == {
        "after": "2019-04-10T00:00:00Z",
        "not_after": "2019-10-16T00:00:00Z",
    }
    assert [each["version"] for each in told["observations"]] == [3, 4, 4]
    assert "running Glance 19.0.0" in told["observations"][1]["provenance"]


def test_the_sums_check(client: Client, schema: Schema, tmp_path: Path) -> None:
    _, files = packed(client, PAGE.format(2))
    files.extractall(tmp_path)
    folder = tmp_path / "cloud-thing-2"
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(check, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK") == 4
    (folder / "document.json").write_bytes(b"{}")
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 1


def test_what_it_changed_comes_with_verdicts(client: Client, schema: Schema) -> None:
    _, files = packed(client, PAGE.format(2))
    told = json.loads(files.read("cloud-thing-2/changes.json"))
    (change,) = told["changes"]
    assert (told["before"], told["after"]) == ("cloud/thing@1", "cloud/thing@2")
    assert (change["before"], change["request"], change["response"]) == ("y", "breaking", "safe")
    assert change["reasons"]["request"]["en"]
    assert change["reasons"]["request"]["zh"]


def test_the_first_version_changed_nothing(client: Client, schema: Schema) -> None:
    _, files = packed(client, PAGE.format(1))
    assert "cloud-thing-1/changes.json" not in files.namelist()
    assert b"changes.json" not in files.read("cloud-thing-1/README.txt")
    told = manifest(client, PAGE.format(1))
    assert told["changes"] is None
    assert told["came"]["after"] is None


def test_each_time_it_was_asked_for_is_told(client: Client, schema: Schema) -> None:
    seen = manifest(client, PAGE.format(1))["observations"]
    assert [(each["number"], each["outcome"], each["version"]) for each in seen] == [
        (1, "new", 1),
        (2, "unchanged", 1),
        (3, "new", 2),
    ]
    seen = manifest(client, PAGE.format(2))["observations"]
    assert [(each["number"], each["outcome"], each["version"]) for each in seen] == [
        (2, "unchanged", 1),
        (3, "new", 2),
        (4, "credentials", None),
    ]
    assert seen[-1]["message"] == "401. Sign in."


def test_it_stays_the_same_until_more_is_known(client: Client, schema: Schema) -> None:
    headers, data = ask(client, PAGE.format(2))
    tag = headers["ETag"]
    again, same = ask(client, PAGE.format(2), Accept_Language="zh-hans")
    assert (again["ETag"], same) == (tag, data)
    unchanged = client.get(PAGE.format(2), headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged["ETag"], unchanged.content) == (304, tag, b"")
    capture(schema, SECOND)
    later, more = ask(client, PAGE.format(2), If_None_Match=tag)
    assert later["ETag"] != tag
    assert more != data


def test_nothing_compresses_what_the_tag_is_of(client: Client, schema: Schema) -> None:
    found, data = ask(client, PAGE.format(2), Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in found
    assert found["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert found["Content-Type"] == "application/zip"
    assert found["Content-Disposition"] == 'attachment; filename="cloud-thing-2.zip"'


def test_a_name_of_anything_makes_a_plain_file(client: Client, db: None) -> None:
    served({}, name="a/../b «c»")
    found, _ = ask(client, "/cloud/a/~4~4/b%20%C2%ABc%C2%BB/-/evidence/1.zip")
    assert found["Content-Disposition"] == 'attachment; filename="cloud-a-..-b-c--1.zip"'


def test_what_is_to_be_typed_is_harmless(client: Client, db: None) -> None:
    served({}, name="x$(reboot);\n\u202ey")
    path = "/cloud/x$(reboot);%0A%E2%80%AEy/-/evidence/1.zip"
    _, files = packed(client, path)
    (readme,) = (each for each in files.namelist() if each.endswith("README.txt"))
    lines = files.read(readme).decode().splitlines()
    assert lines[0] == '"cloud/x$(reboot);\\n\\u202ey", version 1'
    (line, _) = (each.strip() for each in lines if "curl" in each)
    assert shlex.split(line)[2].endswith("/schemas/x$(reboot);%0A%E2%80%AEy/versions/1/raw/")
    assert "$(reboot)" in line.split("'")[1]


@pytest.mark.parametrize(
    "path",
    [PAGE.format(3), "/cloud/other/-/evidence/1.zip", "/cloud/thing/a/-/evidence/1.zip",
     "/cloud/%00/-/evidence/1.zip", "/nowhere/thing/-/evidence/1.zip", PAGE.format(0)],
)  # fmt: skip
def test_there_is_none(client: Client, schema: Schema, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404


def test_another_spelling_leads_to_the_one_address(client: Client, db: None) -> None:
    served({}, name="*")
    found = client.get("/cloud/*/-/evidence/1.zip")
    assert (found.status_code, found["Location"]) == (301, "/cloud/~3/-/evidence/1.zip")


def test_the_api_and_the_pages_lead_to_it(client: Client, samples: list[Source]) -> None:
    version = client.get("/api/v1/sources/glance/schemas/images/versions/4/").json()
    assert version["evidence"].endswith("/glance/images/-/evidence/4.zip")
    page = parse(client.get("/glance/images/images/*/disk_format/").content.decode())
    assert "/glance/images/-/evidence/4.zip" in page.links().values()
