"""One document on the web: its name, what it may be, and the transport that is handed in."""

import io

import pytest
import requests
from requests.adapters import BaseAdapter

from portal.upstream import SourceConfig, Transport, connect, errors
from portal.upstream.source import Fetched


class Recorded(BaseAdapter):
    """Answers every request with the same body."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body
        self.closed = False

    def send(
        self, request: requests.PreparedRequest, *args: object, **kwargs: object
    ) -> requests.Response:
        """Answer with status 200."""
        response = requests.Response()
        response.status_code = 200
        response.url = request.url or ""
        response.request = request
        response.raw = io.BytesIO(self.body)
        return response

    def close(self) -> None:
        """Remember that all is over."""
        self.closed = True


def test_a_transport_of_recorded_answers_can_be_handed_in() -> None:
    adapter = Recorded(b'{"type": "object"}')
    config = SourceConfig(kind="json-schema", url="https://schemas.example/a.json?key=secret#top")
    with connect(config, transport=Transport(adapter=adapter)) as upstream:
        fetched = upstream.fetch("a")
    assert isinstance(fetched, Fetched)
    assert fetched.body == adapter.body
    assert fetched.url == "https://schemas.example/a.json"
    assert fetched.content_type == ""
    assert adapter.closed


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/pet.json", "pet"),
        ("/pet.schema.json", "pet"),
        ("/v1/pet", "pet"),
        ("/pet.yaml", "pet.yaml"),
        ("/draft-07/schema#", "schema"),
        ("/%E5%AE%A0%E7%89%A9.json", "宠物"),
        ("/a/.json", ".json"),
        ("/schemas/", "schemas"),
        ("/", "schema"),
        ("", "schema"),
    ],
)
def test_the_address_suggests_a_name(path: str, name: str) -> None:
    with connect(SourceConfig(kind="json-schema", url=f"https://e.example{path}")) as upstream:
        assert upstream.names() == (name,)


def test_a_chosen_name_wins() -> None:
    config = SourceConfig(kind="json-schema", url="https://e.example/a", schemas=("b/c",))
    with connect(config) as upstream:
        assert upstream.names() == ("b/c",)


@pytest.mark.parametrize("document", [{}, {"type": "object"}, True, False])
def test_objects_and_booleans_can_be_schemas(document: object) -> None:
    with connect(SourceConfig(kind="json-schema", url="https://e.example/a")) as upstream:
        upstream.check("a", document)


@pytest.mark.parametrize("document", [[], "schema", 1, None])
def test_nothing_else_can(document: object) -> None:
    upstream = connect(SourceConfig(kind="json-schema", url="https://e.example/a"))
    with upstream, pytest.raises(errors.WrongDocument) as caught:
        upstream.check("a", document)
    assert caught.value.name == "a"
