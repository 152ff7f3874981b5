"""The links in a text: where each stands, as it is written, and how another is written there.

Read is what a wiki would make a link of; code, comments and what is marked as no wiki text are not.
"""

import html
import re
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

Format: TypeAlias = Literal["markdown", "mediawiki", "confluence", "html"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
SUFFIXES: Final[dict[str, Format]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mediawiki": "mediawiki",
    ".wiki": "mediawiki",
    ".xhtml": "confluence",
    ".xml": "confluence",
    ".html": "html",
    ".htm": "html",
}
_CODE: Final = {
    "markdown": re.compile(
        r"^(?P<fence>`{3,}|~{3,})(?![`~])[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
        r"|(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]{1,500}?(?<!`)(?P=ticks)(?!`)|<!--.*?(?:-->|\Z)",
        re.DOTALL | re.MULTILINE,
    ),
    "mediawiki": re.compile(
        r"<!--.*?(?:-->|\Z)"
        r"|<(?P<tag>nowiki|pre|syntaxhighlight|source|code)\b[^<>]*+(?<!/)>.*?(?:</(?P=tag)\s*>|\Z)",
        re.DOTALL | re.IGNORECASE,
    ),
}
_STOPS: Final = r"\s<>\"\]\[{}|\\^`"
_BARE: Final = rf"https?://[^{_STOPS}]+"
# Of HTML and of Confluence's storage format, which keeps code as CDATA.
_NO_TAGS: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(?P<tag>script|style)\b.*?(?:</(?P=tag)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# None goes on over another "<", and nothing is tried twice: a text without ">" takes no longer.
_TAG: Final = re.compile(
    r"""<[a-z][^\s<>/"']*+(?P<inside>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""", re.IGNORECASE
)
# A link of this portal without its host, where only an address can stand.
_MARKDOWN: Final = re.compile(
    r"\]\([ \t]*<?(?P<inline>(?:https?:/)?/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)"
    rf"|^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?(?P<defined>/[^\s<>]*|{_BARE})"
    rf"|(?P<bare>{_BARE})",
    re.MULTILINE,
)
_MEDIAWIKI: Final = re.compile(
    r"\[\[\s*+:?(?P<prefix>[^\[\]|:\n]{1,40}):(?P<named>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]"
    rf"|\[(?P<external>(?:https?:)?//[^{_STOPS}]+)|(?P<bare>{_BARE})"
)
_ATTRIBUTES: Final = frozenset({"href", "src", "data", "ri:value"})
_ATTRIBUTE: Final = re.compile(
    r"""(?<![^\s"'>/=])(?P<name>[^\s"'>/=]++)\s*+=\s*+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<none>[^\s"'=<>`]+))"""
)
_ENDS_A_SENTENCE: Final = ".,;:!?'*"


@dataclass(frozen=True, slots=True)
class Written:
    """A link: the address that is meant, and the `start` and `end` of what is written for it.

    `prefix`: of an interwiki link, whose `address` is what follows it; else "".
    """

    address: str
    start: int
    end: int
    line: int
    column: int
    prefix: str = ""


def guess(text: str) -> Format:
    """The format that a text seems to be in."""
    if re.search(r"<ac:|<ri:", text):
        return "confluence"
    if re.search(r"<(?:html|body|p|a|div|ul|table|h[1-6])\b[^<>]*>", text, re.IGNORECASE):
        return "html"
    mediawiki = len(re.findall(r"\[\[|'''|^==[^=\n]|\{\||\[https?://", text, re.MULTILINE))
    markdown = len(re.findall(r"\]\(|^#+ |^```|^\[[^\]\n]+\]: |\*\*", text, re.MULTILINE))
    return "mediawiki" if mediawiki > markdown else "markdown"


def read(text: str, format_: Format) -> list[Written]:
    """The links of `text`, in their order."""
    lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(address: str, start: int, end: int, prefix: str = "") -> Written:
        line = bisect(lines, start)
        return Written(address, start, end, line, start - lines[line - 1] + 1, prefix)

    return [at(*each) for each in _READERS[format_](text)]


def escaped(address: str, format_: Format) -> str:
    """`address` as it is written in a text of that format."""
    if format_ in {"html", "confluence"}:
        return html.escape(address)
    if format_ == "markdown":
        return address.replace("(", "%28").replace(")", "%29")
    return re.sub(r"['\[\]{}|]", lambda found: f"%{ord(found[0]):02X}", address)


_Found: TypeAlias = tuple[str, int, int, str]


def _markdown(text: str) -> Iterator[_Found]:
    for found in _MARKDOWN.finditer(_without_code(text, "markdown")):
        which = str(found.lastgroup)
        address = found[which]
        if which == "bare":
            address = _in_a_sentence(address)
        start = found.start(which)
        yield html.unescape(address), start, start + len(address), ""


def _mediawiki(text: str) -> Iterator[_Found]:
    for found in _MEDIAWIKI.finditer(_without_code(text, "mediawiki")):
        if found["named"] is not None:
            named = found["named"].rstrip()
            start = found.start("named")
            yield html.unescape(named), start, start + len(named), found["prefix"].strip()
            continue
        which = "external" if found["external"] else "bare"
        address = found[which] if which == "external" else _in_a_sentence(found[which])
        start = found.start(which)
        yield html.unescape(address), start, start + len(address), ""


def _without_code(text: str, format_: Literal["markdown", "mediawiki"]) -> str:
    """`text` with blanks in place of what is no wiki text."""
    return _CODE[format_].sub(_blank, text)


def _in_a_sentence(address: str) -> str:
    """An address without what ends the sentence, or the brackets, around it."""
    unclosed, end = address.count(")") - address.count("("), len(address)
    while address[end - 1] in _ENDS_A_SENTENCE or (unclosed > 0 and address[end - 1] == ")"):
        unclosed -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _html(text: str) -> Iterator[_Found]:
    text = _NO_TAGS.sub(_blank, text)
    for tag in _TAG.finditer(text):
        for each in _ATTRIBUTE.finditer(text, *tag.span("inside")):
            if each["name"].lower() in _ATTRIBUTES:
                which = next(w for w in ("double", "single", "none") if each[w] is not None)
                yield html.unescape(each[which]), *each.span(which), ""


def _blank(found: re.Match[str]) -> str:
    """Blanks in place of what was found, so that everything else stays where it is."""
    return re.sub(r"[^\n]", " ", found[0])


_READERS: Final[dict[Format, Callable[[str], Iterator[_Found]]]] = {
    "markdown": _markdown,
    "mediawiki": _mediawiki,
    "confluence": _html,
    "html": _html,
}
