"""Rows as HTML."""

import re
from collections.abc import Iterable

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from portal.pages.rows import Shown

_LINES = re.compile(r"\s*\n\s*")


def rows(shown: Iterable[Shown], text: str = "") -> SafeString:
    """The HTML of rows and of all that is shown inside them; the words of `text` are marked.

    It is put together from the inside out, since rows may stand deeper in each other than
    templates can include themselves.
    """
    row = get_template("pages/_row.html")

    def html(each: Shown) -> str:
        inside = mark_safe("".join(map(html, each.inside)))  # noqa: S308 - made by this template
        return row.render({"shown": each, "inside": inside, "text": text})

    # Of white space that has a line's end in it, the end is enough; there are megabytes of it.
    return mark_safe(_LINES.sub("\n", "".join(map(html, shown))))  # noqa: S308 - made by the template
