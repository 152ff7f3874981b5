"""A page of the portal as one of an export: links lead to files, what needs a server goes."""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

# What these classes mark needs a server: it answers what is typed or chosen there.
_NEEDS_SERVER: Final = frozenset({"served-only", "slide", "tester"})
# Scripts that ask the server for more are left out; these work on what the page holds.
SCRIPTS: Final = frozenset({"portal.js", "rows.js", "outline.js", "keys.js", "copy.js"})
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)  # HTML, 13.1.2
_AROUND: Final = frozenset({"nav", "header", "footer"})  # here a link that leads nowhere goes
_POLICY: Final = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "img-src 'self' file: data:; base-uri 'none'; form-action 'self' file:"
)

_Link = Callable[[str], str | None]
_Attributes = list[tuple[str, str | None]]


def rewritten(html: str, link: _Link, scripts: tuple[str, ...]) -> str:
    """Return `html` with each address replaced by what `link` says; None: it is not there.

    `scripts` are the addresses of scripts that every page of an export has.
    """
    rewriter = _Rewriter(link, scripts)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.written)


class _Rewriter(HTMLParser):
    def __init__(self, link: _Link, scripts: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._link, self._scripts = link, scripts
        self._around = 0  # elements of _AROUND that are open
        self._spans: list[bool] = []  # of each open <a>: whether it is written as <span>
        self._left_out = ""  # the tag of the element that is left out, and ...
        self._depth = 0  # ... how many of its kind are open

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        if self._left_out:
            self._depth += tag == self._left_out and tag not in _VOID
            return
        kept = [(name, value) for name, value in attrs if not name.startswith("hx-")]
        if self._goes(tag, dict(kept)):
            self._left_out, self._depth = ("", 0) if tag in _VOID else (tag, 1)
            return
        self._around += tag in _AROUND
        given = {"a": self._a, "form": self._form, "link": self._linked, "script": self._script}
        if tag in given:
            self._write(given[tag](kept))
        elif len(kept) < len(attrs) or "src" in dict(kept):
            self._write(_tag(tag, self._moved(kept, "src")))
        else:
            self._write(self.get_starttag_text() or "")
        if tag == "meta" and "charset" in dict(kept):
            self._write(f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">')
            self._write(
                "".join(f'<script src="{self._at(each)}"></script>' for each in self._scripts)
            )

    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:
        if not self._left_out and not self._goes(tag, dict(attrs)):
            self._write(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._depth -= tag == self._left_out
            self._left_out = self._left_out if self._depth else ""
            return
        self._around -= tag in _AROUND
        is_span = tag == "a" and self._spans and self._spans.pop()
        self._write("</span>" if is_span else f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Comments tell a reader nothing."""

    def handle_decl(self, decl: str) -> None:
        self._write(f"<!{decl}>")

    def _goes(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element is left out, with all that it holds."""
        if _NEEDS_SERVER & set((attributes.get("class") or "").split()):
            return True
        match tag:
            case "form":
                return attributes.get("role") != "search"
            case "a":
                return bool(self._around) and self._link(attributes.get("href") or "") is None
            case "link":
                return self._link(attributes.get("href") or "") is None
            case "script":
                source = attributes.get("src") or ""
                name = f"{source.rpartition('/')[2].split('.')[0]}.js"
                is_module = attributes.get("type") == "module"
                return "/vendor/" in source or (is_module and name not in SCRIPTS)
            case "meta":
                return attributes.get("name") == "htmx-config"
        return False

    def _a(self, attributes: _Attributes) -> str:
        """A link; or, if what it leads to is not there, its text."""
        is_span = "href" in dict(attributes) and self._link(dict(attributes)["href"] or "") is None
        self._spans.append(is_span)
        if not is_span:
            return _tag("a", self._moved(attributes, "href"))
        plain = {"class", "id", "lang", "title", "translate"}
        return _tag("span", [each for each in attributes if each[0] in plain])

    def _form(self, attributes: _Attributes) -> str:
        """The form that searches: what it says to the portal's own script goes."""
        own = [each for each in attributes if not each[0].startswith("data-")]
        return _tag("form", self._moved(own, "action"))

    def _linked(self, attributes: _Attributes) -> str:
        return _tag("link", self._moved(attributes, "href"))

    def _script(self, attributes: _Attributes) -> str:
        """A script that a file may load: browsers load no modules from files."""
        own = [each for each in attributes if each[0] not in {"type", "defer"}]
        return _tag("script", [*self._moved(own, "src"), ("defer", None)])

    def _moved(self, attributes: _Attributes, moved: str) -> _Attributes:
        return [
            (name, self._at(value or "") if name == moved else value) for name, value in attributes
        ]

    def _at(self, address: str) -> str:
        return self._link(address) or ""

    def _write(self, text: str) -> None:
        if not self._left_out:
            self.written.append(text)


def _tag(name: str, attributes: _Attributes) -> str:
    written = "".join(
        f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attributes
    )
    return f"<{name}{written}>"
