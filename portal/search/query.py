"""Asking the search index: exact names first, then what begins with the words, then the rest.

Properties that have gone are found as well, after all those that are there.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Length
from django.db.models.sql.compiler import SQLCompiler

from portal.catalog.models import Property
from portal.search.models import Term

MOST_WORDS = 8
LONGEST = 200  # characters of a query that are read

_KIND = Term.Kind
# From the best hit to the worst: the kind of term, and how it compares with the whole query or with
# one of its words. What matches by none of these does so by a word in its description.
_RULES: tuple[tuple[Term.Kind, str], ...] = (
    (_KIND.NAME, "exact"),
    (_KIND.PATH, "exact"),
    (_KIND.NAME, "startswith"),
    (_KIND.VALUE, "exact"),
    (_KIND.NAME, "contains"),
    (_KIND.VALUE, "contains"),
    (_KIND.PATH, "contains"),
    (_KIND.TITLE, "contains"),
)


class Bytewise(Func):
    """A text in the order of its characters, as SQLite has it, not of PostgreSQL's language."""

    template = "%(expressions)s"
    arity = 1

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)


def find(text: str, *, source: str = "", gone: bool | None = None) -> QuerySet[Property]:
    """The properties that match every word of `text`: those that are there, then those that have
    gone (only these, or none of them, if `gone` says so); of each the best first.

    Each row carries `rank`; `hit(rank)` says where the text was found.
    """
    # PostgreSQL refuses to compare with NUL, which is in no text that is stored.
    text = text[:LONGEST].replace("\0", " ").casefold()
    words = list(dict.fromkeys(text.split()))[:MOST_WORDS]
    rows = Property.objects.select_related("schema__source", "first", "last").annotate(
        gone=Case(When(last=F("schema__current"), then=Value(0)), default=Value(1))
    )
    if gone is not None:
        rows = rows.filter(gone=int(gone))
    if source:
        rows = rows.filter(schema__source__name=source)
    if not words or "\0" in source:
        return rows.none()
    for word in words:
        rows = rows.filter(
            Exists(Term.objects.filter(property=OuterRef("pk"), text__contains=word))
        )
    return rows.annotate(rank=Min(_rank([" ".join(words), *words]))).order_by(
        "gone",
        "rank",
        Length("path"),
        *map(Bytewise, ["path", "schema__source__name", "schema__name", "pointer"]),
    )


def _rank(texts: Iterable[str]) -> Case:
    return Case(
        *[
            When(
                reduce(or_, (Q(**{f"terms__text__{how}": text}) for text in texts)),
                terms__kind=kind,
                then=Value(rank),
            )
            for rank, (kind, how) in enumerate(_RULES)
        ],
        default=Value(len(_RULES)),
        output_field=IntegerField(),
    )


def hit(rank: int) -> Term.Kind:
    """Where a row of `find` with that rank was hit."""
    return _RULES[rank][0] if rank < len(_RULES) else _KIND.DESCRIPTION
