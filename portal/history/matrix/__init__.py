"""A matrix: what several versions say of each property, with what differs between them."""

from portal.history.matrix.columns import MOST_COLUMNS, Column, TooManyColumns, columns
from portal.history.matrix.said import Facet, Said
from portal.history.matrix.table import (
    Cell,
    Row,
    Tally,
    build,
    chosen,
    count,
    enclosed,
    named,
    rows_of,
    tally_of,
)

__all__ = [
    "MOST_COLUMNS",
    "Cell",
    "Column",
    "Facet",
    "Row",
    "Said",
    "Tally",
    "TooManyColumns",
    "build",
    "chosen",
    "columns",
    "count",
    "enclosed",
    "named",
    "rows_of",
    "tally_of",
]
