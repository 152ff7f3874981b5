"""The portal and the real image service: all that it says is kept, and every change is told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
import requests
from django.core.management import call_command

from portal.catalog.models import Change, Content, Observation, Schema, Snapshot, Source
from portal.ingest import fetch
from portal.upstream.glance import GLANCE_SCHEMAS, schema_address
from tests.openstack.process import Service
from tests.openstack.services import Glance, Keystone, packaged_properties

pytestmark = pytest.mark.django_db
REMOVED, ADDED = "architecture", "zvol"


def open_source(service: Glance) -> Source:
    return Source.objects.create(name="open", kind="glance", url=service.url)


def outcomes(source: Source) -> dict[str, str]:
    return {result.schema: result.outcome for result in fetch.fetch(source)}


def bodies(source: Source) -> dict[str, bytes]:
    """What is served of each schema now."""
    schemas = Schema.objects.filter(source=source).select_related("current__content")
    return {each.name: bytes(each.current.content.body) for each in schemas if each.current}


def changes(schema: str) -> set[tuple[str, str, str, str]]:
    """What the second version of a schema changed: path, keyword, kind and new member."""
    rows = Change.objects.filter(snapshot__schema__name=schema, snapshot__number=2)
    return {(row.path, row.keyword, row.kind, str(row.after)) for row in rows}


def disk_formats(service: Glance) -> list[str]:
    served = requests.get(schema_address(service.url, "image"), timeout=60).json()
    return [each for each in served["properties"]["disk_format"]["enum"] if each is not None]


def test_all_documents_come_byte_for_byte_and_once(glance: Glance) -> None:
    source = open_source(glance)
    assert outcomes(source) == dict.fromkeys(GLANCE_SCHEMAS, "new")
    for name, body in bodies(source).items():
        assert body == requests.get(schema_address(glance.url, name), timeout=60).content
    assert outcomes(source) == dict.fromkeys(GLANCE_SCHEMAS, "unchanged")
    assert Snapshot.objects.count() == len(GLANCE_SCHEMAS) == 16


def test_a_change_of_the_configuration_is_one_version_of_what_it_changes(tmp_path: Path) -> None:
    with Glance(tmp_path) as service:
        source = open_source(service)
        fetch.fetch(source)
        fewer = {name: each for name, each in packaged_properties().items() if name != REMOVED}
        more = [*disk_formats(service), ADDED]
        service.restart(custom_properties=fewer, disk_formats=more)
        found = outcomes(source)
    assert {name for name, outcome in found.items() if outcome == "new"} == {"image", "images"}
    assert sorted(found.values()) == ["new"] * 2 + ["unchanged"] * 14
    assert Snapshot.objects.count() == 18
    assert changes("image") == {
        (REMOVED, "", "removed", "None"),
        ("disk_format", "enum", "added", ADDED),
    }
    assert changes("images") == {
        (f"images[].{REMOVED}", "", "removed", "None"),
        ("images[].disk_format", "enum", "added", ADDED),
    }
    assert Change.objects.count() == 4


def dump() -> str:
    """All that the database holds, the stored bytes included."""
    out = StringIO()
    call_command("dumpdata", stdout=out)
    return out.getvalue() + "".join(
        bytes(each).decode() for each in Content.objects.values_list("body", flat=True)
    )


@pytest.mark.parametrize("name", ["portal", "portal-appcred", "portal-token"])
def test_all_documents_come_through_a_sign_in_and_no_secret_stays(
    openstack_cloud: tuple[Glance, Keystone],
    clouds_yaml: Path,
    name: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    source = Source.objects.create(name="signed", kind="glance", cloud=name)
    call_command("fetch", "signed")
    assert set(bodies(source)) == set(GLANCE_SCHEMAS)
    assert outcomes(source) == dict.fromkeys(GLANCE_SCHEMAS, "unchanged")
    printed = capfd.readouterr()
    assert "16 asked for, 16 new, 0 failed" in printed.out
    everything = "\n".join([dump(), caplog.text, printed.out, printed.err])
    for secret in (*openstack_cloud[1].secrets, "gAAAAA"):  # which every Fernet token begins with
        assert secret not in everything


def faults(source: Source) -> set[str]:
    """The outcomes of another fetch; what was kept is as it was before."""
    kept = bodies(source)
    found = set(outcomes(source).values())
    assert bodies(source) == kept
    assert len(kept) == 16
    return found


@contextmanager
def down(service: Service) -> Iterator[None]:
    service.stop()
    try:
        yield
    finally:
        service.start()


def test_rule_d_while_keystone_or_glance_is_down(
    openstack_cloud: tuple[Glance, Keystone], clouds_yaml: Path
) -> None:
    glance, keystone = openstack_cloud
    source = Source.objects.create(name="signed", kind="glance", cloud="portal-appcred")
    fetch.fetch(source)
    with down(keystone):
        assert faults(source) == {"keystone-unavailable"}
    assert faults(source) == {"unchanged"}
    with down(glance):
        assert faults(source) == {"refused"}
    assert faults(source) == {"unchanged"}
    assert Snapshot.objects.count() == 16
    assert Observation.objects.filter(snapshot=None).count() == 32


def sign_ins(keystone: Keystone) -> int:
    """How often somebody tried to sign in."""
    return (keystone.folder / "access.log").read_text().count("POST /v3/auth/tokens")


def test_f23_credentials_that_are_refused_are_tried_once(
    openstack_cloud: tuple[Glance, Keystone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keystone = openstack_cloud[1]
    wrong = tmp_path / "clouds.yaml"
    text = keystone.clouds_yaml.read_text()
    for secret in keystone.secrets:
        text = text.replace(secret, "not-the-secret")
    wrong.write_text(text)
    monkeypatch.setenv("OS_CLIENT_CONFIG_FILE", str(wrong))
    before = sign_ins(keystone)
    source = Source.objects.create(name="signed", kind="glance", cloud="portal")
    assert outcomes(source) == dict.fromkeys(GLANCE_SCHEMAS, "credentials")
    assert sign_ins(keystone) - before == 1
