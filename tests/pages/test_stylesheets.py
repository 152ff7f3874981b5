"""How stylesheets are collected."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

SITE = '@import url("a.css");\n@import url("b.css");\np {}\n'


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    (folder / "css").mkdir(parents=True)
    for name, text in {"a": "a {}\n", "b": "b {}\n", "site": SITE}.items():
        (folder / f"css/{name}.css").write_text(text)
    return folder


def collected(sources: Path) -> str:
    """What a page is served for css/site.css."""
    root = sources.parent / "collected"
    with override_settings(
        STATIC_ROOT=root,
        STATICFILES_DIRS=[sources],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES={"staticfiles": {"BACKEND": "portal.stylesheets.Storage"}},
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    paths: dict[str, str] = json.loads((root / "staticfiles.json").read_text())["paths"]
    return (root / paths["css/site.css"]).read_text()


def test_one_file_holds_what_it_imports(sources: Path) -> None:
    assert "".join(collected(sources).split()) == "a{}b{}p{}"


def test_a_change_of_what_is_imported_is_seen(sources: Path) -> None:
    before = collected(sources)
    (sources / "css/b.css").write_text("b { color: red }\n")
    after = collected(sources)
    assert before != after
    assert "red" in after


def test_stylesheets_have_no_words_of_their_own() -> None:
    """Text in them would be the same in each language; pages say it in `data-` attributes."""
    said = {
        f"{path.name}: {text}"
        for path in (Path(__file__).parents[2] / "static/css").glob("*.css")
        for text in re.findall(r'content:\s*"([^"]*)"', path.read_text(encoding="utf-8"))
        if re.search(r"[^\W\d_]{2,}", re.sub(r"\\[0-9a-f]+", "", text))
    }
    assert not said
