"""A matrix as a file: CSV (RFC 4180) and a table of GitHub's Markdown."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.history.matrix import Column
from portal.pages.matrix.cells import CellInWords, Part, RowInWords

# What a spreadsheet would take for the beginning of a formula.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Characters that Markdown might read as its own; as references they never are.
_SPECIAL = re.compile(r"[!-+.:-@\[-`{-~]")
_LONGEST_NAME = 120


def as_csv(rows: Iterable[RowInWords], columns: Sequence[Column]) -> str:
    """One line for each property; what might be run as a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        map(_harmless, [_("property"), _("differs in"), *(each.pinned for each in columns)])
    )
    for row in rows:
        cells = [_plain(cell) for cell in row.cells]
        writer.writerow(map(_harmless, [row.path, ", ".join(row.differs), *cells]))
    return text.getvalue()


def as_markdown(rows: Iterable[RowInWords], columns: Sequence[Column]) -> str:
    """A table; what differs from the first version is bold."""
    lines = [
        [_("property"), *(_code(each.pinned) for each in columns)],
        ["---"] * (len(columns) + 1),
        *([_name(row), *map(_marked, row.cells)] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def file_name(columns: Iterable[Column], suffix: str) -> str:
    """A name for the file that any system takes."""
    text = "-".join(["matrix", *(each.pinned for each in columns)])
    return f"{re.sub('[^A-Za-z0-9@._-]+', '-', text)[:_LONGEST_NAME]}.{suffix}"


def _plain(cell: CellInWords) -> str:
    if cell.is_absent:
        return _("absent")
    words = [part.words for part in cell.parts]
    if cell.values:
        listed = ", ".join(each.text for each in cell.values.all)
        words.append(_("values: %(values)s") % {"values": listed})
    return "; ".join(words)


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _name(row: RowInWords) -> str:
    name = _code(row.path) if row.path else ""
    return f"**{name}**" if row.differs else name


def _marked(cell: CellInWords) -> str:
    if cell.is_absent:
        return f"**{_('absent')}**" if cell.sign else _("absent")
    words = [_part(part, is_new=cell.sign == "+") for part in cell.parts]
    if cell.values:
        values = " ".join(_code(each.text) for each in cell.values.all)
        changes = [*(f"+{_code(each)}" for each in cell.values.added)]
        changes += [f"−{_code(each)}" for each in cell.values.missing]
        number = len(cell.values.all)
        told = ngettext("%(number)s value: %(values)s", "%(number)s values: %(values)s", number)
        words.append(told % {"number": number, "values": values})
        words += [f"**{' '.join(changes)}**"] if changes else []
    return "; ".join(words)


def _part(part: Part, *, is_new: bool) -> str:
    words = " ".join(filter(None, [_escaped(part.text), part.code and _code(part.code)]))
    return f"**{words}**" if part.differs or is_new else words


def _code(text: str) -> str:
    """Code in which nothing is read as Markdown or as the border of a cell."""
    if text and text == text.strip() and not set(text) & set("`|\\\r\n"):
        return f"`{text}`"
    return f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split("\n")))
