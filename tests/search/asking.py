"""How the tests of the search ask."""

from portal.search import asked, query
from portal.search.query import Found


def ask(text: str) -> Found:
    return query.find(asked.parse(text))


def found(text: str) -> list[str]:
    """The paths that are found, the best first."""
    return [hit.path for hit in ask(text).hits]


def where(text: str) -> str:
    """Where the first hit was found."""
    return ask(text).hits[0].kind
