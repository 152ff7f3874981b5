"""Reading the keywords of one subschema, each by itself."""

from itertools import islice
from typing import Any

from portal.schema.anomalies import MOST_PER_KEYWORD, Anomaly, anomaly
from portal.schema.dialect import Dialect
from portal.schema.forms import misfits
from portal.schema.keywords import ROWS, Keyword
from portal.schema.pointer import join, split
from portal.schema.value import JSON, quote


class Reading:
    """The facts of one subschema while they are put together, and what is odd about it."""

    __slots__ = ("anomalies", "dialect", "facts", "pointer", "rows", "served")

    def __init__(self, pointer: str, served: dict[str, JSON], dialect: Dialect) -> None:
        self.pointer = pointer
        self.served = served
        self.dialect = dialect
        self.rows = ROWS[dialect.name]
        self.facts: dict[str, Any] = {}  # the members of Subschema, by name
        self.anomalies: list[Anomaly] = []

    def note(self, code: str, *tokens: str | int, **details: str) -> None:
        """Note an anomaly; the tokens lead from the subschema to where it is."""
        self.anomalies.append(anomaly(code, join(self.pointer, *tokens), **details))

    def note_more(self, keyword: str, count: int) -> None:
        """Note how many anomalies of a keyword's entries were left out, if any were."""
        if count > 0:
            self.note("and-more", keyword, count=f"{count:,}", name=quote(keyword))

    def take_keywords(self) -> None:
        """Turn each keyword into its fact; those that become the same fact add up."""
        vendor = {}
        for keyword, value in self.served.items():
            row = self.rows.get(keyword)
            if row is not None:
                self._take(keyword, value, row)
            elif keyword not in self.dialect.keywords:
                vendor[keyword] = value
        if vendor:
            self.facts["vendor"] = vendor

    def _take(self, keyword: str, value: JSON, row: Keyword) -> None:
        accepted = row.form.accepts(value)
        if not accepted or row.form.entry is not None:
            found = misfits(row.form, value, f"{self.pointer}/{keyword}")
            for at, wrong, form in islice(found, MOST_PER_KEYWORD):
                name = quote(split(at)[-1])
                odd = anomaly("keyword-form", at, name=name, form=form.name, served=quote(wrong))
                self.anomalies.append(odd)
            self.note_more(keyword, sum(1 for _ in found))
        if accepted:
            fact = row.read(keyword, value, self.pointer)
            self.facts[row.fact] = self.facts[row.fact] + fact if row.fact in self.facts else fact
