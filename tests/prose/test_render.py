"""Markdown to HTML: what is rendered, what stays text, and that nothing in it runs or loads."""

import time
from collections.abc import Set

import pytest

from portal import prose
from portal.prose import Link
from tests.pages.dom import Element, parse
from tests.prose.corpus import HOSTILE, REFERENCES


def nowhere(written: Set[str]) -> prose.Links:
    """Links that are all broken."""
    return lambda target, text: Link(text or target, "", "broken", "no such page")


def somewhere(written: Set[str]) -> prose.Links:
    """Links that lead to what they are called."""
    return lambda target, text: Link(text or target, f"/{target}/")


def test_markdown_is_rendered() -> None:
    html = parse(
        prose.render('A *word*, ~~not~~ `code`:\n\n- one\n- [two](https://example.org/ "t")')
    )
    assert html.one("em").text == "word"
    assert html.one("s").text == "not"
    assert html.one("code").text == "code"
    assert html.texts("li") == ["one", "two"]
    link = html.one("a")
    assert (link.attributes["href"], link.attributes["title"]) == ("https://example.org/", "t")
    assert set(link.attributes["rel"].split()) == {"nofollow", "noopener", "noreferrer"}


def test_a_table_and_a_block_of_code() -> None:
    html = parse(prose.render("| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```json\n{}\n```"))
    assert html.texts("td") == ["1", "2"]
    assert html.one("pre").one("code").text == "{}"
    assert "style" not in html.one("table").one("tbody").all("td")[0].attributes


@pytest.mark.parametrize("text", [*HOSTILE.values(), *REFERENCES.values()], ids=str)
@pytest.mark.parametrize("links", [None, nowhere, somewhere])
def test_nothing_runs_styles_frames_or_loads(text: str, links: prose.Resolve | None) -> None:
    html = parse(prose.render(text, links))
    known = {"p", "a", "pre", "code", "span", "small"}
    assert {each.tag for each in html.descendants()} <= known
    for link in html.all("a"):
        href = link.attributes.get("href", "/")
        assert href.startswith("/") or href.partition(":")[0] in {"https", "http", "mailto"}
        assert set(link.attributes) <= {"href", "title", "rel", "class"}
    assert not {"\u202e", "\u2066", "\u200b"} & set(html.text)


def test_markup_is_shown_as_text() -> None:
    assert parse(prose.render("<b>bold</b>")).text == "<b>bold</b>"


def test_a_picture_is_a_link_to_it() -> None:
    link = parse(prose.render("![a cat](https://evil.example/pixel.png)")).one("a")
    assert (link.text, link.attributes["href"]) == ("a cat", "https://evil.example/pixel.png")
    bare = parse(prose.render("![](https://evil.example/pixel.png)")).one("a")
    assert bare.text == "https://evil.example/pixel.png"


def test_a_picture_in_a_link_leaves_its_words() -> None:
    html = parse(prose.render("[![build](https://a.example/b.svg)](https://c.example/)"))
    assert html.links() == {"build": "https://c.example/"}
    bare = parse(prose.render("[![](https://a.example/b.svg)](https://c.example/)"))
    assert bare.links() == {"https://a.example/b.svg": "https://c.example/"}


def test_a_heading_is_a_bold_line() -> None:
    html = parse(prose.render("# A *title*\n\nText.\n\nAnother\n---\n"))
    assert html.texts("strong") == ["A title", "Another"]
    assert html.one("em").text == "title"
    assert {each.tag for each in html.descendants()} == {"p", "strong", "em"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see http://a.example/b.", "http://a.example/b"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/b_(c), or", "https://a.example/b_(c)"),
        ("https://a.example/?b=c&d=e#f!", "https://a.example/?b=c&d=e#f"),
        ("请看http://a.example/b。", "http://a.example/b"),
        ("*https://a.example/*", "https://a.example/"),
    ],
)
def test_an_address_that_stands_alone_is_a_link(text: str, address: str) -> None:
    link = parse(prose.render(text)).one("a")
    assert (link.text, link.attributes["href"]) == (address, address)


@pytest.mark.parametrize(
    "text",
    ["`http://a.example/`", "    http://a.example/", "ftp://a.example/", "xhttp://a.example"],
)
def test_elsewhere_it_is_none(text: str) -> None:
    assert parse(prose.render(text)).all("a") == []


def test_an_address_within_a_link_is_its_words() -> None:
    html = parse(prose.render("[https://a.example/ here](https://b.example/)"))
    assert html.links() == {"https://a.example/ here": "https://b.example/"}


def test_references_are_resolved_by_whoever_renders() -> None:
    html = parse(prose.render("[[ a/b ]], [[c|see & c]] and [[images[].d]]", somewhere))
    assert html.links() == {"a/b": "/a/b/", "see & c": "/c/", "images[].d": "/images[].d/"}
    assert {each.attributes["class"] for each in html.all("a")} == {"inside"}


def test_a_broken_one_says_so_in_words() -> None:
    html = parse(prose.render("[[a]] here", nowhere))
    assert html.text == "a (no such page) here"
    assert html.one("span", cls="broken").text == "a"


@pytest.mark.parametrize("text", ["`[[a]]`", "```\n[[a]]\n```", "    [[a]]", r"\[[a]]"])
def test_in_code_and_escaped_they_are_text(text: str) -> None:
    assert "[[a]]" in parse(prose.render(text, somewhere)).text
    assert parse(prose.render(text, somewhere)).all("a") == []


def test_one_within_the_words_of_a_link_is_words() -> None:
    html = parse(prose.render("[see [[a]] there](https://b.example/)", somewhere))
    assert html.links() == {"see a there": "https://b.example/"}


def test_an_upstream_knows_nothing_of_them() -> None:
    assert parse(prose.render("[[a]]")).text == "[[a]]"


def test_references_are_known_before_they_are_resolved() -> None:
    text = "[[a|b]] [[ c ]] *[[d[].e]]* [[a]] [[\n]] [[]] `[[f]]`\n\n| [[g\\|h]] |\n|---|"
    assert prose.references(text) == {"a", "c", "d[].e", "g"}
    asked: list[Set[str]] = []

    def resolve(written: Set[str]) -> prose.Links:
        asked.append(written)
        return nowhere(written)

    prose.render(text, resolve)
    assert asked == [{"a", "c", "d[].e", "g"}]


def test_only_a_note_leads_within_the_portal() -> None:
    text = "[a](/glance/) [b](//evil.example/) [c](/\\evil.example) [d](x/y)"
    note = [link.attributes.get("href", "") for link in parse(prose.render(text, nowhere)).all("a")]
    assert note == ["/glance/", "", "", ""]
    told = parse(prose.render(text)).all("a")
    assert [link.attributes.get("href", "") for link in told] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("address", "led_to"),
    [
        ("https://example.org/ü?q=ü", "https://example.org/%C3%BC?q=%C3%BC"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),
        ("https://a_b.example:80/", "https://a_b.example:80/"),
        ("https://[::1]:80/x", "https://[::1]:80/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://bank.example@evil.example/", None),
        ("https://bank.example\\@evil.example/", None),
        ("https:///evil.example", None),
        ("https://ｅxample.org/", "https://example.org/"),
        ("https://a b/", None),
        ("https://a:x/", None),
        ("https://[x/", None),
        ("ftp://example.org/", None),
    ],
)
def test_an_address_is_what_the_network_makes_of_it(address: str, led_to: str | None) -> None:
    (link,) = parse(prose.render(f"[x](<{address}>)")).all("a") or [Element("a")]
    assert link.attributes.get("href") == led_to


def test_what_hides_or_turns_text_is_made_visible() -> None:
    text = "user\u202egpj.exe\u2066\u200b &#8238; [a](https://example.org/ '\u202e')"
    html = prose.render(text)
    assert not {"\u202e", "\u2066", "\u200b"} & set(html)
    assert "user⟨U+202E⟩gpj.exe⟨U+2066⟩⟨U+200B⟩ ⟨U+202E⟩" in html
    assert prose.visible("\u200da\tb\n中\u3000文") == "⟨U+200D⟩a\tb\n中\u3000文"
    family = "👨\u200d👩\u200d👧"
    assert prose.visible(family) == family


@pytest.mark.parametrize(
    "text",
    ["[" * 10_000, "![a](" * 10_000, "[[" * 10_000, ">" * 10_000, "*a _" * 10_000, "- " * 10_000,
     "<a " * 10_000, "`" * 10_000, "http://a" + ")" * 10_000, "|a" * 10_000 + "\n" + "|-" * 10_000],
    ids=str.__len__,
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_others(text: str) -> None:
    began = time.process_time()
    prose.render(text, nowhere)
    assert time.process_time() - began < 5  # what grows with the square takes minutes


def test_what_would_take_too_long_is_shown_as_it_is_written() -> None:
    html = parse(prose.render("*a* " * 1_200 + "<b>\n\n[[c]]", nowhere))
    assert html.text.startswith("*a* *a*")
    assert html.texts("p")[-1] == "[[c]]"
    assert prose.references("[[a]]" * 600) == set()


def test_a_text_without_end_is_cut() -> None:
    assert len(prose.render("a " * 400_000)) < 210_000
