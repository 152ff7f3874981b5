"""From Markdown to HTML."""

import re
from collections.abc import Set

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from portal.prose.clean import clean
from portal.prose.links import Link, Links, Resolve
from portal.prose.parser import Parser

# Nobody reads more than this on one page.
LONGEST = 200_000  # characters
# The parser takes time that grows with the square of these in each paragraph (half a second for as
# many in one), and a level of nesting for each of those that begin a line.
_SIGNS = "[]()<>*_`~!"
_MOST_SIGNS = 2_200
_NESTED = re.compile(r"^(?:[ \t]*(?:[>*+-]|\d+[.)])){20}", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def render(text: str, resolve: Resolve | None = None) -> SafeString:
    """Markdown to HTML without anything that runs, styles, frames or loads.

    With `resolve`, which tells what is written `[[…]]`, links may also lead within the portal; an
    upstream's text knows nothing of it. A text that would take too long is shown as it is written.
    """
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} …"
    plain = _is_intricate(text)
    html = linebreaks(text, autoescape=True) if plain else Parser(resolve).convert(text)
    return mark_safe(clean(html, inside=resolve is not None))  # noqa: S308 - it has been cleaned


def references(text: str) -> set[str]:
    """The targets of all that is written `[[…]]`, but for what is code."""
    if _is_intricate(text):
        return set()
    found = set[str]()

    def noted(written: Set[str]) -> Links:
        found.update(written)
        return lambda target, text: Link(text or target, "")

    Parser(noted).convert(text)
    return found


def _is_intricate(text: str) -> bool:
    signs = (sum(map(paragraph.count, _SIGNS)) for paragraph in _PARAGRAPHS.split(text))
    return bool(_NESTED.search(text)) or sum(each**2 for each in signs) > _MOST_SIGNS**2
