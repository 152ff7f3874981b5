"""Two subschemas that are compared as such: the two documents, or where references lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.schema.change import Difference, Place
from portal.schema.impact.pair import Fact
from portal.schema.impact.places import Places
from portal.schema.impact.rule import worst
from portal.schema.impact.verdict import Judged, Verdict


class Subject:
    """What differs between two subschemas, and what is known of it so far."""

    def __init__(self, places: Places, differences: list[Difference]) -> None:
        self.places = places
        self.groups: dict[int, Group] = {}  # by the identity of their holders
        self.needed_by: list[Group] = []
        self.leads: dict[int, list[Subject]] = {}  # where references lead, by index of the change
        self.changes = [change for change, _ in differences]
        self.verdicts: dict[int, Verdict] = {}
        self._worst: Verdict | None = None
        self._unread: list[Verdict] = []  # not yet in the worst one, which hardly any needs

    @property
    def worst(self) -> Verdict | None:
        """The worst verdict so far, or worse than any; None while nothing is known to differ."""
        for verdict in self._unread:
            self._worst = _worst(self._worst, verdict)
        self._unread.clear()
        return self._worst

    def learn(self, indexes: Iterable[int], verdicts: list[Verdict]) -> bool:
        """Take the verdicts on some of the changes; tell whether who needs it has to know."""
        self.verdicts.update(zip(indexes, verdicts, strict=True))
        before = self._worst
        self._unread += verdicts
        return bool(self.needed_by) and self.worst != before

    def judged(self) -> Iterator[Judged]:
        """Yield the changes with their verdicts, and what differs where references lead."""
        for index, change in enumerate(self.changes):
            through = tuple(_reached(self.leads[index])) if index in self.leads else ()
            yield Judged(change, self.verdicts[index], None, through)


def _reached(subjects: list[Subject]) -> Iterator[Judged]:
    """Yield what differs in these and where references lead from there, each once."""
    pending, seen = [*subjects], {*subjects}
    for subject in pending:  # it grows
        for index, change in enumerate(subject.changes):
            leads = subject.leads.get(index, [])
            if not leads:
                yield Judged(change, subject.verdicts[index])
            pending += [lead for lead in leads if lead not in seen]
            seen.update(leads)


@dataclass(slots=True, eq=False)
class Group:
    """The changes of a subject that are told of one subschema, judged together.

    `holder` is its place; `indexes` are those of the changes in the subject.
    """

    subject: Subject
    holder: Place
    indexes: list[int]
    facts: list[Fact]
    differences: list[Difference]
    is_waiting: bool = True


def _worst(this: Verdict | None, that: Verdict) -> Verdict:
    if this is None:
        return Verdict("", that.request, that.response)
    if that.request is this.request and that.response is this.response:
        return this
    request, response = worst(this.request, that.request), worst(this.response, that.response)
    return Verdict("", request, response)
