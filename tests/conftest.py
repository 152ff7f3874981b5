"""What tests of several packages share: the sample sources, a portal that is served, a browser."""

import json
import shutil
import signal
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis.configuration
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils import translation
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from portal.catalog.models import Source
from portal.ingest import samples as sample_sources
from portal.search.models import Sheet
from portal.validation import batch, engine, limits, process
from tests import chromium as chromium_program
from tests import postgres
from tests.served import TOP, Portal, collected
from tests.watched import Watched

NewPage = Callable[..., Page]

_SLOWEST = (
    "tests/test_readme.py",
    "tests/scripts/test_serve.py",
    "tests/scripts/test_up.py",
    "tests/browser/test_every_page.py",
    "tests/browser/test_fetching.py",
    "tests/pages/test_translated.py",
    "tests/ingest/test_real_glance.py",
)

hypothesis.configuration.set_hypothesis_home_dir(TOP / "var/cache/hypothesis")


def pytest_configure() -> None:
    # Told to stop, pytest stops as by Ctrl-C: fixtures end what they have started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slowest files: no worker is left with one when the others have ended."""
    items.sort(key=lambda item: not item.nodeid.partition("::")[0].endswith(_SLOWEST))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, which nobody uses any more when it is dropped.

    A thread that a test has started may let go of its connection a moment after the test.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks of documents may take longer than on a machine that runs no other tests."""
    monkeypatch.setattr(limits, "CHECK_SECONDS", 4.0)


@pytest.fixture(autouse=True)
def examples_checked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples are checked by the engine in this process: to start another for each capture would
    take longer than all else in most tests.
    """

    def run(task: bytes, deadline: float) -> process.Ended:
        return process.Ended(tuple(engine.batch(json.loads(task))), None)

    monkeypatch.setattr(batch, "run", run)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The language of one test's last request is not that of the next test."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def loaded() -> dict[type[Model], list[Model]]:
    """The rows of the sample sources, once they have been loaded."""
    return {}


@pytest.fixture
def samples(db: None, loaded: dict[type[Model], list[Model]]) -> list[Source]:
    """The sample sources; only the first time they are read and compared, which takes a while."""
    if Source.objects.exists():  # whose rows may have the same keys
        return sample_sources.load()
    if not loaded:
        sources = sample_sources.load()
        stored: list[type[Model]] = [*apps.get_app_config("catalog").get_models(), Sheet]
        loaded |= {model: [*model._default_manager.all()] for model in stored}
        return sources
    with transaction.atomic():  # some refer to what comes after them
        for model, rows in loaded.items():
            model._default_manager.bulk_create(rows, batch_size=500)
    return list(Source.objects.order_by("pk"))


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal with its sample sources, as `manage.py serve` serves it: `portal.url` is up."""
    with postgres.own_database() as database:
        # tests/browser/test_embed.py has pages on other ports; nothing else differs by it.
        extra = {"PORTAL_EMBED_HOSTS": "127.0.0.1:*"}
        running = Portal(tmp_path_factory.mktemp("portal"), database, extra=extra)
        shutil.copytree(collected(), running.data / "static")
        with running.served() as process:
            process.wait_until_ready()
            yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that `page` and `new_page` open pages in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_program.find(), args=chromium_program.ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Opens a page: new_page(java_script_enabled=False, viewport=…, color_scheme="dark").

    The test fails if a page reports an error, or asks another host for anything, unless what it
    says contains one of the texts in `allow`.
    """
    pages: list[Watched] = []

    def new(*, allow: tuple[str, ...] = (), **options: Any) -> Page:
        pages.append(Watched(chromium.new_context(**options), allow))
        return pages[-1].page

    yield new
    faults = [fault for page in pages for fault in page.close()]
    assert not faults, faults


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page of an ordinary browser window, watched as `new_page` tells."""
    return new_page()
