"""The page that checks links."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.catalog.models import Source
from tests.pages.dom import parse

HERE = "http://127.0.0.1:8000"
GONE = f"{HERE}/glance/images/images/*/backend/"
LAST = f"{HERE}/glance/images/versions/3/images/*/backend/"


def test_a_text_is_checked_the_worst_first(client: Client, samples: list[Source]) -> None:
    text = f"[{HERE}/glance/ a] [{GONE} b] [{HERE}/nothing/ <script>] [https://example.org/ c]"
    answer = client.post("/check-links/", {"text": text, "format": "mediawiki"})
    page = parse(answer.content.decode())
    assert answer.status_code == 200
    titles = [each.text for each in page.all("span", cls="link-verdict")]
    assert titles == [
        "1 never existed", "1 gone", "1 fine", "1 of other sites",
        "never existed", "gone", "fine",
    ]  # fmt: skip
    assert LAST in page.links().values()
    assert LAST in page.one("pre", cls="corrected").text
    assert "<script>" in page.one("textarea").text
    assert answer["Cache-Control"].startswith("max-age=0")


def test_files_are_checked_by_their_suffix(client: Client, samples: list[Source]) -> None:
    files = [
        SimpleUploadedFile("a.md", f"`{GONE}` <{HERE}/glance/>".encode()),
        SimpleUploadedFile("b.html", f'<a href="{GONE}">'.encode()),
    ]
    page = parse(client.post("/check-links/", {"file": files}).content.decode())
    [markdown, html] = [each.text for each in page.all("h2")][:2]
    assert markdown.split() == ["a.md", "markdown"]
    assert html.split() == ["b.html", "html"]
    counted = [each.all("span", cls="link-verdict")[0].text for each in page.all("section")]
    assert counted == ["1 fine", "1 gone"]


def test_an_interwiki_prefix_of_ones_own(client: Client, samples: list[Source]) -> None:
    asked = {"text": "[[api:glance/images]]", "format": "mediawiki", "prefix": "api"}
    page = parse(client.post("/check-links/", asked).content.decode())
    assert [each.text for each in page.all("span", cls="link-verdict")] == ["1 fine", "fine"]


def test_what_can_not_be_checked_is_told(client: Client, db: None) -> None:
    for asked, told in (
        ({}, "Paste a text"),
        ({"text": "x", "format": "word"}, "no format word"),
        ({"file": SimpleUploadedFile("a.md", b"\xff")}, "not UTF-8"),
    ):
        answer = client.post("/check-links/", asked)
        assert answer.status_code == 400
        assert told in answer.content.decode()
    answer = client.post("/check-links/", {"text": "x" * (6 * 1024 * 1024)})
    assert answer.status_code == 413


def test_it_begins_with_what_to_do(client: Client, db: None) -> None:
    page = parse(client.get("/check-links/").content.decode())
    assert page.one("h1").text == "Check links"
    assert page.all("section") == []


def test_no_links_at_all(client: Client, db: None) -> None:
    page = parse(client.post("/check-links/", {"text": "nothing"}).content.decode())
    assert "It has no links." in page.text


def test_another_site_can_not_send_it(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post("/check-links/", {"text": "x"}).status_code == 403


def test_too_many_links_are_refused(client: Client, db: None) -> None:
    text = " ".join(f"{HERE}/cloud/{number}" for number in range(1_001))
    answer = client.post("/check-links/", {"text": text})
    assert answer.status_code == 400
    assert "At most 1,000 different links" in answer.content.decode()
