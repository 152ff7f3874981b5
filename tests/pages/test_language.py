"""In which language a reader is answered, and how that is changed."""

import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.pages.dom import Element, parse
from tests.pages.scene import served

pytestmark = pytest.mark.django_db
EN, ZH = "Does my document pass?", "我的文档能通过吗？"


def heading(client: Client, **headers: str) -> str:
    response = client.get("/validate/", headers=headers)
    return parse(response.content.decode()).one("h1").text


def switch(page: Element) -> tuple[str, dict[str, str]]:
    """Where the switch of a page leads, and what it sends."""
    form, *_ = page.all("form", cls="language")  # narrow screens have it in their menu
    button = form.one("button")
    fields = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    return form.attributes["action"], fields | {"language": button.attributes["value"]}


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("", EN), ("en", EN), ("zh", ZH), ("zh-CN", ZH), ("zh-Hans", ZH), ("zh-TW", ZH),
        ("zh-CN,zh;q=0.9,en;q=0.8", ZH), ("en-GB,en;q=0.9,zh;q=0.8", EN), ("de,fr;q=0.5", EN),
        ("de, zh-CN;q=0.2", ZH), ("*", EN), ("\0", EN), ("zh-" * 500, EN),
    ],
)  # fmt: skip
def test_as_the_browser_asks(client: Client, asked: str, answered: str) -> None:
    assert heading(client, **{"Accept-Language": asked}) == answered


def test_the_switch_wins_and_stays(client: Client) -> None:
    address, form = switch(parse(client.get("/validate/").content.decode()))
    assert form["language"] == "zh-hans"
    response = client.post(address, form)
    assert (response.status_code, response["Location"]) == (302, "/validate/")
    cookie = response.cookies["language"]
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Lax", True, 31536000)
    assert heading(client, **{"Accept-Language": "en"}) == ZH
    page = parse(client.get("/validate/").content.decode())
    assert page.one("html").attributes["lang"] == "zh-Hans"
    _, back = switch(page)
    client.post(address, back)
    assert heading(client, **{"Accept-Language": "zh"}) == EN


def test_the_switch_keeps_the_address_with_its_query(client: Client) -> None:
    address = "/search/?q=%22a+b%22&page=2"
    action, form = switch(parse(client.get(address).content.decode()))
    assert client.post(action, form)["Location"] == address


def test_a_cookie_with_another_language_counts_for_nothing(client: Client) -> None:
    client.cookies["language"] = "xx"
    assert heading(client, **{"Accept-Language": "zh"}) == ZH


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "/\\evil", "\0"],
)
def test_it_leads_nowhere_else(client: Client, where: str) -> None:
    response = client.post("/language/", {"language": "en", "next": where})
    assert response["Location"] == "/"


@pytest.mark.parametrize("language", ["xx", "", "en-gb", "zh_Hans"])
def test_a_language_that_the_portal_does_not_speak(client: Client, language: str) -> None:
    response = client.post("/language/", {"language": language, "next": "/"})
    assert response.status_code == 400
    assert "language" not in response.cookies
    assert client.get("/language/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/no-such/page/", "/accounts/login/"])
def test_caches_are_told(client: Client, path: str) -> None:
    response = client.get(path, headers={"Accept-Language": "zh-CN"})
    assert response["Content-Language"] == "zh-hans"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_the_api_goes_by_the_header_alone(client: Client) -> None:
    """Its answers may be kept for everybody, so that no cookie may change them."""
    client.cookies["language"] = "zh-hans"
    path = "/api/v1/sources/nobody/"
    english, chinese = (client.get(path, headers={"Accept-Language": each}) for each in ("", "zh"))
    assert english.json()["detail"] == "There is no source nobody."
    assert chinese.json()["detail"] == "没有来源 nobody。"
    assert chinese.json()["title"] == "此地址没有任何内容"
    for response, language in ((english, "en"), (chinese, "zh-hans")):
        assert response["Content-Language"] == language
        assert "Accept-Language" in response["Vary"]
        assert "Cookie" not in response["Vary"]
    assert english.json()["type"] == chinese.json()["type"]


def test_the_recipes_are_a_page_like_any_other(client: Client) -> None:
    client.cookies["language"] = "zh-hans"
    response = client.get("/api/v1/docs/recipes/")
    assert response["Content-Language"] == "zh-hans"
    assert "用法示例" in response.content.decode()
    assert "Cookie" in response["Vary"]


def test_the_openapi_document_is_english_for_everybody(client: Client) -> None:
    response = client.get("/api/v1/schema/", headers={"Accept-Language": "zh"})
    assert response["Content-Language"] == "en"
    assert "Accept-Language" not in response["Vary"]


def test_what_a_schema_says_has_another_tag_in_another_language(client: Client) -> None:
    served({"type": "Strin"}, name="thing")
    path = "/api/v1/sources/cloud/schemas/thing/versions/1/"
    tags = [client.get(path, headers={"Accept-Language": each})["ETag"] for each in ("en", "zh")]
    assert tags[0] != tags[1]
    known = {"Accept-Language": "zh", "If-None-Match": tags[1]}
    assert client.get(path, headers=known).status_code == 304
    assert client.get(path, headers=known | {"Accept-Language": "en"}).status_code == 200


def test_bytes_as_served_are_the_same_for_all(client: Client, samples: list[Source]) -> None:
    path = "/api/v1/sources/glance/schemas/images/versions/1/raw/"
    answers = [client.get(path, headers={"Accept-Language": each}) for each in ("en", "zh")]
    assert answers[0].content == answers[1].content
    for response in answers:
        assert "Content-Language" not in response
        assert "Language" not in response.get("Vary", "")
