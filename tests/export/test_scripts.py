"""Modules told as plain scripts."""

import re
from pathlib import Path

import pytest

from portal.export.rewriting import SCRIPTS
from portal.export.scripts import NotPlain, plain
from tests.served import TOP


def test_what_a_module_exports_another_imports_later() -> None:
    texts = {
        "copy.js": "export async function copy(text) {}\nexport const most = 1;\n",
        "keys.js": 'const { copy } = await import("./copy.js");\n',
    }
    assert plain("keys.js", texts.__getitem__).split("\n") == [
        "(globalThis.modules ??= {})['copy.js'] ??= (() => {",
        "async function copy(text) {}",
        "const most = 1;",
        "",
        "return { copy, most };",
        "})();",
        "(globalThis.modules ??= {})['keys.js'] ??= (() => {",
        'const { copy } = await Promise.resolve(modules["copy.js"]);',
        "",
        "return {  };",
        "})();",
        "",
    ]


@pytest.mark.parametrize(
    "line",
    ['import { a } from "./a.js";', "export default 1;", "export { a };", "import(address);"],
)
def test_what_it_does_not_understand_is_refused(line: str) -> None:
    with pytest.raises(NotPlain, match=r"x\.js: "):
        plain("x.js", lambda _: f"const a = 1;\n{line}\n")


@pytest.mark.parametrize("name", sorted(SCRIPTS | {"export-page.js", "export-search.js"}))
def test_the_portals_own_can_be_told(name: str) -> None:
    folder = Path(TOP, "static/js")
    script = plain(name, lambda other: (folder / other).read_text())
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)
