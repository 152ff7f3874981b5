"""The schemas of an image service: names, addresses, and what counts as the document asked for."""

import json
from typing import Any

import pytest

from portal.upstream import SourceConfig, connect, errors
from portal.upstream.glance import GLANCE_SCHEMAS, schema_address
from portal.upstream.source import Fetched
from tests.openstack.services import RECORDINGS
from tests.upstream.asking import PATIENT
from tests.upstream.faulty import Serve, answer


def check(name: str, document: object, *schemas: str) -> None:
    """Let a glance source judge a document."""
    config = SourceConfig(kind="glance", url="https://image.example", schemas=schemas)
    with connect(config) as upstream:
        upstream.check(name, document)


def recorded(name: str) -> Any:
    """A document as Glance 33.0.0 served it."""
    return json.loads((RECORDINGS / f"{name}.json").read_bytes())


def test_all_sixteen_schemas_are_the_default() -> None:
    with connect(SourceConfig(kind="glance", url="https://image.example")) as upstream:
        assert upstream.names() == tuple(GLANCE_SCHEMAS)
    assert len(GLANCE_SCHEMAS) == 16


def test_the_chosen_schemas_alone_are_named() -> None:
    config = SourceConfig(kind="glance", url="https://image.example", schemas=("images", "my/own"))
    with connect(config) as upstream:
        assert upstream.names() == ("images", "my/own")


@pytest.mark.parametrize("name", GLANCE_SCHEMAS)
def test_each_recorded_document_is_accepted_under_its_name_only(name: str) -> None:
    check(name, recorded(name))
    for other in GLANCE_SCHEMAS:
        if other != name:
            with pytest.raises(errors.WrongDocument):
                check(other, recorded(name))


@pytest.mark.parametrize("document", [recorded("versions"), [], "image", None, True, {}, 1.5])
def test_what_is_no_schema_is_refused(document: object) -> None:
    with pytest.raises(errors.WrongDocument) as caught:
        check("image", document)
    assert caught.value.name == "image"
    assert "no properties" in str(caught.value)


def test_a_schema_that_glance_does_not_have_needs_only_properties() -> None:
    check("my/own", {"name": "whatever", "properties": {}}, "my/own")
    with pytest.raises(errors.WrongDocument):
        check("my/own", {"name": "own"}, "my/own")


@pytest.mark.parametrize("end", ["", "/", "/v2", "/v2/"])
@pytest.mark.parametrize("prefix", ["", "/image"])
def test_the_base_address_may_end_in_several_ways(prefix: str, end: str) -> None:
    expected = f"https://cloud.example{prefix}/v2/schemas/metadefs/namespace"
    assert schema_address(f"https://cloud.example{prefix}{end}", "metadefs/namespace") == expected


def test_the_document_comes_byte_for_byte(serve: Serve) -> None:
    body = (RECORDINGS / "images.json").read_bytes()
    server = serve(answer(body, content_type="application/json"))
    with connect(SourceConfig(kind="glance", url=f"{server.url}/v2/"), PATIENT) as upstream:
        fetched = upstream.fetch("images")
    assert isinstance(fetched, Fetched)
    assert fetched.body == body
    assert fetched.url == f"{server.url}/v2/schemas/images"
    assert (fetched.etag, fetched.last_modified) == (None, None)
    assert 0 < fetched.seconds < PATIENT.deadline
    assert server.calls[0].path == "/v2/schemas/images"
