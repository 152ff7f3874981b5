"""What upstreams say is hostile until it has been shown to be harmless: names, values, words."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from portal.catalog.models import FetchRequest, Observation, Schema, Source
from portal.ingest import record
from portal.schema import pointer as json_pointer
from tests.ingest.making import capture, make_schema
from tests.pages.dom import Element, parse
from tests.pages.scene import URL, Visit, rows, served

MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><style>*{}</style>"
    "<a href='javascript:alert(1)' onclick=alert(1)>x</a>\"'><iframe srcdoc=x>&lt;b&gt;"
    "<p hx-get=/x hx-trigger=load>{{ 7|add:7 }}</p>{% now 'Y' %}"
)
LINKS = "[a](javascript:alert(1)) [b](data:text/html,x) ![c](https://evil.example/x.png)"
TURNED = "user\u202egpj.exe\u2066\u200b"


def hostile() -> list[dict[str, Any]]:
    """Two versions that say nothing but hostile things, wherever something can be said."""
    said = {
        "title": MARKUP, "description": f"{MARKUP}\n\n{LINKS}", "enum": [MARKUP, TURNED],
        "pattern": MARKUP, "default": MARKUP, "format": MARKUP, "$comment": MARKUP,
        "examples": [MARKUP], "x-vendor": {MARKUP: MARKUP}, MARKUP: MARKUP,
        "contentMediaType": MARKUP, "required": [MARKUP], "type": ["string", MARKUP],
        "dependencies": {MARKUP: [MARKUP]}, "properties": {MARKUP: {"$ref": MARKUP}},
        "anyOf": [{"const": MARKUP}],
    }  # fmt: skip
    first = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": MARKUP,
        "description": f"{MARKUP}\n\n{LINKS}",
        "definitions": {MARKUP: {"properties": {MARKUP: {"$ref": f"#/definitions/{MARKUP}"}}}},
        "patternProperties": {MARKUP: {}},
        "properties": {MARKUP: said, TURNED: said, "other": {"properties": {MARKUP: {}}}},
    }
    changed = said | {"enum": [MARKUP + "2"], "default": MARKUP + "2", MARKUP: MARKUP + "2"}
    second = first | {"title": MARKUP + "2", "properties": {MARKUP: changed, "new": {}}}
    return [first, second]


@pytest.fixture
def spoken(db: None) -> Schema:
    """A hostile schema of a hostile source, captured and failing, with a fetch under way."""
    schema = make_schema(MARKUP.replace("/", "-")[:200], kind=Source.Kind.JSON_SCHEMA, url=URL,
                         description=MARKUP)  # fmt: skip
    capture(make_schema("other"), {"properties": {MARKUP: {"description": MARKUP}}})
    for document in hostile():
        capture(schema, document, provenance=MARKUP)
    how = record.Circumstances(timezone.now(), Observation.Origin.FETCHED)
    record.failure(schema, how, "<b>fault</b>", MARKUP)
    return schema


def addresses(schema: Schema) -> Iterator[str]:
    """Every page that shows something of `schema`."""
    base = schema.get_absolute_url()
    yield from ("/", "/cloud/", base, f"{base}?q=%3Cscript%3E", f"{base}?type=%3Cb%3E&has=%22")
    yield from (f"{base}versions/", f"{base}versions/1/", f"{base}compare/1...2/")
    yield from (
        "/search/quick/?q=script",
        "/search/?q=script",
        "/search/?q=%3Cscript%3E&source=%22%3E%3Cb%3E",
    )
    for stored in schema.properties.all():
        yield stored.get_absolute_url()
    result = {"schema": schema.name, "outcome": MARKUP, "message": MARKUP, "version": None,
              "changes": 0}  # fmt: skip
    yield FetchRequest.objects.create(
        source=schema.source, schema_name=schema.name, reason="asked", results=[result]
    ).get_absolute_url()


def faults(page: Element) -> list[str]:
    """Whatever in a page could run, style, load or ask, and is not ours."""
    found = []
    for each in page.descendants():
        leads_to = each.attributes.get("src", each.attributes.get("href", ""))
        ours = leads_to.startswith(("/static/", "/feeds/", f"{settings.PORTAL_URL}/"))
        if each.tag in {"iframe", "object", "embed", "base", "style", "img"}:
            found.append(each.tag)
        if each.tag == "template" and "data-remembered" not in each.attributes:
            found.append(each.tag)
        if each.tag in {"script", "link"} and not ours:
            found.append(f"{each.tag} {each.attributes}")
        for name, value in each.attributes.items():
            scheme = value.partition(":")[0].strip().lower() if ":" in value else ""
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping"}:
                found.append(f"{each.tag} {name}={value}")
            if name in {"href", "src", "action"} and scheme in {"javascript", "data", "vbscript"}:
                found.append(f"{each.tag} {name}={value}")
            if name.startswith("hx-get") and not value.startswith("/"):
                found.append(f"{each.tag} {name}={value}")
    return found


def test_the_judge_can_tell() -> None:
    assert len(faults(parse("<script>x</script><p onclick=x style=x></p><style></style>"))) == 4
    assert faults(parse('<a href="JavaScript:x">x</a><iframe src="/x"></iframe>'))
    assert faults(parse('<p hx-get="//evil.example"></p><link href="//evil.example">'))


def test_nothing_of_it_comes_through(visit: Visit, spoken: Schema) -> None:
    pages = list(addresses(spoken))
    assert len(pages) > 15
    for address in pages:
        assert faults(visit(address)) == [], address


@pytest.mark.parametrize("query", ["q=script", "under=new", "q=%3Csvg"])
def test_nor_by_htmx(visit: Visit, spoken: Schema, query: str) -> None:
    assert faults(visit(f"{spoken.get_absolute_url()}?{query}", htmx=True)) == []


def test_it_is_shown_as_it_is(visit: Visit, spoken: Schema) -> None:
    page = visit(spoken.get_absolute_url())
    assert page.one("p", cls="lead").text == f"{MARKUP}2"
    assert MARKUP[:100] in next(iter(rows(page)))
    (stored,) = spoken.properties.filter(name=MARKUP, pointer__startswith="/patternP")
    assert visit(stored.get_absolute_url()).one("h1").text == MARKUP


def test_what_turns_the_text_is_isolated_and_made_visible(visit: Visit, spoken: Schema) -> None:
    visible = "user⟨U+202E⟩gpj.exe⟨U+2066⟩⟨U+200B⟩"
    stored = spoken.properties.get(name=TURNED)
    page = visit(stored.get_absolute_url())
    assert page.one("h1").one("bdi").text == visible
    assert visible in page.one("title").text
    assert page.one("nav", cls="crumbs").one("span").text == visible
    assert r'"user\u202egpj.exe\u2066\u200b"' in page.texts("span", cls="chip")
    for address in addresses(spoken):
        text = visit(address).text
        assert not {"\u202e", "\u2066", "\u200b"} & set(text), address
    copied = {each.attributes.get("data-copy") for each in page.all("button")}
    assert TURNED in copied


def test_a_name_of_ten_kilobytes(visit: Visit, db: None) -> None:
    name = "n" * 10_000
    schema = served({"properties": {name: {"enum": [name], "description": name}}}, True)
    (stored,) = schema.properties.all()
    assert stored.pointer == json_pointer.join("", "properties", name)
    page = visit(stored.get_absolute_url())
    assert page.one("h1").text == name
    assert len(page.one("title").text) < 200
    pinned = visit(f"{schema.get_absolute_url()}versions/1/")
    (row,) = rows(pinned).values()
    assert len(row.text) < 1000
    assert len(visit("/cloud/thing/compare/1...2/").one("tbody").one("th").text) <= 200
    served({"properties": {name: {}}}, name="there")
    results = visit(f"/search/?q={'n' * 200}")
    assert len(results.one("a", cls="hit").text) < 1000
    there, thing = results.one("ul", cls="places").texts("li")
    assert (there, thing) == ("cloud/there", "cloud/thing string 1 value gone in v2")


def test_an_enum_of_five_thousand_values(visit: Visit, db: None) -> None:
    values = [f"value-{number}" for number in range(5000)]
    served({"properties": {"a": {"enum": values[:10]}}}, {"properties": {"a": {"enum": values}}})
    page = visit("/cloud/thing/a/")
    assert page.one("p", cls="answer").text == (
        "string · one of 5000 values · optional · may be written"
    )
    shown = page.one("dl", cls="facts").all("dd")[0]
    assert len(shown.all("span", cls="chip")) == 5000
    folded = shown.one("details")
    assert folded.one("summary").text == "and 4940 more"
    assert "open" not in folded.attributes
    assert len(folded.all("span", cls="chip")) == 4940
    assert (
        page.one("section", **{"aria-labelledby": "served"}).one("details").one("summary").text
        == "5004 lines"
    )
    (row,) = rows(visit("/cloud/thing/")).values()
    assert len(row.all("span", cls="value")) == 6
    assert row.one("details", cls="rest").links() == {"…": "/cloud/thing/a/"}
    change = visit("/cloud/thing/compare/1...2/").one("tbody")
    assert change.one("details", cls="more").one("summary").text == "and 4930 more"
    assert len(change.all("tr")) == 1


def test_values_beyond_ten_thousand_are_counted(visit: Visit, db: None) -> None:
    served({"properties": {"a": {"enum": [f"value-{number}" for number in range(10_007)]}}})
    page = visit("/cloud/thing/a/")
    folded = page.one("dl", cls="facts").all("dd")[0].one("details")
    assert len(folded.all("span", cls="chip")) == 10_000 - 60
    assert folded.one("p").text == "and 7 more; the API has them all."
    as_served = page.one("section", **{"aria-labelledby": "served"})
    assert as_served.one("p", cls="soft").text.startswith("It is too long to be shown here.")
    assert as_served.links() == {
        "its bytes, as served": "/api/v1/sources/cloud/schemas/thing/versions/1/raw/"
    }
