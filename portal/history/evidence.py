"""What vouches for a version: the bytes as served, when they were captured, and what they changed.

The files are the same, byte for byte, as long as nothing new is known of the version.
"""

import hashlib
import json
import re
import shlex
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, Final

from django.conf import settings

from portal.catalog import documents
from portal.catalog.models import Observation, Snapshot
from portal.history import comparing, report

FORMAT: Final = "schema-portal-evidence/1"
_DOCUMENT, _CHANGES = "document.json", "changes.json"
# The earliest that a zip file can say: when it was packed is no evidence.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_FILE_FOR_ALL_TO_READ: Final = 0o100644 << 16
_UNIX: Final = 3

_README: Final = """\
{title}, version {number}

document.json   the document, byte for byte as it was served
manifest.json   what it is, and each time it was asked for while it was served
{changes_en}SHA256SUMS      the SHA-256 of each file

To verify that nothing has been altered since it was packed:

    sha256sum --check SHA256SUMS

and that the portal still has the same bytes:

    curl --silent {raw} | sha256sum

which is to print {sha256}.
"canonical_sha256" in the manifest is of the document's RFC 8785 form, with the members of type,
enum and required sorted by theirs, each once: two documents with the same digest say the same.
A version came between two captures; nobody knows the moment, so none is claimed.


{title}，版本 {number}

document.json   文档，与来源当时提供的字节完全一致
manifest.json   文档的身份，以及在其有效期间每次抓取的记录
{changes_zh}SHA256SUMS      各文件的 SHA-256

验证打包之后没有改动：

    sha256sum --check SHA256SUMS

验证门户保存的仍是相同的字节：

    curl --silent {raw} | sha256sum

应输出 {sha256}。
manifest.json 中的 "canonical_sha256" 是文档 RFC 8785 规范形式的摘要，其中 type、enum 和 required
的成员按各自的规范形式排序并去重：摘要相同的两个文档，内容相同。
版本出现在两次抓取之间，确切时刻无人知晓，因此不作断言。
"""
_CHANGES_EN: Final = f"{_CHANGES}    what differs from the version before, and whom it breaks\n"
_CHANGES_ZH: Final = f"{_CHANGES}    与前一版本的差异，以及会破坏哪一方\n"


def name(version: Snapshot) -> str:
    """The name of the bundle, without an ending; plain enough for every file system."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{version.schema}-{version.number}")


def write(version: Snapshot, file: IO[bytes], raw: str) -> None:
    """Write the bundle of a version as a zip file; `raw` is the address of its bytes."""
    folder = name(version)
    sums = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, data in _files(version, raw):
            _add(packed, f"{folder}/{path}", data)
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
        _add(packed, f"{folder}/SHA256SUMS", "".join(sums).encode())


def _add(packed: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _TIME)
    entry.create_system, entry.external_attr = _UNIX, _FILE_FOR_ALL_TO_READ
    packed.writestr(entry, data, zipfile.ZIP_DEFLATED)


def _files(version: Snapshot, raw: str) -> Iterator[tuple[str, bytes]]:
    before = version.schema.snapshots.filter(number=version.number - 1).first()
    title = str(version.schema)
    readme = _README.format(
        # A name may hold anything, and addresses what a shell takes for its own.
        title=title if title.isprintable() else json.dumps(title),
        number=version.number,
        changes_en=_CHANGES_EN if before else "",
        changes_zh=_CHANGES_ZH if before else "",
        raw=shlex.quote(raw),
        sha256=version.content_id,
    )
    yield "README.txt", readme.encode()
    yield _DOCUMENT, documents.raw(version)
    yield "manifest.json", _json(_manifest(version, before, raw))
    if before:
        judged = comparing.between(before, version)
        yield _CHANGES, _json(report.as_dict(str(before), str(version), judged))


def _manifest(version: Snapshot, before: Snapshot | None, raw: str) -> dict[str, Any]:
    schema, source = version.schema, version.schema.source
    asked = _asked(version)
    captured = [each for each in asked if each.snapshot_id == version.pk]
    last_before = [each for each in asked if before and each.snapshot_id == before.pk]
    return {
        "format": FORMAT,
        "portal": {"url": settings.PORTAL_URL, "derivation": schema.derived_by},
        "source": {
            "name": source.name,
            "kind": source.kind,
            "description": source.description,
            "url": source.url,
        },
        "schema": schema.name,
        "version": version.number,
        "page": f"{settings.PORTAL_URL}{version.get_absolute_url()}",
        "raw": raw,
        "document": {
            "file": _DOCUMENT,
            "size": version.content.size,
            "sha256": version.content_id,
            "canonical_sha256": version.digest,
            "dialect": version.dialect,
        },
        # The version came after the one and not after the other.
        "came": {
            "after": _moment(last_before[-1].at) if last_before else None,
            "not_after": _moment(captured[0].at),
        },
        "observations": [_observation(each) for each in asked],
        "changes": _CHANGES if before else None,
    }


def _asked(version: Snapshot) -> list[Observation]:
    """Each time the document was asked for, whatever came of it: from the last capture of the
    version before, to the first of the one after, if there are any.
    """
    every = Observation.objects.filter(schema=version.schema).order_by("number")
    numbers = list(every.filter(snapshot=version).values_list("number", flat=True))
    first, last = numbers[0], numbers[-1]
    before = every.captures().filter(number__lt=first).last()
    after = every.captures().filter(number__gt=last).first()
    start, end = before.number if before else first, after.number if after else None
    found = every.filter(number__gte=start).select_related("snapshot")
    return list(found if end is None else found.filter(number__lte=end))


def _observation(seen: Observation) -> dict[str, Any]:
    return {
        "number": seen.number,
        "at": _moment(seen.at),
        "origin": seen.origin,
        "outcome": seen.outcome,
        "message": str(seen.message),
        "version": seen.snapshot.number if seen.snapshot else None,
        "provenance": seen.provenance,
        "content_type": seen.content_type,
        "etag": seen.etag,
        "last_modified": seen.last_modified,
    }


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
