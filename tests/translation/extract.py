"""Every text that the sources mark for translation."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

TOP = Path(__file__).resolve().parents[2]
# By the name of a function, which of its arguments are the context, the text and its plural.
_PLAIN, _PLURAL = (None, 0, None), (None, 0, 1)
_MARKS: dict[str, tuple[int | None, int, int | None]] = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "ngettext_noop": _PLURAL,
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "Sentence": _PLURAL,
}
# What templatize writes in place of a template's tags.
_WRITTEN = re.compile(
    r"""(?<!\w)(?P<name>_|n?p?gettext)\((?P<arguments>(?:u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*"|[\s,]|count)+)\)""",
    re.DOTALL,
)


class Text(NamedTuple):
    """A text to translate: `plural` is "" if it has only one form."""

    context: str
    text: str
    plural: str
    file: str


class NotConstant(ValueError):
    """A text that is put together before it is translated, so that no translation has it."""


def texts(top: Path = TOP) -> Iterator[Text]:
    """All texts of the portal, by file. Raises NotConstant."""
    for path in sorted((top / "portal").rglob("*.py")):
        yield from of_python(path.read_text(), str(path.relative_to(top)))
    for path in sorted((top / "templates").rglob("*.html")):
        yield from of_template(path.read_text(), str(path.relative_to(top)))


def of_python(source: str, file: str) -> Iterator[Text]:
    """The texts of a module. Raises NotConstant.

    A variable is no fault: what it holds has been marked elsewhere, by gettext_noop.
    """
    for node in ast.walk(ast.parse(source, file)):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in _MARKS:
            found = [_constant(each) for each in node.args]
            if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in node.args[:1]):
                raise NotConstant(f"{file}:{node.lineno}: {name}() of a text that is put together")
            yield from _text(name, found, file)


def of_template(source: str, file: str) -> Iterator[Text]:
    """The texts of a template."""
    for match in _WRITTEN.finditer(templatize(source, file)):
        yield from _text(match["name"], _arguments(match["arguments"]), file)


def _arguments(written: str) -> list[str | None]:
    call = ast.parse(f"f({written})", mode="eval").body
    assert isinstance(call, ast.Call)
    return [_constant(each) for each in call.args]


def _text(name: str, arguments: list[str | None], file: str) -> Iterable[Text]:
    context, text, plural = (
        (arguments[at] or "") if at is not None and at < len(arguments) else ""
        for at in _MARKS[name]
    )
    return [Text(context, text, plural, file)] if text else []


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name():
            return function.id
        case ast.Attribute():
            return function.attr
        case _:
            return ""


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
