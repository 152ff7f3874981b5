"""The history of a property as its page tells it, and since when it says each thing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog.models import Change, Property
from portal.history.blame import Blame, Event, had
from portal.history.versions import Version
from portal.pages import changes, verdicts
from portal.pages.rows import Link
from portal.schema.pointer import split
from portal.schema.sayings import DEMANDED

At = Callable[[str], str]
_WORDS: dict[str, str | Promise] = {
    "came": gettext_lazy("came"),
    "returned": gettext_lazy("came back"),
    "went": gettext_lazy("went"),
    "replaced": gettext_lazy("replaced as a whole"),
    "changed": "",
}


@dataclass(frozen=True, slots=True)
class Behind:
    """Changes of what the property refers to, and where that is shown."""

    place: Link
    lines: list[changes.Line]


@dataclass(frozen=True, slots=True)
class Entry:
    """A version in which a property came, changed or went; `word` says it of the whole.

    `around` is what it came or went with, `lines` are its own changes. `untold` is what it says in
    another way since then by what it refers to.
    """

    version: Version
    word: str
    lines: list[changes.Line]
    around: list[changes.Line]
    behind: list[Behind]
    untold: list[str]

    @property
    def partner(self) -> verdicts.Partner | None:
        """What it may have been before it came, or may have become when it went."""
        return next((line.partner for line in self.lines if line.partner), None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A row of the table that tells since when: a keyword, or (`is_member`) one of its members."""

    text: str
    version: Version
    places: list[Link]
    is_member: bool = False


def entry(event: Event, stored: Property, at: At) -> Entry:
    """What happened with one version, in words. `at` tells where a pointer is shown."""
    own, around = list[Change](), list[Change]()
    behind: dict[str, list[Change]] = {}
    for each in event.changes:
        if each.subject_id == stored.pk:
            own.append(each)
        elif each.whole:
            around.append(each)
        else:
            behind.setdefault(each.pointer, []).append(each)
    return Entry(
        version=event.version,
        word=str(_WORDS[event.what]) if event.version.before else _("first seen"),
        lines=_lines(own),
        around=_lines(around),
        behind=[
            Behind(_place(pointer, at), _lines(several)) for pointer, several in behind.items()
        ],
        untold=[_words(key) for key in event.untold],
    )


def untouched(stored: Property, told: Sequence[Event]) -> str:
    """The versions that have the property just as the one before: "v2, v4 to v9"."""
    touched = {event.version.number for event in told}
    numbers = range(stored.first.number + 1, stored.last.number + 1)
    quiet = [each for each in numbers if each not in touched and had(stored, each)]
    return _(", ").join(_runs(quiet))


def came_beside(stored: Property, gone: Entry) -> list[Property]:
    """The properties that came in the version in which this one went, in the same place, but for
    the one that it may have become.
    """
    became = gone.partner.path if gone.partner else None
    place = stored.pointer.rpartition("/")[0]
    new = Property.objects.filter(
        schema=stored.schema_id, first=gone.version.snapshot, pointer__startswith=f"{place}/"
    )
    return [
        each
        for each in new.select_related("schema__source")
        if each.pointer.rpartition("/")[0] == place and each.path != became
    ]


def table(blame: Blame, stored: Property, at: At) -> list[Dated]:
    """All that the property says, with the version that brought each."""
    rows = list[Dated]()
    for since in blame.keywords:
        elsewhere = [_place(each, at) for each in since.at if each != stored.pointer]
        rows.append(Dated(_words(since.key), since.version, elsewhere))
        rows += [
            Dated(reading.shown(each.value), each.version, [], is_member=True)
            for each in since.members
        ]
    return rows


def _place(pointer: str, at: At) -> Link:
    return Link(reading.label(pointer) if pointer else _("the document itself"), at(pointer))


def _lines(several: list[Change]) -> list[changes.Line]:
    return changes.lines(map(changes.stored, several))


def _words(key: str) -> str:
    """A key of schema.sayings as readers know it: "enum", "type in items"."""
    if key == DEMANDED:
        return _("required by what encloses it")
    above, _slash, keyword = "/".join(map(reading.label, split(f"/{key}"))).rpartition("/")
    return (
        _("%(keyword)s in %(place)s") % {"keyword": keyword, "place": above} if above else keyword
    )


def _runs(numbers: list[int]) -> Iterator[str]:
    """Numbers in ascending order, those that follow each other as "v4 to v9"."""
    for _distance, pairs in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _index, number in pairs]
        ends = {"first": run[0], "last": run[-1]}
        yield f"v{run[0]}" if len(run) == 1 else _("v%(first)s to v%(last)s") % ends
