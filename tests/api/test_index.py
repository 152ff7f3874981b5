import re
from typing import Any

import pytest
from django.test import Client

from tests.api.scene import Get, body

pytestmark = pytest.mark.django_db


def test_says_where_everything_is(get: Get, client: Client) -> None:
    links = body(get(""))
    for name, address in links.items():  # some are templates
        links[name] = re.sub(r"\{\?[^}]*\}$", "?q=x" if name == "search" else "", address)
    for name in ("bulk", "compare", "matrix"):  # which are of versions, and there is none
        assert get(links.pop(name)).status_code == 400
    del links["page"]  # the portal's first page is tested with the others
    for name in ("check_links", "validate"):  # which take what is sent by POST
        assert get(links.pop(name)).status_code == 405
    export: Any = client.get(links.pop("export"))  # tests/api/test_export.py
    assert (export.status_code, export.streaming) == (200, True)
    for name, address in links.items():
        assert get(address).status_code == 200, name


def test_templates_name_every_parameter(get: Get) -> None:
    """RFC 6570; a star stands behind what may be given several times."""
    links = body(get(""))
    assert links["bulk"].endswith("/bulk/{?ref*,document,fields}")
    assert "{?source,schema,property,impact*,side,kind,rule,since,until,order," in links["changes"]


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(get: Get) -> None:
    response = get("sources")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/sources/")


def test_links_are_those_that_readers_use(get: Get, settings: object) -> None:
    settings.PORTAL_URL = "https://schemas.example"  # type: ignore[attr-defined]
    assert body(get(""))["sources"] == "https://schemas.example/api/v1/sources/"
