"""What a reader of the matrix asks for: versions, and which rows; and the links that ask again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.history.matrix import Facet
from portal.history.matrix.offers import matrix_url

FORMATS = ("csv", "md")


@dataclass(frozen=True, slots=True)
class Asked:
    """`columns` are addresses; `facets` those of which one must differ in a row, None for all rows;
    `name` is what the path of a row must hold.

    `faults` say what in the address of the page is not understood.
    """

    columns: tuple[str, ...]
    facets: frozenset[Facet] | None
    page: str
    format: str
    name: str = ""
    faults: tuple[str, ...] = ()

    def url(self, columns: Sequence[str] | None = None, **query: str) -> str:
        """The same rows of these versions, or of others."""
        chosen = self.columns if columns is None else columns
        return matrix_url(chosen, *self.filters, *query.items())

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The parameters that choose the rows."""
        named = [("q", self.name)] if self.name else []
        return [*self.differing, *named]

    @property
    def differing(self) -> list[tuple[str, str]]:
        """The parameters that choose the rows by what differs in them."""
        if self.facets is None:
            return []
        chosen = [] if self.facets == set(Facet) else sorted(self.facets)
        return [("only", "differences"), *(("facet", facet) for facet in chosen)]

    @property
    def unnamed_url(self) -> str:
        """The same without what must be in the name."""
        return replace(self, name="").url()


def read(query: QueryDict) -> Asked:
    """What the address of the page asks for; what is not understood is left out, and told."""
    faults = []
    every = {facet.value for facet in Facet}
    named = [name for name in query.getlist("facet") if name]
    facets = frozenset(Facet(name) for name in named if name in every)
    for name in named:
        if name not in every:
            told = _("Nothing called “%(name)s” is compared; it is one of %(known)s.")
            faults.append(told % {"name": name[:60], "known": ", ".join(Facet)})
    only = query.get("only", "")
    if only not in {"", "differences"}:
        told = _("“%(only)s” selects no rows; write only=differences, or leave it out.")
        faults.append(told % {"only": only[:60]})
    wanted = query.get("format", "")
    if wanted not in {"", *FORMATS}:
        told = _("There is no format “%(name)s”; it is one of %(known)s.")
        faults.append(told % {"name": wanted[:60], "known": ", ".join(FORMATS)})
    return Asked(
        columns=tuple(each.strip() for each in query.getlist("column") if each.strip()),
        facets=facets or (frozenset(Facet) if only == "differences" else None),
        page=query.get("page", ""),
        format=wanted if wanted in FORMATS else "",
        name=query.get("q", "").strip(),
        faults=tuple(faults),
    )
