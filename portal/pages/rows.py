"""A row of a schema's page: what is known of one place of a version, and of it as it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field

from portal.pages.glance import Glance, Link
from portal.pages.marks import Mark
from portal.pages.places import Place

__all__ = ["Link", "Row", "Shown"]


@dataclass(slots=True, kw_only=True)
class Row:
    """A place of a version; the schema's page shows it `at` an anchor. Not to be changed.

    `unfolded` is the schema's page with all that it says and holds.

    `url` is the page of a property, empty for other places. `types` and `has` are what the filter
    asks for, and `sought` is the text that it looks through. What the row says is read when it is
    shown for the first time: most rows of a large document never are.
    """

    place: Place
    label: str
    path: str
    url: str
    at: str
    unfolded: str
    anchor: str
    types: tuple[str, ...] = ()
    has: frozenset[str] = frozenset()
    sought: str = ""
    since: Link | None = None
    mark: Mark | None = None
    children: list["Row"] = field(default_factory=list)
    read: Callable[["Row"], Glance]
    _glance: Glance | None = None

    @property
    def pointer(self) -> str:
        return self.place.pointer

    @property
    def parent(self) -> str | None:
        """The pointer of the row that this one is inside of."""
        return self.place.parent

    @property
    def is_property(self) -> bool:
        return self.place.kind == "property"

    @property
    def is_gone(self) -> bool:
        return self.mark is not None and self.mark.kind == "removed"

    @property
    def glance(self) -> Glance:
        if self._glance is None:
            self._glance = self.read(self)
        return self._glance


@dataclass(slots=True)
class Shown:
    """A row as a page shows it, with what is `inside` it, or where that can be had `later`.

    `count` is how many rows are right inside. What is shown a second time, as a reference leads to
    it, has no `anchor`. A long list of values is cut short, unless it `has_all_values`.
    """

    row: Row
    anchor: str
    count: int = 0
    inside: list["Shown"] = field(default_factory=list)
    later: str = ""
    is_open: bool = False
    is_repeated: bool = False
    has_all_values: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether its name is the link to what can be had later; nothing else need lead there."""
        return self.later == self.row.unfolded and not self.row.url and not self.is_repeated

    @property
    def address(self) -> str:
        """Where its name leads: the page of a property, or the place itself."""
        unfolded = f"{self.row.unfolded}#{self.row.anchor}"
        return self.row.url or (unfolded if self.is_bare else self.row.at)

    mark: Mark | None = None
