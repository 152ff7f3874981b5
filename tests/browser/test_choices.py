"""What a reader chooses: light or dark."""

import pytest

from tests.conftest import NewPage
from tests.served import Portal

_SCHEME = "getComputedStyle(document.documentElement).colorScheme"


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "light")])
def test_light_or_dark_is_remembered(
    new_page: NewPage, portal: Portal, system: str, chosen: str
) -> None:
    page = new_page(color_scheme=system)
    page.goto(portal.url)
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(_SCHEME) == chosen
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != before
    page.goto(f"{portal.url}/glance/")
    assert page.evaluate(_SCHEME) == chosen
    page.get_by_role("button", name="Switch between light and dark").click()
    page.reload()
    assert page.evaluate(_SCHEME) == system
