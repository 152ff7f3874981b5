"""What can be copied from a property's page, as shells and wikis read it."""

import json
import shlex
from typing import Any
from urllib.parse import unquote

import markdown
import pytest
from django.test import Client

from portal.catalog.models import Source
from tests.pages.dom import Element, parse
from tests.pages.scene import Visit, served

DISK_FORMAT = "/glance/images/images/*/disk_format/"
HOST = "http://testserver"


def copies(page: Element) -> dict[str, str]:
    menu = page.one("details", cls="copies")
    return {each.text: each.attributes["data-copy"] for each in menu.all("button")}


def test_everything_can_be_copied(visit: Visit, samples: list[Source]) -> None:
    page = visit(DISK_FORMAT)
    assert copies(page) == {
        "link": f"{HOST}{DISK_FORMAT}",
        "pinned link": f"{HOST}/glance/images/versions/4/images/*/disk_format/",
        "name": "disk_format",
        "dotted name": "images[].disk_format",
        "JSON Pointer": "/properties/images/items/properties/disk_format",
        "Markdown": rf"[glance/images images\[\].disk\_format]({HOST}{DISK_FORMAT})",
        "MediaWiki": f"[{HOST}{DISK_FORMAT} glance/images images&#91;&#93;.disk_format]",
        "Confluence": rf"[glance/images images\[\].disk\_format|{HOST}{DISK_FORMAT}]",
        "curl": f"curl '{HOST}/api/v1/sources/glance/schemas/images/properties/images/*/"
        "disk_format/'",
    }
    shown = page.one("details", cls="copies").texts("code")
    assert shown == list(copies(page).values())  # to be selected where there is no script


HOSTILE = [
    "a](http://evil.example) [b",
    "a|b[[c]]{{d}}",
    "it's <b>&amp;</b> `code` *x* _y_ ~z~",
    "'; rm -rf /; '",
    '"]) ${HOME} $(id)',
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out_of_what_is_copied(visit: Visit, client: Client, name: str) -> None:
    schema = served({"properties": {name: {"type": "integer"}}})
    (stored,) = schema.properties.all()
    found = copies(visit(stored.get_absolute_url()))
    rendered = parse(markdown.markdown(found["Markdown"]))
    (link,) = rendered.all("a")
    assert link.text == rendered.text == f"cloud/thing {stored.path}"
    for address in (link.attributes["href"], wiki(found["MediaWiki"]), jira(found["Confluence"])):
        assert unquote(address) == unquote(found["link"])
        assert client.get(address.removeprefix(HOST), follow=True).status_code == 200
    command, address = shlex.split(found["curl"])
    answer: Any = json.loads(client.get(address.removeprefix(HOST)).content)
    assert (command, answer["name"]) == ("curl", name)


def wiki(text: str) -> str:
    """The address of MediaWiki's external link; nothing after it is markup."""
    address, _, title = text[1:-1].partition(" ")
    assert not set("[]{}<>|'") & set(address + title)
    return address


def jira(text: str) -> str:
    """The address of Confluence's link; nothing before it is markup."""
    title, _, address = text[1:-1].rpartition("|")
    plain = title.replace("\\\\", "").split("\\")
    assert not any(set("[]{}|*_~!^") & set(each[bool(index) :]) for index, each in enumerate(plain))
    assert not set("[]{}|!") & set(address)
    return address
