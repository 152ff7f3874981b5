"""What a filter names by a name that it had: former names lead on, here as well."""

from collections.abc import Collection
from dataclasses import replace

from portal.catalog.models import Schema, Source
from portal.search.asked import Token


def present(token: Token, known: Collection[str]) -> Token:
    """`token` with the names that its sources or schemas have now, in place of those they had.

    The database is asked only for values that are not among those `known`.
    """
    names = [[value] if value in known else _named(token.filter, value) for value in token.values]
    return replace(token, values=tuple(dict.fromkeys(name for each in names for name in each)))


def _named(kind: str, value: str) -> list[str]:
    """The present names of what `value` once was; itself if it was nothing.

    A schema's name alone may have been that of several sources' schemas, which have others now.
    """
    source, _, schema = value.partition("/")
    try:
        if kind == "source":
            return [Source.objects.called(value).name]
        if had := Schema.objects.filter(former_names__name=value):
            return sorted(str(each) for each in had.select_related("source"))
        return [str(Schema.objects.select_related("source").called(source, schema))]
    except (Source.DoesNotExist, Schema.DoesNotExist):
        return [value]
