"""What is derived is derived again when a release derives something else, whole or not at all."""

import threading
from typing import Any

import pytest
from django.db import connection

from portal.catalog.models import Change, Property, Schema, Snapshot, Source
from portal.ingest import derive
from portal.management import prepare
from portal.search.models import Sheet
from tests.ingest.looping import PATIENCE_SECONDS
from tests.ingest.making import capture, make_schema, with_properties

VERSIONS: list[dict[str, Any]] = [
    with_properties("a", kind={"enum": ["x"]}),
    with_properties("a", kind={"enum": ["x", "y"]}),
    with_properties("b", kind={"enum": ["y"]}),
]


def derived() -> list[Any]:
    """All that is derived, without the keys that the database gives."""
    names = [each.name for each in Change._meta.fields if each.name not in {"id", "subject"}]
    return [
        list(Property.objects.order_by("schema", "pointer").values_list(
            "schema", "pointer", "path", "position", "facts", "touched", "first", "last")),
        list(Change.objects.order_by("snapshot", "position").values_list(
            "subject__pointer", *names)),
        list(Sheet.objects.order_by("schema").values_list("schema", "entries", "notes")),
    ]  # fmt: skip


def captured(name: str = "images") -> Schema:
    schema = make_schema(name)
    for each in VERSIONS:
        capture(schema, each)
    return schema


def outdate() -> None:
    """As an earlier release left it: with rows that this one would not make."""
    Schema.objects.update(derived_by=derive.REVISION - 1)
    Property.objects.update(touched={})
    Change.objects.update(rule="of-old")
    Sheet.objects.all().delete()


@pytest.mark.django_db
def test_all_of_it_is_made_again(samples: list[Source]) -> None:
    captured()
    before = derived()
    assert all(before)
    outdate()
    assert derive.outdated().count() == Schema.objects.count()
    for schema in derive.outdated():
        derive.rebuild(schema)
    assert derived() == before
    assert not derive.outdated().exists()


@pytest.mark.django_db
def test_at_the_start_of_the_portal() -> None:
    captured()
    before = derived()
    outdate()
    said: list[str] = []
    prepare.derive_anew(said.append)
    assert derived() == before
    assert said == ["Reading the versions of 1 schemas again ..."]
    prepare.derive_anew(said.append)
    assert len(said) == 1


@pytest.mark.django_db
def test_before_another_version_is_added() -> None:
    schema, twin = captured(), captured("twin")
    outdate()
    for each in (schema, twin):
        capture(each, with_properties("a", "b"))
    assert not derive.outdated().exists()
    assert not Change.objects.filter(rule="of-old").exists()
    after = derived()
    derive.rebuild(schema)
    assert derived() == after
    assert schema.properties.get(name="a").touched["/"] == [1, 3, 4]


@pytest.mark.django_db
def test_one_that_is_captured_as_it_was_is_left_for_the_start() -> None:
    schema = captured()
    outdate()
    capture(schema, VERSIONS[-1])
    assert derive.outdated().get() == schema


@pytest.mark.django_db
def test_one_that_has_never_been_captured_is_not_outdated() -> None:
    make_schema()
    assert not derive.outdated().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_interrupted_it_leaves_all_as_it_was(
    monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    schema = captured()
    before = derived()
    keep = derive._changes
    calls: list[Snapshot] = []

    def interrupted(new: Snapshot, *args: Any) -> None:
        calls.append(new)
        if new.number == 3:
            raise fault
        keep(new, *args)

    monkeypatch.setattr(derive, "_changes", interrupted)
    with pytest.raises(fault):
        derive.rebuild(schema)
    assert len(calls) == 2
    assert derived() == before


@pytest.mark.django_db(transaction=True)
def test_a_fetch_meanwhile_waits_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = captured()
    keep, reached, go_on = derive._changes, threading.Event(), threading.Event()
    faults: list[BaseException] = []

    def slow(new: Snapshot, *args: Any) -> None:
        if new.number == 2:
            reached.set()
            go_on.wait(PATIENCE_SECONDS)
        keep(new, *args)

    def rebuild() -> None:
        try:
            derive.rebuild(schema)
        except BaseException as fault:  # noqa: BLE001 - the test tells
            faults.append(fault)
        finally:
            connection.close()

    monkeypatch.setattr(derive, "_changes", slow)
    thread = threading.Thread(target=rebuild)
    thread.start()
    assert reached.wait(PATIENCE_SECONDS)
    threading.Timer(0.3, go_on.set).start()
    capture(make_schema(), with_properties("c"))  # only once the rebuild has ended
    assert go_on.is_set()
    thread.join(PATIENCE_SECONDS)
    assert faults == []
    after = derived()
    assert Snapshot.objects.count() == 4
    derive.rebuild(schema)
    assert derived() == after
