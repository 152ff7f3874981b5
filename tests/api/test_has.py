"""The words of the filter on the page of a schema: the API has the same, for the same rows."""

import pytest

from portal.catalog.models import Schema, Source
from portal.history import namesakes
from portal.history.versions import versions_of
from portal.pages import filtering, table
from tests.api.scene import Get, body, results, say, widget

IMAGES = "sources/glance/schemas/images/"


def names(get: Get, path: str) -> list[str]:
    return [row["path"] for row in results(get(f"{IMAGES}{path}&page_size=200"))]


@pytest.mark.parametrize("word", filtering.HAS)
def test_the_api_lists_what_the_page_shows(get: Get, samples: list[Source], word: str) -> None:
    compared = 0
    for schema in Schema.objects.select_related("source").exclude(current=None):
        versions = versions_of(schema, tallied=False)
        elsewhere = namesakes.paths(schema) or frozenset()
        for version in versions:
            rows = table.of(schema, versions, version, pinned=True)
            shown = {
                row.pointer
                for row in rows.by_pointer.values()
                if row.is_property and word in filtering.has(row, elsewhere)
            }
            at = f"sources/{schema.source.name}/schemas/{schema.name}/versions/{version.number}"
            found = results(get(f"{at}/properties/?has={word}&page_size=200"))
            assert {row["pointer"] for row in found} == shown, (at, word)
            compared += len(shown)
    assert compared


def test_all_words_must_hold(get: Get, samples: list[Source]) -> None:
    either = [set(names(get, f"properties/?has={word}")) for word in ("nullable", "only-here")]
    both = set(names(get, "properties/?has=nullable&has=only-here"))
    assert both == either[0] & either[1]
    assert both < either[0]


def test_what_went_has_changed_as_well(get: Get, widgets: Schema) -> None:
    say(widgets.source, "widget", widget(size={"enum": ["s", "m", "l"]}))
    base = "sources/cloud/schemas/widget/"
    found = results(get(f"{base}properties/?has=changed&gone=any"))
    assert [row["name"] for row in found] == ["new"]  # and not the one that went before
    assert not results(get(f"{base}properties/?has=changed"))
    earlier = results(get(f"{base}versions/2/properties/?has=changed"))
    assert [row["name"] for row in earlier] == ["size"]


def test_what_others_say_is_not_for_ever(get: Get, samples: list[Source]) -> None:
    pinned = f"{IMAGES}versions/1/properties/"
    assert "immutable" in get(f"{pinned}?has=changed")["Cache-Control"]
    assert get(f"{pinned}?has=only-here")["Cache-Control"] == "no-cache"


def test_an_unknown_word_is_refused(get: Get, widgets: Schema) -> None:
    response = get("sources/cloud/schemas/widget/properties/?has=enum&has=nothing")
    assert (response.status_code, body(response)["parameter"]) == (400, "has")
