"""Names become addresses and come back, whatever they hold."""

import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import example, given
from hypothesis import strategies as st

from portal.catalog import addresses
from portal.catalog.addresses import BadName
from portal.schema.dialect import DIALECTS
from portal.schema.pointer import join

KEYWORDS = sorted(
    {
        keyword
        for each in DIALECTS.values()
        for keyword in each.in_value | each.in_map | each.in_array
    }
)
# fmt: off
HOSTILE = [
    "", " ", ".", "..", "...", "/", "//", "~", "~0", "~1", "~5", "~6versions", "*", "@", "@items",
    "%", "%2e", "%2E%2e", "%2F", "?", "#", "a?b#c", "-", "versions", "compare", "0", "1", "00",
    "\n", "a\nb", "\t", "\\", "..\\", ";a=1", "日本語", "👩‍💻", "\u202egnp", "é", "e\u0301",
    "__proto__", "constructor", "<script>", "a" * 10_000, "properties", "items",
]
# fmt: on
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
names = st.sampled_from(HOSTILE) | text
tokens = st.sampled_from(KEYWORDS) | names | st.integers(0, 11).map(str)
pointers = st.lists(tokens, min_size=1, max_size=8).map(lambda each: join("", *each))


def as_it_arrives(url: str) -> str:
    """What a web server hands on once a browser has asked for `url` (WHATWG URL, section 4.4)."""
    segments: list[str] = []
    for segment in url.replace("\\", "/").split("/"):
        dots = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        if dots == "..":
            del segments[-1:]
        elif dots != ".":
            segments.append(segment)
    return unquote("/".join(segments), errors="strict")


@given(pointers)
@example(join("", *(token for name in HOSTILE for token in ("properties", name))))
@example(join("", *KEYWORDS))
@example("/items/0/properties/a")
@example("/extends/properties/a")
def test_a_property_comes_back_from_its_address(pointer: str) -> None:
    """So no two properties share an address, either."""
    path = addresses.property_path(pointer)
    assert addresses.pointer_from(as_it_arrives(path)) == pointer


@given(pointers)
def test_an_address_is_plain_ascii_without_query_or_fragment(pointer: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9%._~!$'()*,;=:@+/-]+", addresses.property_path(pointer))


@given(st.lists(names, min_size=1, max_size=4).map("/".join).filter(lambda name: len(name) < 256))
@example("-")
@example("-/-")
@example("~6-")
@example("/")
@example("/".join("a" * 128))
def test_a_schema_is_found_at_its_address(name: str) -> None:
    found = addresses.schema_prefixes(as_it_arrives(addresses.schema_path(name)))
    assert (name, "") in list(found)


@given(names.filter(lambda name: name != "" and len(name) < 256), pointers)
def test_a_property_is_told_from_the_schema_before_it(name: str, pointer: str) -> None:
    url = f"{addresses.schema_path(name)}/{addresses.property_path(pointer)}"
    tails = dict(addresses.schema_prefixes(as_it_arrives(url)))
    assert addresses.pointer_from(tails[name]) == pointer


@given(names)
def test_no_property_is_taken_for_the_portals_own_words(name: str) -> None:
    first = addresses.property_path(join("", "properties", name)).split("/")[0]
    assert first not in addresses.SCHEMA_WORDS


@pytest.mark.parametrize(
    ("pointer", "path"),
    [
        ("/properties/disk_format", "disk_format"),
        ("/properties/images/items/properties/disk_format", "images/*/disk_format"),
        ("/properties/versions", "~6versions"),
        ("/properties/a/properties/versions", "a/versions"),
        ("/definitions/Link/properties/href", "@definitions/Link/href"),
        ("/items/0/properties/x", "@items/0/x"),
        ("/additionalProperties/properties/x", "@additionalProperties/x"),
        ("/properties/a~1b", "a~1b"),
        ("/properties/", "~5"),
        ("/properties/..", "~4~4"),
        ("/properties/*", "~3"),
        ("/properties/@x", "~2x"),
        ("/properties/%3F", "%253F"),
    ],
)
def test_an_address_is_readable(pointer: str, path: str) -> None:
    """Addresses are for ever: a line here never changes."""
    assert addresses.property_path(pointer) == path


@given(pointers)
def test_a_decoded_address_is_encoded_as_it_was(pointer: str) -> None:
    url = addresses.property_url("cloud", "a b/ü", pointer)
    assert addresses.encode(addresses.decode(url)) == url


def test_addresses_have_the_documented_forms() -> None:
    pointer = "/properties/images/items/properties/disk_format"
    assert addresses.source_url("glance") == "/glance/"
    assert addresses.schema_url("glance", "metadefs/namespace") == "/glance/metadefs/namespace/"
    assert addresses.schema_url("glance", "images", 3) == "/glance/images/versions/3/"
    assert addresses.versions_url("glance", "images") == "/glance/images/versions/"
    assert addresses.compare_url("glance", "images", 1, 4) == "/glance/images/compare/1...4/"
    assert addresses.property_url("glance", "images", pointer) == (
        "/glance/images/images/*/disk_format/"
    )
    assert addresses.property_url("glance", "images", "/properties/a", 2) == (
        "/glance/images/versions/2/a/"
    )


@pytest.mark.parametrize("name", ["a", "7", "eu-cloud-1", "a" * 63])
def test_a_plain_source_name_is_taken(name: str) -> None:
    addresses.check_source_name(name)


@pytest.mark.parametrize(
    "name", ["", "A", "a_b", "-a", "a-", "a.b", "a/b", "a b", "é", "a\n", "a" * 64, "١"]
)
def test_a_source_name_that_needs_escapes_is_refused(name: str) -> None:
    with pytest.raises(BadName, match="lower-case letters"):
        addresses.check_source_name(name)


@pytest.mark.parametrize("name", sorted(addresses.RESERVED_SOURCE_NAMES))
def test_the_portals_own_words_name_no_source(name: str) -> None:
    with pytest.raises(BadName, match="uses this word itself"):
        addresses.check_source_name(name)


def first_words(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """The plain first segments of all addresses in a URL configuration."""
    words: set[str] = set()
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver) and not route:
            words |= first_words(pattern.url_patterns)
        elif match := re.match(r"([a-z0-9-]+)(?=/)", route.removeprefix("^")):
            words.add(match[1])
    return words


def test_every_first_word_of_an_address_is_reserved() -> None:
    words = first_words(get_resolver().url_patterns) | {settings.STATIC_URL.strip("/")}
    assert words >= {"api", "search", "static"}
    assert words <= addresses.RESERVED_SOURCE_NAMES


@pytest.mark.parametrize("name", ["", "a\0b", "a" * 256])
def test_a_schema_name_has_a_length_and_no_nul(name: str) -> None:
    with pytest.raises(BadName, match="1 to 255"):
        addresses.check_schema_name(name)


@pytest.mark.parametrize("name", ["metadefs", "metadefs/namespace/x", "metadefs/namespace/"])
def test_a_schema_name_that_another_continues_is_refused(name: str) -> None:
    with pytest.raises(BadName, match=r"metadefs/namespace.*one address would mean both"):
        addresses.check_schema_name(name, ["image", "metadefs/namespace"])


@pytest.mark.parametrize("name", ["metadefs/names", "metadefs/namespaces", "image"])
def test_a_schema_name_that_only_begins_alike_is_taken(name: str) -> None:
    addresses.check_schema_name(name, ["image", "images", "metadefs/namespace"])
