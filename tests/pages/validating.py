"""What the tests of checking a document share: sending the form, and reading what came of it."""

import json
from typing import Any, Protocol

from django.test import Client

from tests.pages.dom import Element, parse


class Check(Protocol):
    """Sends the form and fails unless it has this status; text is sent as it is."""

    def __call__(self, document: Any, *against: str, status: int = 200, **form: Any) -> Element: ...


def checking(client: Client) -> Check:
    """What sends the form by this client."""

    def send(document: Any, *against: str, status: int = 200, **form: Any) -> Element:
        text = document if isinstance(document, str) else json.dumps(document, indent=1)
        response = client.post("/validate/", {"instance": text, "against": against} | form)
        assert response.status_code == status, response.headers
        assert response["Cache-Control"] == (
            "max-age=0, no-cache, no-store, must-revalidate, private"
        )
        return parse(response.content.decode())

    return send


def columns(page: Element) -> dict[str, Element]:
    """What came of each version, by its address."""
    found = page.all("section", cls="check-column")
    return {each.one("h3").text: each for each in found}


def errors(column: Element) -> dict[str, str]:
    """The errors of a column: what is wrong, by pointer."""
    found = (each.children for each in column.all("ol", cls="check-errors"))
    items = [each for several in found for each in several if isinstance(each, Element)]
    return {each.all("a")[0].text: each.all("div")[0].text for each in items}


def marked(page: Element) -> dict[int, list[str]]:
    """What is said beside the lines of the document."""
    lines = [each for each in page.all("li") if each.attributes.get("id", "").startswith("line-")]
    return {
        int(line.attributes["value"]): line.one("ul").texts("li")
        for line in lines
        if line.all("ul")
    }
