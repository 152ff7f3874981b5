"""In Chinese, all of it: every page of the portal, in a scene that makes it say what it can say.

What is missing in the catalogue tests/translation/test_catalogue.py tells; this test finds what
nobody has marked, and whatever of the portal's own words comes to a page another way.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from portal.catalog.models import Property, Schema, Source
from tests.pages.dom import parse
from tests.translation import latin, scene

ZH = {"Accept-Language": "zh-CN"}
_OF_ONE_KIND = 2  # pages that one view answers with the same parameters
_PAGES, _BELOW_SCHEMA = "portal.pages.urls", "portal.pages.schema_urls"
_MAIL = "portal.notify.urls"
# Views that answer nothing with words of ours in it, or nobody but developers.
_WORDLESS = {"bundle", "card", "health", "oembed", "styleguide", "timemap"}
_Answers = Iterator[tuple[str, bytes]]


@pytest.fixture
def schema(samples: list[Source]) -> Schema:
    return scene.make()


def asked_for(schema: Schema) -> list[str]:
    """Pages that no link leads to: what is wrong, what is empty, what a form asks for."""
    base = schema.get_absolute_url()
    changes, compare, matrix = "/changes/?", "/compare/?", "/matrix/?"
    both = "column=cloud/thing@1&column=cloud/thing@2"
    return [
        *scene.fetches(schema),
        *(each.get_absolute_url() for each in schema.properties.all()),
        *("/no_such/", "/cloud/no_such/", "/cloud/-/x/", "/language/", "/fetches/", "/go/no_such"),
        *("/accounts/login/", "/accounts/login/?next=/notes/", "/accounts/logout/", "/notes/"),
        *("/empty/", "/clouded/", "/removed/", "/filed/", "/cloud/fault-status/", "/check-links/"),
        *("/embed/cloud/thing/", "/embed/cloud/thing/a/", "/embed/cloud/thing/compare/1...2/"),
        *("/embed/cloud/thing/gone_name/", "/embed/no_such/", "/embed/cloud/thing/no_such/"),
        *("/cloud/-/notes/", "/cloud/-/edit-note/", "/go/cloud/thing/a", "/go/status"),
        *(f"{base}-/notes/{each}" for each in ("", "a/", "b/", "a/?revision=2", "a/?revision=99")),
        *(f"{base}-/edit-note/{each}" for each in ("", "a/")),
        *(f"{base}{each}" for each in (
            "no_such/", "versions/", "versions/9/", "versions/1/", "versions/1/a/", "compare/")),
        *(f"{base}?{each}" for each in ("q=zz", "has=enum", "type=string", "has=nonsense")),
        *("/search/?q=", "/search/?q=zzzzqqq", "/search/?q=disk_fromat", "/search/?q=gone_name"),
        *("/search/?q=changed:<x+type:y+in:z+is:w+impact:v+has:u", "/search/?q=甲"),
        *("/search/quick/?q=disk", "/search/quick/?q=zzzzqqq", "/feeds/changes.atom"),
        f"{changes}impact=x&side=y&kind=z&rule=enum-value-aded&since=1&until=2&source=w&schema=v",
        f"{changes}source=cloud&schema=thing&property=a&impact=breaking&side=request&until=2030-01-01",
        f"{changes}source=cloud&kind=added&property=zz",
        *(f"{changes}{each}" for each in ("page=99", "since=2024-01-02&until=2024-01-01")),
        f"{compare}before=x&after=cloud/y",
        f"{compare}before=glance/images@99&after=glance/images@1999-01-01",
        f"{compare}before=x@&after=cloud/fault-status",
        f"{compare}before=cloud/thing@1&after=cloud/other",
        f"{compare}before=cloud/other&after=cloud/other@1",
        *(f"{base}compare/{each}/" for each in ("1...1", "2...1", "1...9")),
        *(f"{base}compare/1...2/?{each}" for each in (
            "impact=all", "impact=safe&side=request", "side=response", "impact=x",
            "show=documents", "format=md")),
        *("/compare/", "/matrix/", f"{matrix}column=x", f"{matrix}{both}"),
        f"{matrix}{both}&column=cloud/other&only=differences&q=a",
        f"{matrix}{both}&q=zz&only=x&facet=y&format=z",
        f"{matrix}column=cloud/other&column=cloud/other@1&only=differences&facet=type",
        *(f"{matrix}{both}&format={each}" for each in ("csv", "md")),
        *("/validate/?against=cloud/thing", "/validate/?against=x&part=y"),
        *("/notify/", "/notify/?source=x", "/notify/?schema=thing", "/notify/?property=zz"),
        *("/notify/?source=cloud&schema=thing&property=a", "/notify/stop/x/", scene.mail()),
        "/notify/confirm/x/",
        *("/rules/?q=zzz", "/rules/?q=enum+breaking+taken", "/api/v1/docs/"),
    ]  # fmt: skip


_DOCUMENTS: list[Any] = [
    {"a": 1, "b": 3, "c": [1, 1], "d": [], "e": {}, "f": "x", "never": 1, "zz": "toolong"},
    {"b": 11, "c": [], "d": 1.5, "e": None, "moved": {"deep": 2}},
    {"unknown": 1}, [], "text", 3, {"a": "m", "b": 4, "c": ["u"]},
]  # fmt: skip
_LINKS = "[a](/glance/images/) [b](/glance/images/no_such/) [c](/cloud/thing/versions/1/a/)"


def sent(client: Client) -> _Answers:
    """What comes of forms."""
    against = ["cloud/thing@1", "cloud/thing@2", "glance/images", "cloud/other"]
    wrong = ["x", "cloud/no_1", "cloud/thing@9"]
    broken = ("", "{", '{"a": 1, "a": 2}', "[NaN]", '"\\ud800"', "1e999")
    forms: list[tuple[str, dict[str, Any]]] = [
        *(("/validate/", {"instance": json.dumps(each, indent=1), "against": against,
                          "as": "request"}) for each in _DOCUMENTS),
        *(("/validate/", {"instance": each, "against": wrong, "part": "y"}) for each in broken),
        ("/accounts/login/", {"username": scene.EDITOR, "password": "x"}),
        ("/language/", {"language": "x"}),
        ("/fetches/", {"source": "removed"}),
        ("/fetches/", {"source": "cloud", "schema": "no_such"}),
        ("/check-links/", {"text": _LINKS}),
        ("/check-links/", {"text": ""}),
        ("/notify/", {"action": "x"}),
        ("/notify/", {"action": "address", "address": "x"}),
        ("/notify/", {"action": "address", "address": ""}),
        ("/notify/", {"action": "stop", "subscription": "0"}),
        ("/notify/", {"action": "subscribe", "what": "no_1", "least": "x"}),
        ("/notify/", {"action": "subscribe", "what": "cloud", "property": "/x", "least": "any",
                      "side": "both", "often": "daily", "language": "en"}),
        (scene.mail(), {"List-Unsubscribe": "One-Click"}),
        *(("/cloud/thing/-/edit-note/a/", {"action": action, "text": "己", "based_on": "1"})
          for action in ("preview", "save", "delete")),
    ]  # fmt: skip
    for address, form in forms:
        yield f"{address} {form}", client.post(address, form, headers=ZH).content


def got(client: Client, start: list[str]) -> _Answers:
    """The pages at these addresses, and those that they lead to; of one kind, a few."""
    seen, kinds = set(start), Counter[object]()
    pending = [*start]
    while pending:
        address = pending.pop(0)
        response = client.get(address, headers=ZH)
        found = [response["Location"]] if "Location" in response.headers else []
        if response["Content-Type"].startswith("text/html"):
            yield address, response.content
            page = parse(response.content.decode())
            found += [each.attributes.get("href", "") for each in page.all("a")]
        assert response.status_code < 500, address
        for link in (urldefrag(each).url for each in found):
            kind = _kind(link)
            if link not in seen and link.startswith("/") and kinds[kind] < _OF_ONE_KIND:
                kinds[kind] += 1
                seen.add(link)
                pending.append(link)


def _kind(address: str) -> object:
    """What tells one kind of page from another: its view, and the names of its parameters."""
    parts = urlsplit(address)
    names = tuple(sorted({each.partition("=")[0] for each in parts.query.split("&")}))
    return _views(parts.path), names


def _views(path: str) -> frozenset[Callable[..., Any]]:
    """The views that answer at an address: also the one that another one leads to."""
    found = set()
    try:
        match = resolve(path)
        found.add(match.func)
        _, _, tail = match.kwargs.get("rest", "").partition("/")
        found.add(resolve(f"/{tail}/" if tail else "/", urlconf=_BELOW_SCHEMA).func)
    except Resolver404:
        pass
    return frozenset(found)


def _every_view(urlconf: str) -> Iterator[Callable[..., Any]]:
    pending: list[URLPattern | URLResolver] = [*get_resolver(urlconf).url_patterns]
    while pending:
        each = pending.pop()
        if isinstance(each, URLResolver):
            pending += each.url_patterns
        else:
            yield each.callback


def _names() -> set[str]:
    """What sources, schemas and properties are called."""
    paths = Property.objects.values_list("path", flat=True)
    return {
        *Source.objects.values_list("name", flat=True),
        *Schema.objects.values_list("name", flat=True),
        *(part for path in paths for part in re.findall(r"[\w-]+", path)),
    }


def _untranslated(answers: _Answers) -> Iterator[str]:
    names = _names()
    for address, content in answers:
        text = content.decode(errors="replace")
        if text.lstrip()[:1] == "<":
            for each in latin.words(parse(text), names, address):
                yield f"{address} {each}"


def test_every_view_is_asked(schema: Schema) -> None:
    asked = {view for each in asked_for(schema) for view in _views(urlsplit(each).path)}
    every = {*_every_view(_PAGES), *_every_view(_BELOW_SCHEMA), *_every_view(_MAIL)}
    left_out = {view.__name__ for view in every - asked}
    assert left_out <= _WORDLESS | {"home"}, "asked_for() lacks a page of theirs"


def test_no_page_has_a_text_that_is_not_translated(client: Client, schema: Schema) -> None:
    faults = [*_untranslated(got(client, ["/", *asked_for(schema)])), *_untranslated(sent(client))]
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_nor_has_one_that_an_editor_sees(client: Client, schema: Schema) -> None:
    client.force_login(User.objects.get(username=scene.EDITOR))
    mails = ["/notify/", "/notify/?source=cloud&schema=thing&property=a", scene.mail()]
    faults = [*_untranslated(got(client, ["/", schema.get_absolute_url(), *mails]))]
    faults += _untranslated(sent(client))
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_a_text_that_is_not_translated_is_found() -> None:
    page = parse(
        '<p>中文 English</p><p title="A word">中</p><code>none</code><bdi>here</bdi>'
        '<div translate="no">nor <option translate="yes">but here</option></div>'
        '<button lang="en">Here</button><p data-said="link copied" data-x="word">见 disk_format</p>'
        "<p>enum</p><p>见 enum、x 与 named</p><p>中, <a>文</a>. <code>x</code>，中 1.5: </p>"
    )
    assert [each.rpartition("(")[2] for each in latin.words(page, ["named"])] == [
        "English)", "word)", "but, here)", "link, copied)", "enum)",
        ",)", ".)",
    ]  # fmt: skip
