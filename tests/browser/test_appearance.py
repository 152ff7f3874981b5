"""What readers ask of their screens is done, on the page that shows all components."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client, override_settings
from playwright.sync_api import Page, Route

from tests.browser.addresses import STYLEGUIDE
from tests.conftest import NewPage


@pytest.fixture
def shown(new_page: NewPage, client: Client, db: None) -> Iterator[Page]:
    """The styleguide, which only a developer's portal has; answered by Django in this process."""

    def answer(route: Route) -> None:
        response = client.get(urlsplit(route.request.url).path)
        body = b"".join(response) if isinstance(response, Iterable) else b""
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=body)

    page = new_page(bypass_csp=True, reduced_motion="reduce")
    page.route("**/*", answer)
    with override_settings(DEBUG=True):
        page.goto(f"http://127.0.0.1{STYLEGUIDE}")
        yield page


def colour(page: Page, selector: str, name: str = "color") -> str:
    text: str = page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element)[name]", name
    )
    return text


def test_all_components_in_all_appearances(shown: Page) -> None:
    page = shown
    assert colour(page, ".as-light .impact.breaking") != colour(page, ".as-dark .impact.breaking")
    usual = colour(page, ".as-light .soft")
    results = Axe().run(page, options={"preload": False})
    assert not results.violations_count, results.generate_report()
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((each) =>
      parseFloat(getComputedStyle(each).transitionDuration)
      || getComputedStyle(each).animationName !== "none").map((each) => each.outerHTML)""")
    assert not moving
    page.emulate_media(contrast="more")
    assert colour(page, ".as-light .soft") != usual
    results = Axe().run(
        page, options={"runOnly": ["color-contrast", "color-contrast-enhanced"], "preload": False}
    )
    assert not results.violations_count, results.generate_report()
    page.emulate_media(contrast="no-preference", forced_colors="active")
    told = page.locator(".as-light .impact").evaluate_all(
        "all => all.map((each) => [each.textContent.trim(), !!each.querySelector('path')])"
    )
    assert all(word and sign for word, sign in told)
    assert colour(page, ".as-light .notice", "borderInlineStartWidth") == "3px"
