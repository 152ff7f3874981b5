"""Markdown with tables, fenced code and strikethrough, and how the portal differs from it.

- Markup in a text is shown as text. There are no pictures, which would tell their host who reads;
  what would be one is a link to it.
- A heading is a bold line: texts stand on pages that have headings of their own.
- An address that stands alone is a link. So is `[[…]]`, where whoever renders resolves it.
"""

import re
from xml.etree import ElementTree

import markdown
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    AutolinkInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    ShortImageReferenceInlineProcessor,
    SimpleTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.prose.links import Link, Links, Resolve

_Found = tuple[ElementTree.Element | str | None, int | None, int | None]

_EXTENSIONS = ["tables", "fenced_code", "sane_lists"]
# Paths are written with a pair of brackets, as in images[].disk_format.
_REFERENCE = r"(?<!\\)\[\[((?:[^\[\]\n]|\[\]){1,600})\]\]"
_ADDRESS = r"(?<![A-Za-z0-9_/.])https?://[A-Za-z0-9_.~:/?#@!$&'()*+,;=%-]+"
_ENDS_A_SENTENCE = ".,;:!?'*"
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_WRITTEN = "written"  # a reference, until it is resolved


class Parser(markdown.Markdown):
    """Makes one text into HTML. With `resolve`, `[[…]]` is a link; it is asked once for all."""

    def __init__(self, resolve: Resolve | None) -> None:
        super().__init__(extensions=_EXTENSIONS, output_format="html")
        self.preprocessors.deregister("html_block")
        patterns = self.inlinePatterns
        patterns.deregister("html")
        patterns.deregister("automail")
        patterns.register(_Autolink(AUTOLINK_RE, self), "autolink", 120)
        patterns.register(_Picture(IMAGE_LINK_RE, self), "image_link", 150)
        patterns.register(_PictureReference(IMAGE_REFERENCE_RE, self), "image_reference", 140)
        patterns.register(_ShortPictureReference(IMAGE_REFERENCE_RE, self), "short_image_ref", 125)
        patterns.register(SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "s"), "struck", 55)
        patterns.register(_Address(_ADDRESS, self), "address", 115)
        if resolve is not None:
            patterns.register(_Reference(_REFERENCE, self), "portal_reference", 185)
        self.treeprocessors.register(_Ours(self, resolve), "portal", 5)


class _Reference(InlineProcessor):
    """`[[target]]` and `[[target|text]]`, kept as they are written until all are known."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]
        element = ElementTree.Element("span", {_WRITTEN: m[1].replace("\\|", "|")})
        return element, m.start(0), m.end(0)


class _Address(InlineProcessor):
    """An address that stands alone, without what ends the sentence around it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]
        address = m[0].rstrip(_ENDS_A_SENTENCE)
        unclosed = address.count(")") - address.count("(")
        while unclosed > 0 and address.endswith(")"):
            address = address[:-1].rstrip(_ENDS_A_SENTENCE)
            unclosed -= 1
        return _link(address, address), m.start(0), m.start(0) + len(address)


class _Autolink(AutolinkInlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)


class _Picture(ImageInlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]
        made, start, end = super().handleMatch(m, data)
        if isinstance(made, ElementTree.Element):
            address = made.get("src", "")
            made = _link(address, made.get("alt") or address)
        return made, start, end


class _PictureReference(ImageReferenceInlineProcessor):
    def makeTag(self, href: str, title: str, text: str) -> ElementTree.Element:
        return _link(href, self.unescape(text) or href)


class _ShortPictureReference(ShortImageReferenceInlineProcessor):
    def makeTag(self, href: str, title: str, text: str) -> ElementTree.Element:
        return _link(href, self.unescape(text) or href)


class _Ours(Treeprocessor):
    """What becomes of headings and references, once everything else is parsed."""

    def __init__(self, parser: Parser, resolve: Resolve | None) -> None:
        super().__init__(parser)
        self._resolve = resolve

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS:
                _make_bold(element)
        written = list(root.iter("span"))
        halves = [_halves(each.get(_WRITTEN, "")) for each in written]
        if self._resolve is not None:
            links: Links = self._resolve({target for target, _ in halves})
            for element, (target, text) in zip(written, halves, strict=True):
                _become(element, links(target, text))
        _take_links_out_of_links(root)


def _link(url: str, text: str) -> ElementTree.Element:
    link = ElementTree.Element("a", {"href": url})
    link.text = AtomicString(text)
    return link


def _make_bold(heading: ElementTree.Element) -> None:
    """Turn a heading into a paragraph of bold text."""
    bold = ElementTree.Element("strong")
    bold.text, bold[:] = heading.text, list(heading)
    heading.tag, heading.text, heading[:] = "p", None, [bold]


def _take_links_out_of_links(root: ElementTree.Element) -> None:
    """None can stand in another: of the inner one its words are left."""
    for outer in root.iter("a"):
        for parent in outer.iter():
            for inner in parent.findall("a"):
                inner.tag, inner.attrib = "span", {}


def _halves(written: str) -> tuple[str, str]:
    target, _, text = written.partition("|")
    return target.strip(), text.strip()


def _become(element: ElementTree.Element, link: Link) -> None:
    """Make a reference what it stands for, in place."""
    tail, element.tail = element.tail, None
    element.attrib.clear()
    element.tag = "span"
    shown = ElementTree.SubElement(element, "a" if link.url else "span", {"class": link.kind})
    if link.url:
        shown.set("href", link.url)
    shown.text = AtomicString(link.text)
    if link.remark:
        shown.tail = " "
        ElementTree.SubElement(element, "small").text = AtomicString(f"({link.remark})")
    element.tail = tail
