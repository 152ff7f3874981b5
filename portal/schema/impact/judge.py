"""From two documents to judged changes."""

from collections import deque
from functools import cached_property
from typing import Final

from portal.schema.change import Change, Place
from portal.schema.dialect import Dialect
from portal.schema.diff import Comparison
from portal.schema.impact.counterparts import with_counterparts
from portal.schema.impact.demands import with_demands
from portal.schema.impact.linked import Linked, aside, is_linked, renamed
from portal.schema.impact.local import shortly, verdicts
from portal.schema.impact.pair import Fact, Pair, State
from portal.schema.impact.places import Places
from portal.schema.impact.reach import Reach
from portal.schema.impact.standing import Standing
from portal.schema.impact.subject import Group, Subject
from portal.schema.impact.uses import Target, Uses
from portal.schema.impact.verdict import Judged, Verdict
from portal.schema.value import ABSENT, JSON, Absent

_MOST_AHEAD: Final = 8  # subjects that need one another
_ANY_KEYWORD: Final = "properties"  # that keeps the sense of what is below it


def compare(
    before: JSON, after: JSON, dialect_before: Dialect, dialect_after: Dialect | None = None
) -> tuple[Judged, ...]:
    """Return what differs between two documents, in the order of diff(), each with its verdict."""
    old, new = dialect_before, dialect_after or dialect_before
    judge = Judge(before, after, old, new)

    def as_seen(these: JSON, those: JSON) -> tuple[Judged, ...]:
        return Judge(these, those, old, new).judged()

    judged = with_demands(judge.judged(), judge.places, as_seen)
    return with_counterparts(judged, old, new)


class Judge:
    """Compares subschemas of two documents, and judges what differs.

    Where a changed reference leads is compared as well, and may have changed references in turn,
    also back to where one came from. Every pair begins as equal, and is judged anew when one that
    it leads to has turned out worse, until none does: what is equal then is so however far one
    follows (the greatest fixpoint).
    """

    def __init__(self, before: JSON, after: JSON, old: Dialect, new: Dialect) -> None:
        self.before = Uses(before, old)
        self.after = Uses(after, new)
        self._reach = Reach(self.before), Reach(self.after)
        self._comparison = Comparison(old, new)
        self._subjects: dict[tuple[int, int], Subject] = {}
        self._waiting: deque[Group] = deque()
        self._ahead = 0
        self.merged: dict[tuple[int, int], Target | None] = {}  # subschemas with their targets
        self._document = self._add(Place(before, after), "", "", is_document=True)
        self.places = self._document.places
        if old is new:
            self.after.like(self.before, self._document.changes)

    def judged(self) -> tuple[Judged, ...]:
        """Return what differs between the documents, with verdicts."""
        while self._waiting:
            group = self._waiting.popleft()
            if group.is_waiting:
                self._judge(group)
        return tuple(self._document.judged())

    def _judge(self, group: Group) -> None:
        group.is_waiting = False
        subject = group.subject
        verdicts = list(map(subject.places.settle, self._verdicts(group), group.differences))
        if subject.learn(group.indexes, verdicts):
            for other in subject.needed_by:
                if not other.is_waiting:
                    other.is_waiting = True
                    self._waiting.append(other)

    @cached_property
    def _refers(self) -> bool:
        """Whether there can be references at all."""
        return self.before.any or self.after.any

    @cached_property
    def keeps_targets(self) -> bool:
        """Whether every reference that stands on both sides leads to the same place on both."""
        before, after = self.before.targets(), self.after.targets()
        return all(before[key] == after[key] for key in before.keys() & after.keys())

    def need(self, by: Group, place: Place, before_at: str, after_at: str) -> Subject:
        """Return the comparison of two subschemas as far as it has come; if it turns out worse,
        the group that needs it is judged anew.

        `before_at`, `after_at`: their pointers, where they stand in their documents.
        """
        key = id(place.before), id(place.after)
        subject = self._subjects.get(key)
        if subject is None:
            subject = self._add(place, before_at, after_at, is_document=False)
            self._subjects[key] = subject
            self._look_ahead(subject)
        if by not in subject.needed_by:
            subject.needed_by.append(by)
        return subject

    def _add(self, place: Place, before_at: str, after_at: str, *, is_document: bool) -> Subject:
        places = Places(
            Standing(self._reach[0], place, before_at, is_after=False, is_document=is_document),
            Standing(self._reach[1], place, after_at, is_after=True, is_document=is_document),
        )
        differences = self._comparison.differences(place)
        subject = Subject(places, differences)
        groups = subject.groups
        for index, difference in enumerate(differences):
            change, holder = difference
            if change.whole:
                fact, holder = _of_holder(change, holder)
            else:
                fact = Fact(change.keyword or "", None, change)
            group = groups.get(id(holder))
            if group is None:
                group = groups[id(holder)] = Group(subject, holder, [], [], [])
            group.indexes.append(index)
            group.facts.append(fact)
            group.differences.append(difference)
        self._waiting.extend(groups.values())
        return subject

    def _look_ahead(self, subject: Subject) -> None:
        """Judge a subject at once, so that who needs it is hardly ever judged twice."""
        if self._ahead < _MOST_AHEAD:
            self._ahead += 1
            for group in subject.groups.values():
                self._judge(group)
            self._ahead -= 1

    def _verdicts(self, group: Group) -> list[Verdict]:
        """Judge changes as if nothing were around their subschema."""
        if not self._refers:
            return self.local(group, group.facts)
        if is_linked(group.holder):
            found = Linked(self, group).verdicts()
        else:
            found = self.local(group, group.facts)
        return renamed(self, group, aside(self, group, found))

    def local(self, group: Group, facts: list[Fact]) -> list[Verdict]:
        """Judge changes by what stands in their subschema alone."""
        holder, places = group.holder, group.subject.places
        old_side, new_side = places.before, places.after
        before = old_side.object(holder), self.before.dialect
        after = new_side.object(holder), self.after.dialect
        if (found := shortly(before, after, facts)) is not None:
            return found

        def old_target(schema: JSON) -> JSON | None:
            return self.before.resolve(schema, old_side.pointer(holder))

        def new_target(schema: JSON) -> JSON | None:
            return self.after.resolve(schema, new_side.pointer(holder))

        def inside(these: JSON, those: JSON) -> Verdict | None:
            place = Place(these, those, holder.pointer)
            return self.need(group, place, old_side.pointer(holder), new_side.pointer(holder)).worst

        def may_show() -> bool:
            return places.may_show(holder)

        pair = Pair(State(*before, old_target), State(*after, new_target), inside, may_show)
        return verdicts(pair, facts)


def _of_holder(change: Change, place: Place) -> tuple[Fact, Place]:
    """Return the change of a whole subschema as a fact of the one that has the keyword, and the
    place of that.
    """
    if place.above is not None:
        return Fact(place.keyword, place.name or "", change), place.above
    # The subschemas that are compared, which are not both objects
    before, after = (_held(side) for side in (place.before, place.after))
    return Fact(_ANY_KEYWORD, "", change), Place(before, after, place.pointer)


def _held(side: JSON | Absent) -> JSON:
    return {} if side is ABSENT else {_ANY_KEYWORD: {"": side}}
