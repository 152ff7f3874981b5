"""The fixtures of the API's tests."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.catalog.models import Schema, Source
from portal.ingest import sources
from tests.api.scene import DAY_ONE, Get, say, widget


@pytest.fixture
def get(client: Client) -> Get:
    def ask(path: str, **headers: str) -> HttpResponse:
        address = path.removeprefix("http://127.0.0.1:8000")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        below = address if address.startswith("/") else f"/api/v1/{address}"
        response: Any = client.get(below, headers=named)
        assert isinstance(response, HttpResponse)
        return response

    return ask


@pytest.fixture
def cloud(db: None) -> Source:
    """A source that could be asked, with nothing in it yet."""
    source, _ = sources.save(
        sources.Description(name="cloud", kind="json-schema", url="https://cloud.example/widget")
    )
    return source


@pytest.fixture
def widgets(cloud: Source) -> Schema:
    """A schema of three versions, a day apart: `size` changes in the second, `old` goes in it,
    and `new` comes in the third."""
    small, large = {"enum": ["s", "m"]}, {"enum": ["s", "m", "l"]}
    documents = [
        widget(size=small, old={"type": "string", "description": "Soon gone."}),
        widget(size=large),
        widget(size=large, new={"type": "integer"}),
    ]
    for day, document in enumerate(documents):
        schema = say(cloud, "widget", document, DAY_ONE + timedelta(days=day))
    return schema
