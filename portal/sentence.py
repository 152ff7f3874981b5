"""Sentences that can be said in another language than English.

The packages that know no Django speak English: what they say of a document or a fault is text. As
a `Sentence` it still has the template and the values it was made of, so that whoever knows the
reader's language can say it anew (portal.catalog.sentences).
"""

from collections.abc import Sequence
from typing import Any, Self, TypeAlias

Value: TypeAlias = "str | int | float"


def gettext_noop(text: str) -> str:
    """Mark a template for script/translate, where it is not yet a Sentence."""
    return text


def ngettext_noop(singular: str, plural: str) -> tuple[str, str]:
    """Mark both forms of a template."""
    return singular, plural


class Sentence(str):
    """`template` with its `values` put in, as str.format does; these may be sentences, too.

    With a `plural`, that is the template unless the value `n` is 1.
    """

    __slots__ = ("plural", "template", "values")

    def __new__(cls, template: str, plural: str = "", /, **values: Value) -> Self:
        chosen = plural if plural and values["n"] != 1 else template
        sentence = super().__new__(cls, chosen.format(**values))
        sentence.template, sentence.plural, sentence.values = template, plural, values
        return sentence

    template: str
    plural: str
    values: dict[str, Value]

    def __reduce__(self) -> tuple[Any, ...]:
        return from_json, (as_json(self),)


def any_of(texts: Sequence[str]) -> str:
    """At least one text: "a", "a or b", "a, b or c"."""
    *rest, last = texts
    return Sentence("{several} or {last}", several=", ".join(rest), last=last) if rest else last


def all_of(texts: Sequence[str]) -> str:
    """At least one text: "a", "a and b", "a, b and c"."""
    *rest, last = texts
    return Sentence("{several} and {last}", several=", ".join(rest), last=last) if rest else last


def as_json(text: str) -> Any:
    """A text as JSON that `from_json` reads back, if it is a sentence with all it was made of."""
    if not isinstance(text, Sentence):
        return text
    values = {
        name: as_json(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return {"template": text.template, "plural": text.plural, "values": values}


def from_json(value: Any) -> str:
    """The text that `as_json` has written; anything else that is text, as it is."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else str(value)
    values = {
        name: from_json(each) if isinstance(each, str | dict) else each
        for name, each in value["values"].items()
    }
    return Sentence(value["template"], value["plural"], **values)
