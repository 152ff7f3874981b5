"""The fixtures of the pages' tests."""

import pytest
from django.test import Client

from tests.pages.dom import Element, parse
from tests.pages.scene import Visit


@pytest.fixture
def visit(client: Client, db: None) -> Visit:
    def ask(path: str, *, htmx: bool = False, status: int = 200, language: str = "en") -> Element:
        headers = {"Accept-Language": language} | ({"HX-Request": "true"} if htmx else {})
        response = client.get(path, headers=headers)
        assert response.status_code == status, (response.status_code, response.headers)
        return parse(response.content.decode())

    return ask
