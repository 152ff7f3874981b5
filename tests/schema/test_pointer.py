"""JSON Pointers, after the examples of RFC 6901."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.schema.errors import PointerError
from portal.schema.pointer import escape, get, join, split

# RFC 6901, section 5.
DOCUMENT: Any = {
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, 'k"l': 6,
    " ": 7, "m~n": 8, "~1": 9,
}  # fmt: skip


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", DOCUMENT),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/foo/1", "baz"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
        ("/~01", 9),
    ],
)
def test_a_pointer_leads_to_its_value(pointer: str, value: Any) -> None:
    assert get(DOCUMENT, pointer) == value


@pytest.mark.parametrize(
    ("pointer", "reason"),
    [
        ("foo", "does not start with a slash"),
        ("/m~n", "has a ~ that is followed by neither 0 nor 1"),
        ("/nowhere", "leads nowhere: there is no 'nowhere'"),
        ("/foo/2", "leads nowhere: there is no '2'"),
        ("/foo/01", "leads nowhere: there is no '01'"),
        ("/foo/-", "leads nowhere: there is no '-'"),
        ("/foo/+1", "leads nowhere: there is no '+1'"),
        ("/foo/١", "leads nowhere: there is no '١'"),
        ("/foo/" + "9" * 5000, f"leads nowhere: there is no '{'9' * 5000}'"),
        ("/foo/0/x", "leads nowhere: there is no 'x'"),
    ],
)
def test_a_pointer_that_leads_nowhere_is_refused(pointer: str, reason: str) -> None:
    with pytest.raises(PointerError) as caught:
        get(DOCUMENT, pointer)
    assert (caught.value.pointer, caught.value.reason) == (pointer, reason)


def test_an_index_is_a_token_like_a_name() -> None:
    assert join("/items", 0, "a/b") == "/items/0/a~1b"


@given(st.lists(st.text()))
def test_F42_any_name_survives_being_made_a_pointer(tokens: list[str]) -> None:
    assert split(join("", *tokens)) == tuple(tokens)
    assert join("", *tokens) == "".join(f"/{escape(token)}" for token in tokens)
