"""The language of questions: words, "quoted phrases", -exclusions, and filters such as has:pattern.

    disk format                  both words, anywhere in what a property says
    "shared by all"              the phrase as it stands
    -glance -has:enum            without these
    type:string,null has:enum    of either type, and with listed values

Nothing is dropped silently: what can't be understood is among the `faults`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.schema.impact import Impact
from portal.schema.value import TYPES
from portal.search import when
from portal.search.entry import ANY, HAS
from portal.search.faults import Fault
from portal.search.folding import Folded, folded, literal

LONGEST = 200  # characters of a question that are read

IN = ("name", "path", "value", "title", "note", "description")
# The filters whose values can be listed, each with these. The others take names from the catalog,
# or a date or an age.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "type": (*TYPES, ANY),
    "has": HAS,
    "in": IN,
    "is": ("gone", "present"),
    "impact": tuple(impact.value for impact in Impact),
}
FILTERS = ("type", "has", "source", "schema", "changed", "in", "is", "impact")

_QUOTES = str.maketrans("“”„«»「」", '"""""""')
_TOKEN = re.compile(
    r'(?P<minus>-?)(?:(?P<name>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<bare>[^\s"]+))?'
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a question: a word or a phrase if it has no `filter`, else what that is to be."""

    written: str
    excluded: bool
    filter: str
    values: tuple[str, ...]
    quoted: bool

    @property
    def word(self) -> Folded:
        return literal(self.values[0]) if self.quoted else folded(self.values[0])


@dataclass(frozen=True)
class Asked:
    """A question that was understood, but for its `faults`."""

    text: str
    tokens: tuple[Token, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def words(self) -> list[Folded]:
        """What must be there."""
        return [each.word for each in self.tokens if not each.filter and not each.excluded]

    @cached_property
    def unwanted(self) -> list[Folded]:
        """What must not be there."""
        return [each.word for each in self.tokens if not each.filter and each.excluded]

    @cached_property
    def filters(self) -> list[Token]:
        return [each for each in self.tokens if each.filter]

    @cached_property
    def plain(self) -> str:
        """The words and phrases that must be there, as they were written."""
        return " ".join(
            each.written for each in self.tokens if not each.filter and not each.excluded
        )

    def without(self, token: Token) -> str:
        """The question without one of its parts."""
        return " ".join(each.written for each in self.tokens if each is not token)

    def also(self, name: str, value: str) -> "Asked":
        """The question with one filter more."""
        written = f'{name}:"{value}"' if re.search(r"[\s,|]", value) else f"{name}:{value}"
        token = Token(written, False, name, (value,), False)
        return Asked(f"{self.text} {written}".strip(), (*self.tokens, token), self.faults)


def parse(text: str) -> Asked:
    """Understand a question, in NFKC (so that a full-width colon is one, too)."""
    text = unicodedata.normalize("NFKC", text.replace("\0", " ")).translate(_QUOTES)
    text = " ".join(text.split())
    tokens, faults = list[Token](), list[Fault]()
    if len(text) > LONGEST:
        faults.append(Fault("long", limit=LONGEST))
        text = text[:LONGEST].rstrip()
    for match in _TOKEN.finditer(text):
        token = _token(match)
        if token is None:
            continue
        fault = _fault(token)
        if fault is None:
            tokens.append(token)
            continue
        faults.append(fault)
        if fault.kind == "filter":  # a name with a colon in it, such as hw:cpu_policy
            tokens.append(Token(token.written, token.excluded, "", (_bare(match),), False))
    return Asked(text, tuple(tokens), tuple(faults))


def _token(match: re.Match[str]) -> Token | None:
    """The part of a question that `match` is; none of no characters, or of a sign alone."""
    minus, name, phrase, bare = match.group("minus", "name", "phrase", "bare")
    if not (name or phrase or bare):
        return None
    value = bare or phrase or ""
    values = (value,) if not name or phrase is not None else tuple(re.split(r"[,|]", value))
    values = tuple(each for each in values if each)
    return Token(match[0].strip(), bool(minus), (name or "").lower(), values, phrase is not None)


def _bare(match: re.Match[str]) -> str:
    """A part without its sign and its quotation marks."""
    return match[0].removeprefix("-").replace('"', "")


def _fault(token: Token) -> Fault | None:
    """What is wrong with a part, whatever the catalog holds."""
    name, known = token.filter, CHOICES.get(token.filter)
    if not name:
        return None
    if name not in FILTERS:
        return Fault("filter", name, known=FILTERS, written=token.written)
    if not token.values:
        return Fault("empty", name, known=known or ())
    for value in token.values:
        if known is not None and value.lower() not in known:
            return Fault("value", name, value, known=known)
        if name == "changed" and when.read(value) is None:
            return Fault("when", name, value)
    return None
