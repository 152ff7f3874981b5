"""Words in Latin letters that a Chinese page shows, where only names and code may be in such."""

import re
from collections.abc import Iterable, Iterator

from portal.catalog.models import Change
from portal.history.matrix import Facet
from portal.schema.impact import Impact
from portal.schema.impact.contexts import CONTEXTS
from portal.schema.impact.rules import RULES
from portal.schema.keywords import ROWS
from portal.schema.value import TYPES
from tests.pages.dom import Element

# What names and code stand in; in `samp` and `kbd` what is shown and typed.
_OURS_NOT = {"code", "pre", "bdi", "samp", "kbd", "script", "style", "textarea"}
_SAID = {"title", "aria-label", "aria-description", "placeholder", "alt"}
# Names, and words that are the same in Chinese writing on software.
_KNOWN = frozenset(
    """
    Schema Portal JSON Pointer Schemas OpenAPI API CSV Markdown MediaWiki Confluence Atom Glance
    OpenStack Keystone Huawei UTC UUID URI ISO HTTP HTTPS ECMA RFC Unicode ZIP PDF SHA sha curl
    Python JavaScript Node.js zip wiki KB MB draft JUnit Ctrl Esc Enter Cmd
    """.split()
)
# Words of JSON Schema that stand as they are, wherever they stand.
_TYPES = frozenset(
    {*TYPES, "date", "date-time", "time", "uuid", "uri", "email", "regex", "hostname"}
)
# What an explanation in Chinese may name as it is written in a document, an address or a command.
_WRITTEN = frozenset(
    {*TYPES, *(keyword for rows in ROWS.values() for keyword in rows)}
    | {*RULES, *CONTEXTS, *Impact, *Facet, *Change.Kind.values}
    | set("true false request response both all differences only csv md READ-ONLY String".split())
)
_TOKEN = re.compile(r"[\w./@:#+*~%=?&\[\]{}$^\\-]*[A-Za-z][\w./@:#+*~%=?&\[\]{}$^\\-]*", re.ASCII)
_WORD = re.compile(r"[A-Za-z]{2,}(?:-[A-Za-z]{2,})*[.:?]?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Half as wide as Chinese signs are: from a template that puts words together itself.
_NARROW = re.compile(r"(?:^\s*|(?<=[\u4e00-\u9fff）”]))([,.;:])(?=\s|$)")


def words(page: Element, names: Iterable[str] = (), address: str = "") -> list[str]:
    """The texts and attributes with such words that are in no list, or with punctuation that is
    not Chinese, each with its place.

    `names` are those of things; what stands in `address`, which a page may repeat, is left alone.
    """
    names = {*_KNOWN, *_TYPES, *names, *_TOKEN.findall(address), *re.findall(r"[\w-]+", address)}
    return [
        f"{place}: {' '.join(text.split())!r} ({', '.join(found)})"
        for place, text in _texts(page, "")
        if (found := [*_latin(text, names), *_NARROW.findall(text)])
    ]


def _latin(text: str, names: set[str]) -> Iterator[str]:
    known = names | _WRITTEN if _CHINESE.search(text) else names
    for token in _TOKEN.findall(text):
        if _WORD.fullmatch(token) and token.rstrip(".:?") not in known:
            yield token


def _texts(element: Element, place: str) -> Iterator[tuple[str, str]]:
    """The texts that are ours in what stands in `element`, with the elements around each."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield place, child
        elif child.tag not in _OURS_NOT:
            yield from _of(child, f"{place}>{_name(child)}")


def _of(element: Element, place: str) -> Iterator[tuple[str, str]]:
    attributes = element.attributes
    if attributes.get("lang", "zh") == "en" or attributes.get("translate") == "no":
        for inside in element.all("", translate="yes"):
            yield from _texts(inside, f"{place} {_name(inside)}")
        return
    for name, value in attributes.items():
        is_said = name in _SAID and (
            element.tag != "meta" or attributes.get("name") == "description"
        )
        if is_said or (name.startswith("data-") and " " in value.strip()):
            yield f"{place}[{name}]", value
    yield from _texts(element, place)


def _name(element: Element) -> str:
    return ".".join(filter(None, [element.tag, *element.attributes.get("class", "").split()[:1]]))
