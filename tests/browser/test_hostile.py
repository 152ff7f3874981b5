"""F45 to F47: what upstreams and editors say is inert in a real browser, without the CSP, too.

The pages are looked at as the browser has built them: whatever is in the document and is not the
portal's own is a fault, whether it would have run or not. The same judge finds a fault in each of
the texts if they are trusted.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.conftest import NewPage
from tests.pages.test_hostile import MARKUP, hostile
from tests.prose.corpus import HOSTILE, REFERENCES, trusted
from tests.served import Portal

JUDGE = (Path(__file__).parent / "inert.js").read_text()
TEXTS = [*HOSTILE.values(), *REFERENCES.values()]
NOTE = "\n\n".join(TEXTS)
PAGES = [
    "/",
    "/hostile/",
    "/hostile/said/",
    "/hostile/said/versions/",
    "/hostile/said/versions/1/",
    "/hostile/said/compare/1...2/",
    "/hostile/said/compare/1...2/?show=documents",
    "/hostile/texts/",
    "/hostile/texts/p0/",
    "/hostile/texts/versions/1/p1/",
    "/hostile/texts/compare/1...2/",
    "/hostile/texts/gone/",
    "/hostile/texts/-/notes/p0/",
    "/hostile/texts/-/notes/p0/?after=2",
    "/hostile/texts/-/notes/p0/?revision=1",
    "/notes/",
    "/search/?q=script",
    "/search/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
    "/changes/?source=hostile",
    "/matrix/?column=hostile/texts@1&column=hostile/texts@2",
    "/compare/?before=hostile/said@1&after=hostile/texts",
    "/validate/?against=hostile/texts",
    "/hostile/-/edit-note/",
]
_WRITE = """
import json, sys
from django.contrib.auth.models import User
from portal.catalog.models import Property, Source
from portal.notes import editors
from portal.notes.target import Target
from portal.notes.writing import save
from tests.ingest.making import capture, make_schema
path, markup, note = sys.argv
for name, documents in json.load(open(path)).items():
    schema = make_schema(name, source="hostile", kind="json-schema", description=markup)
    for document in documents:
        capture(schema, document, provenance=markup)
by = User.objects.create_user("writer", password="secret", first_name=markup[:150])
editors.add(by)
for thing in (schema.source, schema, Property.objects.get(schema=schema, name="p0")):
    for number in range(2):
        save(Target.of(thing), by, note + str(number), based_on=number, comment=markup[:200])
"""


def texts() -> list[dict[str, Any]]:
    """Two versions of properties that say each text wherever a text can be said."""
    said = {
        f"p{number}": {
            "title": text, "description": text, "enum": [text], "pattern": text, "default": text,
            "examples": [text], "$comment": text, "format": text,
        }
        for number, text in enumerate(TEXTS)
    }  # fmt: skip
    named = {text: {"description": text} for text in TEXTS}
    first: dict[str, Any] = {
        "title": NOTE,
        "description": NOTE,
        "properties": said | named | {"gone": said["p0"]},
    }
    changed = {name: {key: f"{each['title']}!" for key in each if key != "enum"} | {"enum": [name]}
               for name, each in said.items()}  # fmt: skip
    return [first, first | {"properties": changed | named}]


@pytest.fixture(scope="module")
def spoken(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the portal is, with a source in which everything is hostile, its notes included."""
    path = tmp_path_factory.mktemp("hostile") / "said.json"
    path.write_text(json.dumps({"said": hostile(), "texts": texts()}))
    arguments = [str(path), MARKUP, NOTE]
    written = portal.manage("shell", "-c", f"import sys; sys.argv = {arguments!r}\n{_WRITE}")
    assert written.returncode == 0, written.stderr
    return portal.url


def unfolded(page: Page) -> Page:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    return page


def test_nothing_of_it_is_more_than_text(new_page: NewPage, spoken: str) -> None:
    page = new_page(bypass_csp=True)
    page.on("dialog", lambda dialog: pytest.fail(f"it ran: {dialog.message}"))
    page.goto(f"{spoken}/accounts/login/?next=/notes/")
    page.get_by_label("User name").fill("writer")
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in").click()
    faults = {}
    for address in PAGES:
        answer = page.goto(spoken + address)
        assert answer is not None
        assert answer.status == 200, address
        expect(page.locator("h1")).to_be_visible()
        if found := unfolded(page).evaluate(JUDGE, page.evaluate_handle("document")):
            faults[address] = found
        assert page.url == spoken + address
    # The preview, and what the search brings while one types.
    page.locator("#text").fill(NOTE)
    expect(page.locator("#preview p").first).to_be_visible()
    page.locator("#search").fill("script")
    expect(page.locator("#found a").first).to_be_visible()
    if found := page.evaluate(JUDGE, page.evaluate_handle("document")):
        faults["preview and search"] = found
    page.evaluate("onbeforeunload = null")
    assert not faults, json.dumps(faults, indent=1, ensure_ascii=False)


def test_the_policy_has_nothing_to_refuse(page: Page, spoken: str) -> None:
    for address in ("/hostile/texts/", "/hostile/texts/p0/", "/hostile/texts/-/notes/p0/"):
        page.goto(spoken + address)
        expect(page.locator(".prose").first).to_be_visible()


def test_the_judge_finds_each_text_that_is_trusted(new_page: NewPage, spoken: str) -> None:
    page = new_page(bypass_csp=True)
    page.goto(f"{spoken}/rules/")
    parsed = (
        "html => new DOMParser().parseFromString(`<div class='prose'>${html}</div>`, 'text/html')"
    )
    missed = [
        name
        for name, text in HOSTILE.items()
        if not page.evaluate(JUDGE, page.evaluate_handle(parsed, trusted(text)))
    ]
    assert missed == []
    harmless = "<p>A <em>word</em>, <a href='/glance/'>here</a>.</p>"
    assert page.evaluate(JUDGE, page.evaluate_handle(parsed, harmless)) == []


def test_what_runs_would_be_heard(new_page: NewPage, spoken: str) -> None:
    page = new_page(bypass_csp=True, allow=("ERR_INVALID_URL",))
    ran: list[str] = []

    def remember(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", remember)
    page.goto(f"{spoken}/hostile/texts/p0/")
    with page.expect_event("dialog"):
        page.evaluate(
            "document.querySelector('.prose').innerHTML = '<img src=data: onerror=alert(1)>'"
        )
    assert ran == ["1"]
