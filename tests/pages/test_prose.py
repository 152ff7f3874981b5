import pytest

from portal.pages import prose
from tests.pages.dom import parse


def test_markdown_is_rendered() -> None:
    html = parse(prose.render('A *word*, `code`,\n\n- one\n- [two](https://example.org/ "t")'))
    assert html.one("em").text == "word"
    assert html.one("code").text == "code"
    assert html.texts("li") == ["one", "two"]
    link = html.one("a")
    assert link.attributes["href"] == "https://example.org/"
    assert set(link.attributes["rel"].split()) == {"nofollow", "noopener", "noreferrer"}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        "<iframe src='//evil.example'></iframe>",
        "<div hx-get='/x' hx-trigger='load'>",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](data:text/html,<script>alert(1)</script>)",
        "[click](vbscript:x)",
        "<javascript:alert(1)>",
        "![picture](https://evil.example/pixel.png)",
        "[click][1]\n\n[1]: javascript:alert(1)",
        '[a](https://example.org/ "x\\" onclick=alert(1)")',
    ],
)
def test_nothing_of_it_runs_styles_or_loads(text: str) -> None:
    html = parse(prose.render(text))
    assert {each.tag for each in html.descendants()} <= {"p", "a", "pre", "code"}
    for link in html.all("a"):
        assert link.attributes.get("href", "https:").split(":")[0] in {"https", "http", "mailto"}
        assert set(link.attributes) <= {"href", "title", "rel"}


def test_markup_is_shown_as_text() -> None:
    assert parse(prose.render("<b>bold</b>")).text == "<b>bold</b>"
