"""The services that there are, set side by side as they were recorded."""

from typing import Any

import pytest

from portal.history.matrix import Facet, Row, build
from portal.schema import dialect, document
from portal.schema.impact import Impact, compare
from tests.schema.recordings import recorded


def images(name: str) -> document.Document:
    return document.read(recorded(name), dialect.named("openstack"))


def test_huawei_against_glance() -> None:
    found = {row.path: row for row in build([images("huawei-ims"), images("glance-33.0.0")])}
    added = {path for path, row in found.items() if row.differs == {Facet.PRESENCE}}
    assert added == {
        "images[].os_hidden",
        "images[].os_hash_algo",
        "images[].os_hash_value",
        "images[].stores",
        "images[].description",
        "images[].cinder_encryption_key_id",
        "images[].cinder_encryption_key_deletion_policy",
        "images[].locations[].validation_data",
        "images[].locations[].validation_data.checksum",
        "images[].locations[].validation_data.os_hash_algo",
        "images[].locations[].validation_data.os_hash_value",
    }
    assert all(not found[path].cells[0].said and found[path].cells[1].said for path in added)
    null = {path for path, row in found.items() if Facet.TYPE in row.differs}
    assert null == {
        f"images[].{name}"
        for name in (
            "kernel_id ramdisk_id owner virtual_size size name checksum container_format "
            "disk_format"
        ).split()
    }
    for path in null:
        (before,), (after,) = (cell.said for cell in found[path].cells)
        assert set(after.types) == {*before.types, "null"}
        assert (before.allows_null, after.allows_null) == (False, True)
    changed = {path: values(row) for path, row in found.items() if Facet.ENUM in row.differs}
    assert changed == {
        "images[].status": ({"uploading", "importing", "deactivated"}, set()),
        "images[].visibility": ({"community", "shared"}, set()),
        "images[].container_format": ({None, "docker", "compressed"}, set()),
        "images[].disk_format": ({None, "vhdx", "ploop"}, set()),
    }
    assert {path for path, row in found.items() if row.differs} == added | null | set(changed)
    assert all(row.differs <= {Facet.PRESENCE, Facet.TYPE, Facet.ENUM} for row in found.values())


def values(row: Row) -> tuple[set[Any], set[Any]]:
    """Which values the second cell has beyond the first, and which it lacks."""
    first, second = (list((cell.said[0].values or {}).values()) for cell in row.cells)
    return set(second) - set(first), set(first) - set(second)


def test_read_only_in_prose_is_read_only() -> None:
    found = {row.path: row for row in build([images("huawei-ims"), images("glance-33.0.0")])}
    status = found["images[].status"]
    assert [cell.said[0].read_only for cell in status.cells] == [("description",), ("keyword",)]
    assert Facet.READ_ONLY not in status.differs
    assert sum(bool(cell.said and cell.said[0].read_only) for cell in cells(found, 0)) == 10


def cells(found: dict[str, Row], column: int) -> list[Any]:
    return [row.cells[column] for row in found.values()]


def test_the_history_of_glance() -> None:
    releases = ["15.0.2", "17.0.1", "18.0.0", "19.0.0", "33.0.0"]
    found = build([images(f"glance-{release}") for release in releases])
    nothing: set[Facet] = set()
    gone, values = {Facet.PRESENCE}, {Facet.ENUM}
    assert {
        row.path: [set(cell.differs) for cell in row.cells] for row in found if row.differs
    } == {
        "images[].status": [nothing, values, values, values, values],
        "images[].container_format": [nothing, nothing, nothing, values, values],
        "images[].os_hidden": [nothing, gone, gone, gone, gone],
        "images[].os_hash_algo": [nothing, gone, gone, gone, gone],
        "images[].os_hash_value": [nothing, gone, gone, gone, gone],
        "images[].backend": [nothing, gone, gone, nothing, nothing],
        "images[].stores": [nothing, nothing, nothing, gone, gone],
        "images[].description": [nothing, nothing, gone, gone, gone],
        "images[].locations[].validation_data": [nothing, nothing, gone, gone, gone],
        "images[].locations[].validation_data.checksum": [nothing, nothing, gone, gone, gone],
        "images[].locations[].validation_data.os_hash_algo": [nothing, nothing, gone, gone, gone],
        "images[].locations[].validation_data.os_hash_value": [nothing, nothing, gone, gone, gone],
        "images[].cinder_encryption_key_id": [nothing, nothing, nothing, gone, gone],
        "images[].cinder_encryption_key_deletion_policy": [nothing, nothing, nothing, gone, gone],
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("huawei-ims", "glance-33.0.0"),
        ("glance-15.0.2", "glance-17.0.1"),
        ("glance-17.0.1", "glance-18.0.0"),
        ("glance-18.0.0", "glance-19.0.0"),
    ],
)
def test_it_agrees_with_the_judged_changes(before: str, after: str) -> None:
    """Another way to the same: what is judged to say something of values is what differs."""
    old, new = images(before), images(after)
    judged = compare(old.value, new.value, old.dialect, new.dialect)
    told = {each.change.path for each in judged if each.verdict.worst is not Impact.EDITORIAL}
    found = {row.path: row for row in build([old, new]) if row.differs}
    inside = {path for path, row in found.items() if row.parent in found}  # came with what has them
    assert found.keys() - inside == told
