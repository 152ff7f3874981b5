"""Does my document pass? What the page can't check, and what it never does."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Source
from portal.validation import limits, process
from tests.pages.dom import parse
from tests.pages.scene import Visit
from tests.pages.validating import Check, checking, columns


@pytest.fixture
def check(client: Client, db: None) -> Check:
    return checking(client)


@pytest.mark.parametrize(
    ("document", "said", "near"),
    [
        ("", "Paste a document, or choose a file.", ""),
        (" \n", "Paste a document, or choose a file.", ""),
        ('{"a": 1,\n "b": }', "The document is not JSON: expecting value, at line 2, column 7.",
         '"b": }'),
        ('{"a": 1, "a": 2}', 'One object has the name "a" more than once, at /a.', ""),
        ('{"a": [NaN]}', '"NaN" is not a JSON number, at /a/0.', ""),
        ("[" * 300 + "]" * 300, "The document is nested more than 200 levels deep.", ""),
        ('{"a": "\\ud800"}', "A string or a name holds half a surrogate pair, at /a.", ""),
    ],
)  # fmt: skip
def test_what_is_no_document(
    check: Check, samples: list[Source], document: str, said: str, near: str
) -> None:
    page = check(document, "glance/images", status=400)
    assert said.replace('"NaN"', "") in page.one("p", role="alert").text.replace('"NaN"', "")
    assert page.one("textarea", name="instance").text == " ".join(document.split())
    assert [each.text for each in page.all("pre", cls="check-broken")] == [near] * bool(near)
    assert not page.all("h2", id="verdict")


def test_a_file_that_is_no_text(check: Check, samples: list[Source]) -> None:
    page = check("", "glance/images", file=SimpleUploadedFile("a.json", b"\xff\xfe"), status=400)
    assert "UTF-16" in page.one("p", role="alert").text


def test_a_document_that_is_too_large(check: Check, samples: list[Source]) -> None:
    fits = json.dumps("x" * (limits.INSTANCE - 2))
    check(fits, "glance/images")
    for more in (1, 100_000, 5_000_000):
        page = check(fits + " " * more, "glance/images", status=413)
        assert page.one("p", role="alert").text == (
            "The document is too large: at most 1,048,576 bytes are checked."
        )


@pytest.mark.parametrize(
    ("against", "status", "said"),
    [
        ([], 400, "Choose a version to check against."),
        (["", " "], 400, "Choose a version to check against."),
        (["glance"], 400, "'glance' is not the address of a version"),
        (["nobody/images"], 404, "nobody/images: there is no source 'nobody'"),
        (["glance/images@9"], 404, "glance/images has no version 9; it has 1 to 4"),
        (["glance/images@x"], 400, "neither the number of a version nor a date"),
        ([*(f"glance/images@{each}" for each in range(1, 5)), "glance/image"], 400,
         "At most 4 versions"),
    ],
)  # fmt: skip
def test_versions_that_there_are_not(
    check: Check, samples: list[Source], against: list[str], status: int, said: str
) -> None:
    page = check({}, *against, status=status)
    assert said in page.one("p", role="alert").text


def test_a_link_to_what_there_is_not(visit: Visit, samples: list[Source]) -> None:
    page = visit("/validate/?against=glance/nothing", status=404)
    assert "glance has no schema 'nothing'" in page.one("p", role="alert").text
    assert page.all("input", name="against")[0].attributes["value"] == "glance/nothing"
    page = visit("/validate/?against=glance/images&part=items", status=400)
    assert "'items' is no JSON Pointer" in page.one("p", role="alert").text


def test_one_version_twice_is_one(check: Check, samples: list[Source]) -> None:
    assert len(columns(check({}, "glance/images", "glance/images "))) == 1


def test_when_too_many_ask(
    client: Client, samples: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(task: bytes, deadline: float) -> None:
        raise process.Busy

    monkeypatch.setattr(process, "run", busy)
    response = client.post("/validate/", {"instance": "{}", "against": "glance/images"})
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    page = parse(response.content.decode())
    assert "Try again in a moment" in page.one("p", role="alert").text
    assert page.one("textarea", name="instance").text == "{}"


def test_it_is_sent_with_a_token_alone(samples: list[Source]) -> None:
    client = Client(enforce_csrf_checks=True)
    form = {"instance": "{}", "against": "glance/images"}
    assert client.post("/validate/", form).status_code == 403
    page = parse(client.get("/validate/").content.decode())
    token = page.one("input", name="csrfmiddlewaretoken").attributes["value"]
    assert client.post("/validate/", form | {"csrfmiddlewaretoken": token}).status_code == 200
    assert client.put("/validate/").status_code == 405


def test_nothing_of_the_document_is_stored(
    check: Check, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document = {"status": "a-very-secret-word"}
    check(document, "glance/images")
    with django_assert_num_queries(2) as asked:  # the schema; what is offered
        check(document, "glance/images")
    for query in asked.captured_queries:
        assert query["sql"].startswith("SELECT")
        assert "secret" not in query["sql"]


def test_a_page_takes_as_many_queries_however_much_is_stored(
    visit: Visit, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):  # what is offered
        visit("/validate/")
    visit("/validate/?against=glance/images@1")
    with django_assert_num_queries(3):  # the schema by its name; its version; what is offered
        visit("/validate/?against=glance/images@1")
