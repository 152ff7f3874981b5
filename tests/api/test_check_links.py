"""Links checked through the API."""

import json
from typing import Any

import pytest
from django.test import Client

from portal.catalog.models import Source

HERE = "http://127.0.0.1:8000"


def post(client: Client, body: Any) -> Any:
    return client.post("/api/v1/check-links/", json.dumps(body), content_type="application/json")


def test_texts_and_addresses(client: Client, samples: list[Source]) -> None:
    body = {
        "texts": [
            {"name": "a.md", "text": f"<{HERE}/glance/> <https://example.org/>"},
            {"text": "[[api:glance/images/backend]]", "format": "mediawiki"},
        ],
        "addresses": [f"{HERE}/glance/imagos/", f"{HERE}/glance/images/versions/1/"],
        "prefix": "api",
    }
    answer = post(client, body)
    assert answer.status_code == 200, answer.content
    told = json.loads(answer.content)
    assert told["summary"] == {
        "never": 1, "gone": 1, "changed": 1, "several": 0, "fine": 1, "foreign": 1,
    }  # fmt: skip
    assert [each["name"] for each in told["texts"]] == ["a.md", "2", "addresses"]
    [never, changed] = told["texts"][2]["links"]
    assert (never["line"], never["verdict"]) == (1, "never")
    assert f"{HERE}/glance/images/" in never["near"]
    assert changed["compare"] == f"{HERE}/glance/images/compare/1...4/"
    assert changed["impact"] == "warning"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("body", "member"),
    [
        ([], ""),
        ({"text": "x"}, "text"),
        ({"texts": "x"}, "texts"),
        ({"texts": ["x"]}, "texts/0"),
        ({"texts": [{}]}, "texts/0/text"),
        ({"texts": [{"text": "x", "size": 1}]}, "texts/0/size"),
        ({"texts": [{"text": "x", "format": "word"}]}, "texts/0/format"),
        ({"texts": [{"text": "x", "name": 1}]}, "name"),
        ({"addresses": [1]}, "addresses"),
        ({"prefix": 1}, "prefix"),
    ],
)
def test_what_is_wrong_is_named(client: Client, db: None, body: Any, member: str) -> None:
    answer = post(client, body)
    assert answer.status_code == 400
    told = json.loads(answer.content)
    assert (told["type"], told["member"]) == ("/api/v1/problems/bad-body/", member)


def test_nothing_to_check(client: Client, db: None) -> None:
    assert json.loads(post(client, {}).content)["texts"] == []


def test_too_many_links_are_refused(client: Client, db: None) -> None:
    answer = post(client, {"addresses": [f"{HERE}/cloud/{number}" for number in range(1_001)]})
    assert answer.status_code == 400
    assert json.loads(answer.content)["detail"].startswith("At most 1,000 different links")
