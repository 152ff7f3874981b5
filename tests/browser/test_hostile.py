"""F45: what upstreams say is inert in a real browser, even with the CSP switched off."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, expect

from tests.conftest import NewPage
from tests.pages.test_hostile import MARKUP, hostile
from tests.served import Portal


@pytest.fixture(scope="module")
def spoken(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a schema in which everything is hostile."""
    portal.manage("source", "add", "hostile", "--kind", "json-schema", "--description", MARKUP)
    path: Path = tmp_path_factory.mktemp("hostile") / "said.json"
    for document in hostile():
        path.write_text(json.dumps(document))
        done = portal.manage(
            "import", str(path), "--source", "hostile", "--schema", "said", "--provenance", MARKUP
        )
        assert done.returncode == 0, done.stderr
    return f"{portal.url}/hostile/said/"


@pytest.mark.parametrize("below", ["", "versions/", "versions/1/", "compare/1...2/", "..", "@",
                                   "../../search/?q=script"])  # fmt: skip
@pytest.mark.parametrize("bypass_csp", [False, True])
def test_nothing_of_it_runs(new_page: NewPage, spoken: str, below: str, bypass_csp: bool) -> None:
    page = new_page(bypass_csp=bypass_csp)
    page.on("dialog", lambda dialog: pytest.fail(f"it ran: {dialog.message}"))
    page.goto(spoken + below.replace("@", ""))
    if below == "@":
        page.locator("#rows .cell-name a").first.click()
    expect(page.locator("h1")).to_be_visible()
    for details in page.locator("details > summary").all():
        if details.is_visible():
            details.locator("..").evaluate("each => each.open = true")
    # Our own pictures have a viewBox.
    pictures = "main img, main svg:not([viewBox])"
    strange = f"iframe, style, main script, {pictures}, [onclick], [onload], [onerror]"
    assert page.locator(strange).count() == 0
    assert page.locator("a[href^=javascript], a[href^=data]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_judge_can_tell(new_page: NewPage, spoken: str) -> None:
    page = new_page(bypass_csp=True, allow=("ERR_INVALID_URL",))
    ran: list[str] = []

    def remember(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", remember)
    page.goto(spoken)
    page.evaluate("markup => { document.body.innerHTML = `<img src=data: onerror=alert(1)>`; }")
    expect(page.locator("img")).to_have_count(1)
    page.wait_for_timeout(100)
    assert ran == ["1"]
