"""What the API says of checking an instance is so."""

from typing import Any

from django.test import Client

from portal.catalog.models import Source
from tests.api.scene import Get, body


def test_it_is_described(get: Get, db: None) -> None:
    document = body(get("schema/"))
    operation = document["paths"]["/api/v1/validate/"]["post"]
    assert operation["operationId"] == "validate"
    assert {"200", "400", "404", "406", "413", "503"} <= operation["responses"].keys()
    (sent,) = operation["requestBody"]["content"].values()
    members = _resolved(document, sent["schema"])
    assert members["properties"].keys() == {"instance", "against", "part", "as"}
    assert members["required"] == ["against", "instance"]
    for status, answer in operation["responses"].items():
        if status != "200":
            assert list(answer["content"]) == ["application/problem+json"]


def test_answers_are_as_described(client: Client, get: Get, samples: list[Source]) -> None:
    """Every member that is described is there, at every depth, and no other."""
    document = body(get("schema/"))
    operation = document["paths"]["/api/v1/validate/"]["post"]
    (content,) = operation["responses"]["200"]["content"].values()
    sent = {"instance": {"status": "x", "owner": 3}, "against": ["huawei-ims/images"]}
    for asked in (sent, sent | {"as": "request"}):
        answer: Any = client.post("/api/v1/validate/", asked, content_type="application/json")
        _compare(document, content["schema"], body(answer))


def _compare(document: Any, schema: Any, value: Any) -> None:
    if "$ref" in schema:
        schema = _resolved(document, schema)
    if "items" in schema:
        for each in value:
            _compare(document, schema["items"], each)
    elif "properties" in schema:
        assert value.keys() == schema["properties"].keys()
        for name, each in value.items():
            _compare(document, schema["properties"][name], each)


def _resolved(document: Any, schema: Any) -> Any:
    return document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
