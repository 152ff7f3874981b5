"""manage.py rebuild, load_samples and fetchloop."""

import signal
import threading

import pytest
from django.core.management import call_command

from portal.catalog.models import Property, Source
from portal.search.models import Term
from tests.ingest.commands.running import run
from tests.ingest.making import capture, make_schema, with_properties

pytestmark = pytest.mark.django_db


def test_rebuild_derives_all_schemas_again() -> None:
    capture(make_schema("images"), with_properties("id"))
    capture(make_schema("tasks"), with_properties("id"))
    Property.objects.all().delete()
    assert run("rebuild").splitlines() == [
        "1/2 cloud/images",
        "2/2 cloud/tasks",
        "Rebuilt 2 schemas.",
    ]
    assert Property.objects.count() == 2
    assert Term.objects.exists()


def test_load_samples_adds_them_once() -> None:
    added = run("load_samples").splitlines()
    assert [line.partition(":")[0] for line in added] == ["Added huawei-ims", "Added glance"]
    assert run("load_samples") == "The sample sources are there already.\n"
    assert Source.objects.count() == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_fetchloop_runs_until_it_is_told_to_stop(number: signal.Signals) -> None:
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    timer = threading.Timer(0.5, signal.raise_signal, [number])
    timer.start()
    try:
        call_command("fetchloop")
    finally:
        timer.join()
        for each, handler in kept.items():
            signal.signal(each, handler)
