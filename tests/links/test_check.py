"""Links of all kinds in texts of all formats, each told right."""

import html
import json
import random
import time
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from portal.catalog.models import Source
from portal.links.check import report
from portal.links.check.judged import Judge, TooManyLinks, Verdict
from portal.links.check.report import Checked
from portal.links.check.written import FORMATS, Format, guess, read
from tests.api.scene import say, widget

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def cloud(db: None) -> Source:
    """Of its 150 properties the second version changes 50 and has 50 no more."""
    source = Source.objects.create(name="cloud", kind="json-schema")
    old = {f"p{number}": {"type": "string", "maxLength": 9} for number in range(150)}
    new = {f"p{number}": {"type": "string", "maxLength": 9} for number in range(50)}
    new |= {f"p{number}": {"type": "string", "maxLength": 8} for number in range(50, 100)}
    say(source, "widget", widget(**old), datetime(2024, 1, 1, tzinfo=UTC))
    say(source, "widget", widget(**new), datetime(2024, 2, 1, tzinfo=UTC))
    return source


def check(text: str, format_: Format = "markdown") -> Checked:
    return report.check("page", text, Judge(), format_)


def verdict(address: str) -> Verdict:
    [link] = check(f"<{HERE}{address}>").links
    return link.verdict


def links() -> list[tuple[str, Verdict]]:
    """200 addresses, with what each is."""
    made: list[tuple[str, Verdict]] = []
    for number in range(50):
        fine = [f"/cloud/widget/p{number}/", f"/cloud/widget/versions/1/p{number}/"]
        fine += [f"/cloud/widget/versions/2/p{number + 50}/", f"/go/cloud/widget/p{number}"]
        made.append((fine[number % 4], "fine"))
        made.append((f"/cloud/widget/versions/1/p{number + 50}/", "changed"))
        gone = [f"/cloud/widget/p{number + 100}/", f"/cloud/widget/versions/1/p{number + 100}/"]
        made.append((gone[number % 2], "gone"))
        never = [f"/cloud/widget/q{number}/", f"/cloud/gadget/p{number}/", f"/crowd/p{number}/"]
        never += [
            f"/cloud/widget/versions/3/p{number}/",
            f"/cloud/widget/versions/2/p{number + 100}/",
        ]
        made.append((never[number % 5], "never"))
    random.Random(5).shuffle(made)  # noqa: S311 - always the same order
    return made


def written(format_: Format, addresses: list[str]) -> str:
    """A page of a wiki with these links, in all the ways in which one writes them there."""
    ways = {
        "markdown": ["see [it]({}).", "<{}>", "at {}, and", "[words][r{n}]\n\n[r{n}]: {}\n"],
        "mediawiki": ["[{} it]", "{}.", "* ''see'' {}", "{{{{cite|url={}|x}}}}"],
        "html": ['<a href="{}">it</a>', "<p><a class=x href='{}'>it</a></p>", '<img src="{}"/>'],
        "confluence": ['<p><a href="{}">it</a></p>', '<ac:link><ri:url ri:value="{}" /></ac:link>'],
    }[format_]
    spelled = map(html.escape, addresses) if format_ in {"html", "confluence"} else addresses
    lines = [ways[n % len(ways)].format(each, n=n) for n, each in enumerate(spelled)]
    foreign = {
        "markdown": "```\n" + HERE + "/nowhere/\n```\n[e](https://example.org/cloud/)",
        "mediawiki": f"<nowiki>{HERE}/nowhere/</nowiki> [https://example.org/cloud/ e]",
        "html": f'<!-- <a href="{HERE}/nowhere/"> --><a href="https://example.org/cloud/">e</a>',
        "confluence": f'<![CDATA[<a href="{HERE}/nowhere/">]]><a href="https://example.org/">e</a>',
    }[format_]
    return "\n".join([*lines, foreign])


@pytest.mark.parametrize("format_", FORMATS)
def test_all_of_200_links_are_told_right(cloud: Source, format_: Format) -> None:
    made = links()
    text = written(format_, [f"{HERE}{address}" for address, _ in made])
    began = time.process_time()
    checked = check(text, format_)
    assert time.process_time() - began < 10
    told = [(each.written.address, each.verdict) for each in checked.links]
    assert told == [(f"{HERE}{address}", known) for address, known in made] + [told[-1]]
    assert told[-1][1] == "foreign"
    assert dict(checked.counts) == {
        "never": 50, "gone": 50, "changed": 50, "several": 0, "fine": 50, "foreign": 1,
    }  # fmt: skip
    for each in checked.links:
        start = text.splitlines()[each.written.line - 1][each.written.column - 1 :]
        assert html.unescape(start).startswith(each.written.address)


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_corrected_is_fine(cloud: Source, format_: Format) -> None:
    text = written(format_, [f"{HERE}{address}" for address, known in links() if known != "never"])
    again = check(check(text, format_).corrected, format_)
    # What has gone stays gone: its link now pins the last version that had it.
    assert {each.verdict for each in again.links} == {"fine", "gone", "foreign"}
    gone = [each for each in again.links if each.verdict == "gone"]
    assert all("/versions/1/" in each.written.address for each in gone)
    assert check(again.corrected, format_).corrected == again.corrected


def test_interwiki_links(cloud: Source) -> None:
    text = (
        "[[schema:cloud/widget/p1]] [[Schema:Cloud/widget/P1|words]] [[:schema:cloud/widget]] "
        "[[schema:cloud/widget/p120]] [[schema:cloud@x]] [[wikipedia:cloud]] [[A page]] "
        "[[schema:cloud/widget@1/p60]]"
    )
    checked = check(text, "mediawiki")
    assert [each.verdict for each in checked.links] == [
        "fine", "fine", "fine", "gone", "never", "foreign", "changed",
    ]  # fmt: skip
    assert "[[schema:cloud/widget/versions/1/p120]]" in checked.corrected
    assert "[[schema:cloud/widget/versions/2/p60]]" in checked.corrected
    other = report.check("page", "[[api:cloud/widget/p1]]", Judge("api"), "mediawiki")
    assert [each.verdict for each in other.links] == ["fine"]


def test_a_change_says_whom_it_breaks_and_where_to_look(cloud: Source) -> None:
    [link] = check(f"<{HERE}/cloud/widget/versions/1/p60/>").links
    assert link.impact is not None
    assert link.impact.value == "breaking"  # shorter than it was: requests may be refused
    assert link.compare == f"{HERE}/cloud/widget/compare/1...2/"
    assert link.instead == f"{HERE}/cloud/widget/versions/2/p60/"
    assert link.now == f"{HERE}/cloud/widget/p60/"


def test_a_schema_has_changed_if_anything_in_it_has(cloud: Source) -> None:
    assert verdict("/cloud/widget/versions/1/") == "changed"
    assert verdict("/cloud/widget/versions/2/") == "fine"


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("/", "fine"),
        ("", "fine"),
        ("/cloud/", "fine"),
        ("/cloud", "fine"),
        ("/cloud/widget/versions/", "fine"),
        ("/cloud/widget/compare/1...2/", "fine"),
        ("/cloud/widget/compare/1...7/", "never"),
        ("/cloud/widget/#p120", "gone"),
        ("/cloud/widget/#p1", "fine"),
        ("/cloud/widget/#main", "fine"),
        ("/changes/?source=cloud", "fine"),
        ("/rules/#any", "fine"),
        ("/rules/any/", "never"),
        ("/replay/cloud@2024-01-01/v2/schemas/widget", "fine"),
        ("/replay/crowd/v2/schemas/widget", "never"),
        ("/replay/cloud/", "fine"),
        ("/api/v1/", "fine"),
        ("/api/v1/nothing/", "never"),
        ("/api/v1/sources/cloud/", "fine"),
        ("/api/v1/sources/crowd/", "never"),
        ("/api/v1/sources/cloud/schemas/widget/", "fine"),
        ("/api/v1/sources/cloud/schemas/widget/changes/", "fine"),
        ("/api/v1/sources/cloud/schemas/gadget/", "never"),
        ("/api/v1/sources/cloud/schemas/widget/properties/p120/", "gone"),
        ("/api/v1/sources/cloud/schemas/widget/versions/1/raw/", "changed"),
        ("/api/v1/sources/cloud/schemas/widget/versions/1/properties/p60/", "changed"),
        ("/api/v1/sources/cloud/schemas/widget/versions/2/properties/p60/", "fine"),
    ],
)
def test_other_addresses_of_the_portal(cloud: Source, address: str, known: Verdict) -> None:
    assert verdict(address) == known


def test_a_name_with_several_meanings(db: None) -> None:
    source = Source.objects.create(name="cloud", kind="json-schema")
    inside = {"type": "object", "properties": {"id": {}}}
    say(source, "widget", widget(a=inside, b=inside))
    [link] = check(f"<{HERE}/cloud/widget/id/>").links
    assert link.verdict == "several"
    assert link.near == (f"{HERE}/cloud/widget/a/id/", f"{HERE}/cloud/widget/b/id/")


def test_near_names_are_offered(cloud: Source) -> None:
    [link] = check(f"<{HERE}/clout/>").links
    assert link.near == (f"{HERE}/cloud/",)
    assert link.instead == f"{HERE}/cloud/"


def test_the_portal_under_another_name(cloud: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<https://schemas.example.org/cloud/widget/p120/>"
    assert [each.verdict for each in check(text).links] == ["foreign"]
    monkeypatch.setattr("django.conf.settings.ALIASES", ["https://schemas.example.org"])
    assert [each.verdict for each in check(text).links] == ["gone"]


def test_reports_for_programs(cloud: Source) -> None:
    checked = check(f"[a]({HERE}/cloud/widget/p120/) \x0b{HERE}/cloud/widget/p1/")
    told = json.loads(report.as_json([checked]))
    assert told["summary"]["gone"] == 1
    [gone, fine] = told["texts"][0]["links"]
    assert (gone["line"], gone["column"], gone["instead"]) == (
        1, 5, f"{HERE}/cloud/widget/versions/1/p120/",
    )  # fmt: skip
    assert fine["instead"] is None
    root = ElementTree.fromstring(report.as_junit([checked], ["gone"]))  # noqa: S314 - our own
    [suite] = root
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    [failure] = suite.iter("failure")
    assert failure.get("type") == "gone"
    assert failure.text == f"{HERE}/cloud/widget/versions/1/p120/"


def test_the_report_for_people_is_read_by_editors(cloud: Source) -> None:
    told = report.as_text([check(f"\n {HERE}/cloud/widget/p120/")])
    assert told.splitlines()[0] == f"page:2:2: gone: {HERE}/cloud/widget/p120/"
    assert told.splitlines()[-1] == "1 gone"
    assert report.as_text([check("nothing")]) == "no links"


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("= Title =\n[[schema:glance/images]]", "mediawiki"),
        ("# Title\n[a](http://x/)", "markdown"),
        ("plain", "markdown"),
        ("<p><a href='x'>", "html"),
        ("<p><ac:link/></p>", "confluence"),
    ],
)
def test_the_format_is_guessed(text: str, format_: Format) -> None:
    assert guess(text) == format_


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "](" * 100_000, "<a href=" * 50_000, "`" * 200_000, "[[schema:" * 30_000,
     f"{HERE}/" + ")" * 200_000, "<![CDATA[" * 30_000, "<!--" * 50_000, f"{HERE}/\0/%00/"],
    ids=lambda text: text[:6],
)  # fmt: skip
@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_texts_take_no_longer_than_others(db: None, text: str, format_: Format) -> None:
    began = time.process_time()
    check(text, format_)
    guess(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("html", "<" + "a" * 100_000),
        ("html", "<a " + "b" * 100_000 + ">"),
        ("html", "<a " + "b " * 50_000 + ">"),
        ("html", "<a " + '"' * 100_000),
        ("html", "<script" * 15_000),
        ("confluence", "<![CDATA[" * 12_000),
        ("mediawiki", "<pre " * 20_000),
        ("mediawiki", "[[" + " " * 100_000),
        ("mediawiki", "[[a:" * 25_000),
        ("markdown", "http://x" + ")" * 100_000),
        ("markdown", "` `` ``` " * 12_000),
        ("markdown", "](" * 50_000),
    ],
)
def test_a_text_made_to_be_slow_is_read_at_once(format_: Format, text: str) -> None:
    # Each takes milliseconds, and took seconds to hours where something was tried twice.
    start = time.process_time()
    read(text, format_)
    assert time.process_time() - start < 2


def test_at_most_so_many_different_links_are_looked_up(cloud: Source) -> None:
    two = f"<{HERE}/cloud/> <{HERE}/cloud/> <https://example.org/> <{HERE}/cloud/widget/>"
    counts = report.check("page", two, Judge(most=2), "markdown").counts
    assert counts["fine"] == 3
    with pytest.raises(TooManyLinks):
        report.check("page", f"{two} <{HERE}/crowd/>", Judge(most=2), "markdown")
