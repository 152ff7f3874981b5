"""Filling the search index from the catalog."""

import json
from collections.abc import Iterator
from typing import Any

from portal.catalog.models import Property, Schema
from portal.search.models import Term


def schema(indexed: Schema) -> None:
    """Index every property that `indexed` has or ever had, in place of what was indexed before."""
    rows = Property.objects.filter(schema=indexed)
    # Not property__schema=…: that joins the terms with themselves, which takes PostgreSQL minutes.
    Term.objects.filter(property__in=rows).delete()
    Term.objects.bulk_create((term for row in rows for term in _terms(row)), batch_size=500)


def _terms(row: Property) -> Iterator[Term]:
    yield _term(row, Term.Kind.NAME, row.name)
    yield _term(row, Term.Kind.PATH, row.path)
    facts = row.facts["schema"]
    values = list(facts.get("enum") or [])
    if "const" in facts:
        values.append(facts["const"])
    texts = (_text(value) for value in [*values, *row.facts["values_inside"]])
    for text in dict.fromkeys(texts):
        yield _term(row, Term.Kind.VALUE, text)
    for kind in (Term.Kind.TITLE, Term.Kind.DESCRIPTION):
        if text := facts.get(kind.name.lower()):
            yield _term(row, kind, text)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _term(row: Property, kind: Term.Kind, text: str) -> Term:
    return Term(property=row, kind=kind, text=text.casefold())
