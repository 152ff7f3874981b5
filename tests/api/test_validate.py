"""Does an instance pass? By the API."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from portal.validation import limits, process
from tests.api.scene import Get, body, say
from tests.validation.scene import nested

Post = Callable[..., HttpResponse]
IMAGE = {"name": "cirros", "disk_format": "ploop", "owner": None}


@pytest.fixture
def post(client: Client, db: None) -> Post:
    """Sends a body: JSON, or bytes as they are."""

    def send(sent: Any, query: str = "", **headers: str) -> HttpResponse:
        data = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response: Any = client.post(
            f"/api/v1/validate/{query}", data, content_type="application/json", headers=named
        )
        assert isinstance(response, HttpResponse)
        return response

    return send


def checked(response: HttpResponse) -> list[Any]:
    assert response.status_code == 200, response.content
    return list(body(response)["results"])


def test_against_two_clouds_at_once(post: Post, get: Get, samples: list[Source]) -> None:
    against = ["glance/images", "huawei-ims/images@1"]
    response = post({"instance": IMAGE, "against": against})
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    glance, huawei = checked(response)
    assert body(response)["passes"] is False
    assert (glance["outcome"], huawei["outcome"]) == ("passes", "fails")
    assert glance["version"]["address"] == "glance/images@4"
    assert body(get(glance["version"]["url"]))["number"] == 4
    assert get(glance["version"]["page"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert huawei["part"] == {
        "pointer": "/properties/images/items", "label": "an item of images[]", "presumed": True,
    }  # fmt: skip
    disk_format, owner = huawei["violations"]
    assert owner == {
        "pointer": "/owner",
        "keyword": "type",
        "message": "is null, not string",
        "schema_pointer": "/properties/images/items/properties/owner/type",
        "property": "/properties/images/items/properties/owner",
        "path": "images[].owner",
        "causes": [],
        "only_here": True,
    }
    assert disk_format["keyword"] == "enum"
    assert [each["pointer"] for each in huawei["notes"]] == [
        "/properties/images/items/additionalProperties/type"
    ]
    assert (huawei["more"], huawei["why"], huawei["reason"], huawei["unsent"]) == (
        0,
        None,
        None,
        [],
    )


def test_a_part_may_be_named(post: Post, samples: list[Source]) -> None:
    status = "/properties/images/items/properties/status"
    sent = {"instance": "active", "against": ["glance/images"], "part": status}
    (result,) = checked(post(sent))
    assert (result["outcome"], result["part"]["pointer"]) == ("passes", status)
    (result,) = checked(post(sent | {"instance": {"name": 3}, "part": ""}))
    assert result["part"] == {"pointer": "", "label": "the whole document", "presumed": False}
    (result,) = checked(post(sent | {"part": "/nowhere"}))
    assert (result["outcome"], result["why"]) == ("unusable", "part")
    assert "/nowhere" in result["reason"]


def test_a_pass_that_says_nothing_says_so(post: Post, samples: list[Source]) -> None:
    against = ["glance/images", "huawei-ims/images"]
    for result in checked(post({"instance": {"nmae": "x"}, "against": against})):
        assert result["outcome"] == "passes"
        assert result["unchecked"].startswith("None of its names is known to this schema")
        assert (result["part"]["pointer"], result["part"]["presumed"]) == ("", True)
    (known,) = checked(post({"instance": {"name": "x"}, "against": against[:1]}))
    assert (known["outcome"], known["unchecked"]) == ("passes", None)
    (wrong,) = checked(post({"instance": {"name": 3}, "against": against[:1]}))
    assert (wrong["outcome"], wrong["unchecked"]) == ("fails", None)


def test_as_a_request(post: Post, samples: list[Source]) -> None:
    sent = {"instance": {"status": "odd", "name": "a"}, "against": ["glance/images"]}
    (result,) = checked(post(sent))
    assert (result["outcome"], result["unsent"]) == ("fails", [])
    (result,) = checked(post(sent | {"as": "request"}))
    assert result["outcome"] == "passes"
    assert [(each["path"], each["count"]) for each in result["unsent"]] == [("images[].status", 1)]


def test_any_json_is_an_instance(post: Post, widgets: Schema) -> None:
    instances: list[Any] = [None, 1, [], "text", {}, False]
    for instance in instances:
        (result,) = checked(post({"instance": instance, "against": ["cloud/widget"]}))
        assert result["outcome"] == ("passes" if instance == {} else "fails")


def test_what_is_not_known_is_null(post: Post, cloud: Source) -> None:
    say(cloud, "fine", {"type": "string"})
    say(cloud, "hostile", {"pattern": r"(.*)*x\1"})
    sent = {"instance": "a" * 60, "against": ["cloud/fine", "cloud/hostile"]}
    response = post(sent)
    assert body(response)["passes"] is None
    fine, hostile = checked(response)
    assert (fine["outcome"], hostile["outcome"], hostile["why"]) == ("passes", "gave-up", "time")
    assert body(post(sent | {"against": ["cloud/fine"]}))["passes"] is True


def test_more_errors_than_there_was_time_to_count(post: Post, cloud: Source) -> None:
    say(cloud, "nested", nested(22) | {"$schema": "http://json-schema.org/draft-07/schema#"})
    (result,) = checked(post({"instance": 1, "against": ["cloud/nested"]}))
    assert (result["outcome"], result["more"]) in {("fails", None), ("gave-up", 0)}


GOOD = {"instance": {}, "against": ["cloud/widget"]}


@pytest.mark.parametrize(
    ("sent", "member"),
    [
        ({"against": ["cloud/widget"]}, "instance"),
        ({"instance": {}}, "against"),
        (GOOD | {"against": "cloud/widget"}, "against"),
        (GOOD | {"against": [1]}, "against"),
        (GOOD | {"against": []}, "against"),
        (GOOD | {"against": ["cloud/widget"] * 5}, "against"),
        (GOOD | {"against": ["widget"]}, "against"),
        (GOOD | {"against": ["cloud/widget@yesterday"]}, "against"),
        (GOOD | {"against": ["cloud/wid\0get"]}, None),
        (GOOD | {"as": "answer"}, "as"),
        (GOOD | {"part": 1}, "part"),
        (GOOD | {"part": "no/pointer"}, "part"),
        (GOOD | {"part": "/~7"}, "part"),
        (GOOD | {"parts": ""}, "parts"),
        ([], None),
        ("text", None),
    ],
)
def test_a_body_that_is_wrong(post: Post, widgets: Schema, sent: Any, member: str | None) -> None:
    response = post(sent)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = body(response)
    assert problem["type"] == "/api/v1/problems/bad-body/"
    assert problem.get("member") == member
    assert problem["detail"]


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (b"", {}),
        (b'{"instance": {},}', {"line": 1, "column": 17}),
        (b'{"instance": {"a": 1, "a": 2}, "against": []}', {"pointer": "/instance/a"}),
        (b'{"instance": [NaN], "against": []}', {"pointer": "/instance/0"}),
        (b'{"instance": 1e400, "against": []}', {"pointer": "/instance"}),
        (b'{"instance": "\\ud800", "against": []}', {"pointer": "/instance"}),
        (b"\xff", {}),
        (b"[" * 5000, {}),
    ],
)
def test_a_body_that_is_no_json_says_where(post: Post, sent: bytes, place: dict[str, Any]) -> None:
    response = post(sent)
    assert response.status_code == 400
    problem = body(response)
    assert problem["type"] == "/api/v1/problems/bad-body/"
    known = {name: problem[name] for name in ("line", "column", "pointer") if name in problem}
    assert known == place


@pytest.mark.parametrize("address", ["nobody/widget", "cloud/nothing", "cloud/widget@9",
                                     "cloud/widget@2001-01-01"])  # fmt: skip
def test_a_version_that_there_is_not(post: Post, widgets: Schema, address: str) -> None:
    response = post({"instance": {}, "against": ["cloud/widget", address]})
    assert response.status_code == 404
    problem = body(response)
    assert (problem["member"], problem["address"]) == ("against", address)


def test_a_body_that_is_too_large(post: Post, widgets: Schema) -> None:
    instance = "x" * limits.INSTANCE
    assert post(GOOD | {"instance": instance}).status_code == 200
    response = post(GOOD | {"instance": instance + "x" * 70_000})
    assert response.status_code == 413
    assert body(response)["type"] == "/api/v1/problems/too-large/"


def test_when_too_many_ask(post: Post, widgets: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(task: bytes, deadline: float) -> None:
        raise process.Busy

    monkeypatch.setattr(process, "run", busy)
    response = post(GOOD)
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert body(response)["type"] == "/api/v1/problems/busy/"


def test_other_bodies_and_other_methods(client: Client, widgets: Schema) -> None:
    response = client.post("/api/v1/validate/", {"instance": "{}"})
    assert response.status_code == 415
    problem = json.loads(response.content)
    assert problem["type"] == "/api/v1/problems/unsupported-media-type/"
    assert problem["understood"] == ["application/json"]
    assert "multipart/form-data" in problem["detail"]
    response = client.get("/api/v1/validate/")
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
    assert client.options("/api/v1/validate/")["Allow"] == "POST, OPTIONS"


def test_unknown_parameters_and_representations(post: Post, widgets: Schema) -> None:
    assert post(GOOD, "?against=x").status_code == 400
    assert post(GOOD, Accept="image/png").status_code == 406


def test_nobody_signs_in_and_no_session_is_used(widgets: Schema) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/api/v1/validate/", GOOD, content_type="application/json")
    assert response.status_code == 200
    assert not response.cookies


def test_queries(
    post: Post, widgets: Schema, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sent = GOOD | {"against": ["cloud/widget", "cloud/widget@1"]}
    post(sent)
    with django_assert_num_queries(3):  # a schema; another, its version
        post(sent)


@pytest.mark.parametrize(
    ("below", "instance", "passes"),
    [
        ("", {"size": "l"}, True),
        ("", {"size": "xl"}, False),
        ("versions/1/", {"size": "l"}, False),
        ("versions/2/", {"size": "l"}, True),
    ],
)
def test_against_the_version_in_the_address(
    client: Client, widgets: Schema, below: str, instance: Any, passes: bool
) -> None:
    address = f"/api/v1/sources/cloud/schemas/widget/{below}validate/"
    response = client.post(address, {"instance": instance}, content_type="application/json")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    told = json.loads(response.content)
    assert told["passes"] is passes
    assert len(told["results"]) == 1


def test_an_address_names_the_version_alone(client: Client, widgets: Schema) -> None:
    base = "/api/v1/sources/cloud/schemas/widget/"

    def ask(below: str, body: Any) -> tuple[int, Any]:
        response = client.post(f"{base}{below}", body, content_type="application/json")
        return response.status_code, json.loads(response.content)

    status, problem = ask("validate/", {"instance": {}, "against": ["cloud/widget@1"]})
    assert (status, problem["member"]) == (400, "against")
    assert ask("versions/9/validate/", {"instance": {}})[0] == 404
    assert client.get(f"{base}validate/").status_code == 405


def test_what_was_never_captured_passes_nothing(client: Client, cloud: Source) -> None:
    Schema.objects.named(cloud, "widget")
    response = client.post(
        "/api/v1/sources/cloud/schemas/widget/validate/",
        {"instance": {}},
        content_type="application/json",
    )
    assert response.status_code == 404
