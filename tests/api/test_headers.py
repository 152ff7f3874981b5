"""Each header of each kind of representation."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from portal.api.throttle import Throttle
from portal.api.views.base import Read
from portal.catalog.models import Schema

BASE = "sources/cloud/schemas/widget/"
JSON, PROBLEM = "application/json", "application/problem+json"
NO_CACHE, FOR_EVER = "no-cache", "public, max-age=31536000, immutable"
FIRST, THIRD = "Sat, 01 Jun 2024 00:00:00 GMT", "Mon, 03 Jun 2024 00:00:00 GMT"
ALWAYS = {"Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Security-Policy",
          "Content-Type", "RateLimit", "RateLimit-Policy", "Referrer-Policy", "Vary",
          "X-Content-Type-Options", "X-Frame-Options"}  # fmt: skip
IN_WORDS = {"Accept-Encoding", "Accept-Language"}
FRESH = {"Portal-Captured-At": "2024-06-03T00:00:00Z", "Portal-Refreshing": "?1"}
HISTORY = {"version-history", "latest-version"}
IN_TIME = {"original timegate", "timemap"}
AROUND = HISTORY | IN_TIME


@dataclass(frozen=True)
class Kind:
    """What an answer has besides the headers of all; `relations` are those of its Link."""

    path: str
    content_type: str = JSON
    cache_control: str | None = NO_CACHE
    more: dict[str, str] = field(default_factory=dict)
    relations: frozenset[str] | set[str] = frozenset()
    vary: frozenset[str] | set[str] = frozenset(IN_WORDS)
    status: int = 200
    language: str | None = "en"
    is_tagged: bool = True
    is_digested: bool = True
    allow: str | None = "GET, HEAD, OPTIONS"
    sent: Any = None


KINDS = {
    "index": Kind(""),
    "list": Kind("sources/"),
    "source": Kind("sources/cloud/"),
    "current": Kind(BASE, more=FRESH, relations=AROUND, vary={*IN_WORDS, "Accept-Datetime"}),
    "property": Kind(f"{BASE}properties/size/", more=FRESH, relations=AROUND,
                     vary={*IN_WORDS, "Accept-Datetime"}),
    "properties": Kind(f"{BASE}properties/", more=FRESH, relations=AROUND,
                       vary={*IN_WORDS, "Accept-Datetime"}),
    "versions": Kind(f"{BASE}versions/", more=FRESH, relations=HISTORY),
    "changes": Kind(f"{BASE}changes/", more=FRESH, relations=HISTORY),
    "captures": Kind(f"{BASE}captures/", more=FRESH, relations=HISTORY),
    "elsewhere": Kind(f"{BASE}elsewhere/?property=size", more=FRESH, relations=HISTORY),
    "pinned": Kind(f"{BASE}versions/1/", cache_control=FOR_EVER, more={"Memento-Datetime": FIRST},
                   relations=AROUND | {"successor-version"}),
    "pinned, current": Kind(f"{BASE}versions/3/", more={"Memento-Datetime": THIRD},
                            relations=AROUND | {"predecessor-version"}),
    "pinned list": Kind(f"{BASE}versions/1/properties/", cache_control=FOR_EVER,
                        more={"Memento-Datetime": FIRST},
                        relations=AROUND | {"successor-version"}),
    "pinned property": Kind(f"{BASE}versions/1/properties/size/", cache_control=FOR_EVER,
                            more={"Memento-Datetime": FIRST},
                            relations=AROUND | {"successor-version"}),
    "bytes": Kind(f"{BASE}versions/1/raw/", cache_control=f"{FOR_EVER}, no-transform",
                  more={"Memento-Datetime": FIRST, "Last-Modified": FIRST,
                        "Content-Disposition": 'inline; filename="cloud-widget-1.json"'},
                  relations=AROUND | {"successor-version"}, vary={"Accept-Encoding"},
                  language=None),
    "timemap": Kind(f"{BASE}timemap/", "application/link-format", vary={"Accept-Encoding"},
                    language=None),
    "all changes": Kind("changes/"),
    "search": Kind("search/?q=size"),
    "comparison": Kind("compare/?before=cloud/widget@1&after=cloud/widget@2"),
    "matrix": Kind("matrix/?column=cloud/widget@1&column=cloud/widget"),
    "bulk": Kind("bulk/?ref=cloud/widget@1"),
    "fetches": Kind("fetches/"),
    "notes": Kind("notes/"),
    "rules": Kind("rules/"),
    "type of problem": Kind("problems/gone/"),
    "export": Kind("export.ndjson", "application/x-ndjson", "no-store", is_tagged=False,
                   is_digested=False, vary={"Accept-Encoding"}),
    "OpenAPI": Kind("schema/", "application/vnd.oai.openapi+json",
                    vary={"Accept", "Accept-Encoding"}),
    "viewer": Kind("docs/", "text/html; charset=utf-8"),
    "checked": Kind("validate/", cache_control="no-store", is_tagged=False, allow="POST, OPTIONS",
                    sent={"instance": {}, "against": ["cloud/widget"]}),
    "checked links": Kind("check-links/", cache_control="no-store", is_tagged=False,
                          allow="POST, OPTIONS", sent={"addresses": ["/cloud/widget/"] * 9}),
    "led to a version": Kind(f"{BASE}?at=1", "text/html; charset=utf-8", status=302,
                             more=FRESH | {"Location": f"http://127.0.0.1:8000/api/v1/{BASE}versions/1/"},
                             relations=AROUND, vary={*IN_WORDS, "Accept-Datetime"},
                             is_tagged=False, is_digested=False),
    "gone": Kind(f"{BASE}properties/old/", PROBLEM, status=410, more=FRESH, relations=AROUND,
                 vary={*IN_WORDS, "Accept-Datetime"}, is_tagged=False),
    "missing": Kind(f"{BASE}properties/nothing/", PROBLEM, status=404, more=FRESH,
                    relations=HISTORY, is_tagged=False),
    "wrong": Kind("sources/?x=1", PROBLEM, status=400, is_tagged=False),
}  # fmt: skip
REPRESENTATIONS = [name for name, kind in KINDS.items() if kind.sent is None and kind.is_tagged]


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Read, "rate", ("read", Throttle(100)))
    monkeypatch.setattr("portal.api.views.validate._Checks.rate", ("validate", Throttle(100)))


@pytest.fixture
def ask(client: Client, widgets: Schema) -> Any:
    client.get(f"/api/v1/{BASE}")  # what it makes stale is asked for now, which is told

    def answer(kind: Kind, method: str = "get", **headers: str) -> Any:
        address = f"/api/v1/{kind.path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if kind.sent is None:
            return getattr(client, method)(address, headers=named)
        return client.post(address, json.dumps(kind.sent), content_type=JSON, headers=named)

    return answer


@pytest.mark.parametrize("name", KINDS)
def test_it_has_these_headers_and_no_others(ask: Any, name: str) -> None:
    kind = KINDS[name]
    response = ask(kind)
    assert response.status_code == kind.status
    optional = {"Content-Language": kind.language, "Cache-Control": kind.cache_control,
                "Allow": kind.allow}  # fmt: skip
    expected = kind.more | {key: value for key, value in optional.items() if value is not None}
    for key, value in expected.items():
        assert response[key] == value, key
    assert response["Content-Type"] == kind.content_type
    assert response["Access-Control-Allow-Origin"] == "*"
    assert words(response["Vary"]) == kind.vary
    assert relations(response) == kind.relations
    names = ALWAYS | expected.keys() | ({"Link"} if kind.relations else set())
    names |= {"ETag"} if kind.is_tagged else set()
    names |= {"Repr-Digest"} if kind.is_digested else set()
    assert response.headers.keys() - {"Content-Length"} == names
    if kind.is_tagged:
        assert response["ETag"].startswith('"')  # strong
    if kind.is_digested:
        assert response["Repr-Digest"] == digest(response.content)


@pytest.mark.parametrize("coding", ["gzip", "br"])
@pytest.mark.parametrize("name", ["current", "pinned list", "comparison", "OpenAPI", "gone"])
def test_the_digest_is_of_what_is_sent(ask: Any, name: str, coding: str) -> None:
    """RFC 9530, section 3.1: a representation's data are encoded."""
    response = ask(KINDS[name], Accept_Encoding=coding)
    assert response["Content-Encoding"] == coding
    assert response["Repr-Digest"] == digest(response.content)
    assert response["Repr-Digest"] != ask(KINDS[name])["Repr-Digest"]


@pytest.mark.parametrize("name", REPRESENTATIONS)
def test_head_says_the_same_without_a_body(ask: Any, name: str) -> None:
    kind = KINDS[name]
    answer, head = ask(kind), ask(kind, "head")
    assert (head.status_code, head.content) == (answer.status_code, b"")
    assert steady(head) == steady(answer)


@pytest.mark.parametrize("name", REPRESENTATIONS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_304_repeats_what_the_answer_says_of_itself(ask: Any, name: str, language: str) -> None:
    answer = ask(KINDS[name], Accept_Language=language)
    known = ask(KINDS[name], Accept_Language=language, If_None_Match=answer["ETag"])
    assert (known.status_code, known.content) == (304, b"")
    told = {"Cache-Control", "ETag", "Last-Modified", "Link", "Memento-Datetime", "Vary",
            "Access-Control-Allow-Origin", *FRESH}  # fmt: skip
    for header in told:
        assert known.get(header) == answer.get(header), header
    assert "Repr-Digest" not in known


def words(value: str) -> set[str]:
    return {each.strip() for each in value.split(",")}


def relations(response: HttpResponseBase) -> set[str]:
    link = response.get("Link", "")
    return {each.partition('"')[0] for each in link.split('rel="')[1:]}


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def steady(response: HttpResponseBase) -> dict[str, str]:
    """The headers that don't count how often somebody asks."""
    return {name: value for name, value in response.items() if name != "RateLimit"}
