"""An answer's HTML as a tree to look things up in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col hr img input link meta wbr path circle rect".split())


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, as a reader sees it: white space is one space."""
        return " ".join("".join(self._texts()).split())

    def all(self, tag: str = "", /, **wanted: str) -> list[Element]:
        """The elements in it with this tag and these attributes; `cls` is one of its classes."""
        return [each for each in self.descendants() if each.matches(tag, wanted)]

    def one(self, tag: str = "", /, **wanted: str) -> Element:
        """The only such element."""
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    def texts(self, tag: str = "", /, **wanted: str) -> list[str]:
        return [each.text for each in self.all(tag, **wanted)]

    def links(self) -> dict[str, str]:
        """The addresses of the links in it, by their text."""
        return {each.text: each.attributes.get("href", "") for each in self.all("a")}

    def matches(self, tag: str, wanted: dict[str, str]) -> bool:
        attributes = dict(wanted)
        cls = attributes.pop("cls", "")
        return (
            (not tag or self.tag == tag)
            and (not cls or cls in self.attributes.get("class", "").split())
            and all(self.attributes.get(name) == value for name, value in attributes.items())
        )

    def descendants(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.descendants()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


def parse(html: str) -> Element:
    """Read `html`; fails unless every element is closed where it was opened."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"not closed: {builder.open[-1].tag}"
    return builder.open[0]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {tag} {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            opened = self.open.pop()
            assert opened.tag == tag, f"</{tag}> closes <{opened.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
