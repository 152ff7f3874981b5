"""What Glance changed in its releases, and what Huawei's images lack: every difference, by name.

`shared/design/upstreams.md` lists them; a line here is `path, what changed: rule request/response`,
with the context in brackets where the place of a change made its verdict another one.
"""

import json

import pytest

from portal.schema.dialect import OPENSTACK
from portal.schema.impact import Judged, compare
from portal.schema.value import ABSENT
from tests.schema.recordings import recorded

SEVENTEEN = """
backend, added: property-added-unconstrained safe/safe
os_hash_algo, added: property-added-otherwise safe/warning (read-only)
os_hash_value, added: property-added-otherwise safe/warning (read-only)
os_hidden, added: property-added-otherwise warning/warning
status, enum +"importing": enum-value-added safe/warning
status, enum +"uploading": enum-value-added safe/warning
"""
EIGHTEEN = """
description, added: property-added-unconstrained safe/safe
locations[].validation_data, added: property-added-open warning/safe
os_version, description changed: documentation-changed editorial/editorial
"""
NINETEEN = """
backend, removed: property-removed-otherwise safe/warning (read-only)
cinder_encryption_key_deletion_policy, added: property-added-narrower warning/safe
cinder_encryption_key_id, added: property-added-unconstrained safe/safe
container_format, enum +"compressed": enum-value-added safe/warning
stores, added: property-added-unconstrained safe/safe
"""
RELEASES = {
    ("glance-15.0.2", "glance-17.0.1"): SEVENTEEN,
    ("glance-17.0.1", "glance-18.0.0"): EIGHTEEN,
    ("glance-18.0.0", "glance-19.0.0"): NINETEEN,
    ("glance-19.0.0", "glance-33.0.0"): "",
}

# "(READ-ONLY)" in a description became `readOnly`, which says the same.
READ_ONLY = (
    *("checksum", "created_at", "direct_url", "file", "schema", "self", "size", "status"),
    *("updated_at", "virtual_size"),
)
REWORDED = ("architecture", "instance_uuid", "os_distro", "os_version")
NULLABLE = (
    *("checksum", "container_format", "disk_format", "kernel_id", "name", "owner", "ramdisk_id"),
    *("size", "virtual_size"),
)
NEW_VALUES = {
    "container_format": ('"compressed"', '"docker"', "null"),
    "disk_format": ('"ploop"', '"vhdx"', "null"),
    "status": ('"deactivated"', '"importing"', '"uploading"'),
    "visibility": ('"community"', '"shared"'),
}
NEW_PROPERTIES = """
cinder_encryption_key_deletion_policy, added: property-added-narrower warning/safe
cinder_encryption_key_id, added: property-added-unconstrained safe/safe
description, added: property-added-unconstrained safe/safe
locations[].validation_data, added: property-added-open warning/safe
os_hash_algo, added: property-added-otherwise safe/warning (read-only)
os_hash_value, added: property-added-otherwise safe/warning (read-only)
os_hidden, added: property-added-otherwise warning/warning
stores, added: property-added-unconstrained safe/safe
"""


def judged(before: str, after: str, schema: str) -> tuple[Judged, ...]:
    return compare(recorded(before, schema), recorded(after, schema), OPENSTACK)


def told(one: Judged) -> str:
    change, verdict = one.change, one.verdict
    what = f"{change.keyword} {change.kind}" if change.keyword else change.kind
    if change.member:
        came = change.before is ABSENT
        member = change.after if came else change.before
        what = f"{change.keyword} {'+' if came else '-'}{json.dumps(member)}"
    path = change.path.removeprefix("images[].")
    context = verdict.context and f" ({verdict.context})"
    return f"{path}, {what}: {verdict.rule} {verdict.request}/{verdict.response}{context}"


@pytest.mark.parametrize("schema", ["image", "images"])
@pytest.mark.parametrize("releases", RELEASES, ids=" ".join)
def test_each_release_changed_this_and_no_more(releases: tuple[str, str], schema: str) -> None:
    found = map(told, judged(*releases, schema))
    assert sorted(found) == sorted(RELEASES[releases].strip().splitlines())


@pytest.mark.parametrize("schema", ["image", "images"])
def test_backend_is_possibly_renamed_to_stores(schema: str) -> None:
    changes = judged("glance-18.0.0", "glance-19.0.0", schema)
    partners = {
        one.change.path.removeprefix("images[]."): one.counterpart
        for one in changes
        if one.counterpart is not None
    }
    assert {
        path: (it.kind, it.certainty, it.path.removeprefix("images[]."))
        for path, it in partners.items()
    } == {
        "backend": ("renamed", "possibly", "stores"),
        "stores": ("renamed", "possibly", "backend"),
    }


def test_huawei_lacks_this_and_no_more() -> None:
    expected = NEW_PROPERTIES.strip().splitlines()
    expected += [f'{name}, type +"null": null-added safe/breaking' for name in NULLABLE]
    expected += [
        f"{name}, enum +{value}: enum-value-added safe/warning"
        for name, values in NEW_VALUES.items()
        for value in values
    ]
    for name in READ_ONLY:
        expected += [
            f"{name}, description changed: read-only-respelled editorial/editorial",
            f"{name}, readOnly added: read-only-respelled editorial/editorial",
        ]
    expected += [
        f"{name}, description changed: documentation-changed editorial/editorial"
        for name in REWORDED
    ]
    # Of the custom properties, which stand beside the declared ones.
    expected += [
        'images, type -"String": type-respelled editorial/editorial',
        'images, type +"string": type-respelled editorial/editorial',
    ]
    found = map(told, judged("huawei-ims", "glance-33.0.0", "images"))
    assert sorted(found) == sorted(expected)


def test_huawei_has_nothing_more_and_nothing_was_renamed() -> None:
    changes = judged("huawei-ims", "glance-33.0.0", "images")
    assert not [one for one in changes if one.change.whole and one.change.kind == "removed"]
    assert not [one for one in changes if one.counterpart is not None]


def test_a_client_of_huawei_must_take_null_from_glance() -> None:
    """The other way round, what breaks a client that sends null: Glance's clients at Huawei."""
    changes = judged("glance-33.0.0", "huawei-ims", "images")
    breaking = {
        one.change.path.removeprefix("images[].")
        for one in changes
        if one.verdict.request == "breaking" and one.verdict.rule == "null-removed"
    }
    assert breaking == set(NULLABLE) - {"checksum", "size", "virtual_size"}  # these are not sent
