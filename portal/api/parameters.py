"""Query parameters: each is declared once, for the view that reads it and for its description."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.api.problems import Problem

BOOLEAN = ("true", "false")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter; `choices` are all its values, if they can be listed."""

    name: str
    description: str
    choices: tuple[str, ...] = ()
    required: bool = False
    positive: bool = False  # a whole number from 1
    many: bool = False  # may be given several times
    pattern: str = ""  # a regular expression of all its values

    def check(self, value: str) -> None:
        """Raise a problem unless `value` is one of this parameter's."""
        if self.choices and value not in self.choices:
            detail = _("%(name)s=%(value)s is unknown; it is one of %(known)s.")
            told = {"name": self.name, "value": value, "known": ", ".join(self.choices)}
            raise bad(self.name, detail % told, known=self.choices)
        # Nine digits: more would fit no database's integer.
        if self.positive and not re.fullmatch(r"[1-9][0-9]{0,8}", value):
            detail = _("%(name)s is a whole number from 1, not %(value)r.")
            raise bad(self.name, detail % {"name": self.name, "value": value})
        if self.pattern and not re.fullmatch(self.pattern, value):
            detail = _("%(name)s=%(value)s is not of the form %(pattern)s.")
            told = {"name": self.name, "value": value, "pattern": self.pattern}
            raise bad(self.name, detail % told)
        if "\0" in value:  # PostgreSQL can't be asked for it
            detail = _("%(name)s can't hold the character U+0000.")
            raise bad(self.name, detail % {"name": self.name})


def bad(name: str, detail: str, **extensions: object) -> Problem:
    """The problem with the parameter `name`."""
    return Problem("bad-parameter", detail, parameter=name, **extensions)


def read(query: QueryDict, declared: Iterable[Parameter]) -> Mapping[str, str]:
    """The values of the declared parameters that are in `query`. Raises Problem.

    An unknown one is refused: who misspells a filter shouldn't be given everything instead. Of one
    that may be given several times, only the last value is among them.
    """
    known = {each.name: each for each in declared}
    for name, values in query.lists():
        if name not in known:
            detail = _("The parameter %(name)r is unknown here; known are: %(known)s.")
            told = {"name": name, "known": ", ".join(sorted(known)) or _("none")}
            raise bad(name, detail % told, known=sorted(known))
        if len(values) != 1 and not known[name].many:
            detail = _("%(name)s is given %(number)s times.")
            raise bad(name, detail % {"name": name, "number": len(values)})
        for value in values:
            known[name].check(value)
    for each in known.values():
        if each.required and each.name not in query:
            detail = _("%(name)s is missing. %(description)s")
            told = {"name": each.name, "description": _(each.description)}
            raise bad(each.name, detail % told)
    return {name: str(query[name]) for name in query}
