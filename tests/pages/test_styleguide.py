"""The page that shows the design."""

from django.test import Client, override_settings

from portal.pages.templatetags.icons import PATHS
from tests.pages.scene import Visit, served


def test_it_shows_every_sign_and_token_in_light_and_dark(visit: Visit, db: None) -> None:
    with override_settings(DEBUG=True):
        page = visit("/styleguide/")
    light, dark = (page.all("div", cls=f"as-{each}") for each in ("light", "dark"))
    assert len(light) == len(dark) >= 9
    assert [each.text for each in light] == [each.text for each in dark]
    shown = " ".join(each.text for each in light)
    assert all(name in shown for name in PATHS)
    assert all(f"--{name}" in shown for name in ("accent", "breaking", "text-xxl", "space-6"))
    for word in (
        "Breaking",
        "Warning",
        "Editorial",
        "sign-in refused",
        "recorded",
        "not asked yet",
    ):
        assert word in shown


def test_rows_are_those_of_a_stored_version(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {}, "b": {}}})
    with override_settings(DEBUG=True):
        light, dark = visit("/styleguide/").all("div", cls="rows")
    assert light.texts("span", cls="cell-name") == ["a", "b"] == dark.texts("span", cls="cell-name")


def test_readers_have_none(client: Client, db: None) -> None:
    assert client.get("/styleguide/").status_code == 404
