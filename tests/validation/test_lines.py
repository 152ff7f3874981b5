"""Where in a text a value stands."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schema import pointer as json_pointer
from portal.validation.lines import are_crowded, lines

TEXT = """{"a": [1, {"b":
 "x\\"]}"},
 []
 ],
 "c/d": {}, "e":
  null, "": [[
  7]], "\\u00e9": true
}"""


def test_lines() -> None:
    assert lines(TEXT, ["", "/a", "/a/1/b", "/a/2", "/c~1d", "/e", "//0/0", "/é"]) == {
        "": 1, "/a": 1, "/a/1/b": 1, "/a/2": 3, "/c~1d": 5, "/e": 5, "//0/0": 7, "/é": 7,
    }  # fmt: skip


def test_what_leads_nowhere_has_no_line() -> None:
    assert lines(TEXT, ["/nowhere", "/a/9", "/a/b", "/e/x"]) == {}


def test_a_text_that_is_one_value() -> None:
    assert lines("\n\n 3", ["", "/a"]) == {"": 3}


def test_windows_line_breaks_count_once() -> None:
    assert lines('{\r\n"a":\r\n1}', ["/a"]) == {"/a": 2}


@pytest.mark.parametrize(
    ("text", "crowded"),
    [
        ('{"a": 1, "b": [2]}', True),
        ('\n{"a": 1}\n', True),
        ('{\n"a": 1, "b": 2\n}', False),  # what is said beside it says of which
        ('{\n"a": 1, "b": "' + "x" * 100 + '"\n}', True),
        ("[\n[" + "1, " * 40 + "1]\n]", True),
        ('{\n"a": "' + "[x, y] " * 50 + '",\n"b": 1\n}', False),
        (json.dumps({"a": [{"b": "x" * 200}]}, indent=8), False),
    ],
)
def test_whether_values_share_lines(text: str, crowded: bool) -> None:
    assert are_crowded(text) is crowded
    assert not crowded or not are_crowded(json.dumps(json.loads(text), indent=1))


names = st.text(alphabet='ab"\\/~{}[]:,\n é', max_size=4)
values = st.recursive(
    st.none() | st.integers() | names,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_every_value_is_found_where_it_stands(value: Any) -> None:
    """Indented, each value begins a line of its own: they are found in their order."""
    text = json.dumps(value, indent=1)
    places = list(_pointers(value))
    found = lines(text, places)
    assert [found[each] for each in places] == sorted(found.values())
    shown = text.split("\n")
    for place in places:
        above, _, token = place.rpartition("/")
        if place and isinstance(json_pointer.get(value, above), dict):
            (name,) = json_pointer.split(f"/{token}")
            assert shown[found[place] - 1].lstrip().startswith(json.dumps(name))


def _pointers(value: Any, at: str = "") -> list[str]:
    entries: Any = value.items() if isinstance(value, dict) else ()
    entries = enumerate(value) if isinstance(value, list) else entries
    below = [_pointers(entry, json_pointer.join(at, token)) for token, entry in entries]
    return [at, *(each for inside in below for each in inside)]
