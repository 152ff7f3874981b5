"""Asking the search index: exact names first, then what begins with the words, then the rest."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Exists, Func, IntegerField, Min, OuterRef, QuerySet, Value, When
from django.db.models.functions import Length
from django.db.models.sql.compiler import SQLCompiler

from portal.catalog.models import Property
from portal.search.models import Term

MOST_WORDS = 8
LONGEST = 200  # characters of a query that are read

_KIND = Term.Kind
# From the best hit to the worst: the kind of term, how it compares, with the whole query or its
# first word. What matches by none of these does so by a word in its description.
_RULES: tuple[tuple[Term.Kind, str, bool], ...] = (
    (_KIND.NAME, "", True),
    (_KIND.PATH, "", True),
    (_KIND.NAME, "__startswith", True),
    (_KIND.VALUE, "", True),
    (_KIND.NAME, "__contains", True),
    (_KIND.NAME, "__contains", False),
    (_KIND.VALUE, "__contains", True),
    (_KIND.PATH, "__contains", True),
    (_KIND.TITLE, "__contains", False),
)


class Bytewise(Func):
    """A text in the order of its characters, as SQLite has it, not of PostgreSQL's language."""

    template = "%(expressions)s"
    arity = 1

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)


def find(text: str, *, source: str = "") -> QuerySet[Property]:
    """The present properties that match every word of `text`, best first.

    Each row carries `rank`; `hit(rank)` says where the text was found.
    """
    # PostgreSQL refuses to compare with NUL, which is in no text that is stored.
    words = text[:LONGEST].replace("\0", " ").casefold().split()[:MOST_WORDS]
    rows = Property.objects.present().select_related("schema__source", "first", "last")
    if source:
        rows = rows.filter(schema__source__name=source)
    if not words or "\0" in source:
        return rows.none()
    for word in words:
        rows = rows.filter(
            Exists(Term.objects.filter(property=OuterRef("pk"), text__contains=word))
        )
    whole = " ".join(words)
    return rows.annotate(rank=Min(_rank(whole, words[0]))).order_by(
        "rank",
        Length("path"),
        *map(Bytewise, ["path", "schema__source__name", "schema__name", "pointer"]),
    )


def _rank(whole: str, first: str) -> Case:
    kind, text = "terms__kind", "terms__text"
    return Case(
        *[
            When(**{kind: of, f"{text}{how}": whole if exact else first}, then=Value(rank))
            for rank, (of, how, exact) in enumerate(_RULES)
        ],
        default=Value(len(_RULES)),
        output_field=IntegerField(),
    )


def hit(rank: int) -> Term.Kind:
    """Where a row of `find` with that rank was hit."""
    return _RULES[rank][0] if rank < len(_RULES) else _KIND.DESCRIPTION
