"""The fixtures of the pages' tests."""

import pytest
from django.db.models import Model
from django.test import Client

from portal.catalog import models as catalog
from portal.catalog.models import Source
from portal.ingest import samples as sample_sources
from portal.search.models import Sheet
from tests.pages.dom import Element, parse
from tests.pages.scene import Visit

_STORED: tuple[type[Model], ...] = (
    *(catalog.Source, catalog.Content, catalog.Schema, catalog.Snapshot, catalog.Observation),
    *(catalog.Property, catalog.Change, Sheet),
)


@pytest.fixture(scope="session")
def loaded() -> dict[type[Model], list[Model]]:
    """The rows of the sample sources, once they have been loaded."""
    return {}


@pytest.fixture
def samples(db: None, loaded: dict[type[Model], list[Model]]) -> list[Source]:
    """The sample sources; only the first time they are read and compared, which takes a while."""
    if loaded:
        for model, rows in loaded.items():
            model._default_manager.bulk_create(rows, batch_size=500)
        return list(Source.objects.order_by("pk"))
    sources = sample_sources.load()
    loaded |= {model: list(model._default_manager.all()) for model in _STORED}
    return sources


@pytest.fixture
def visit(client: Client, db: None) -> Visit:
    def ask(path: str, *, htmx: bool = False, status: int = 200, language: str = "en") -> Element:
        headers = {"Accept-Language": language} | ({"HX-Request": "true"} if htmx else {})
        response = client.get(path, headers=headers)
        assert response.status_code == status, (response.status_code, response.headers)
        return parse(response.content.decode())

    return ask
