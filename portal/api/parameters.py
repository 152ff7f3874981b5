"""Query parameters: each is declared once, for the view that reads it and for its description."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

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

    def check(self, value: str) -> None:
        """Raise a problem unless `value` is one of this parameter's."""
        if self.choices and value not in self.choices:
            raise bad(
                self.name,
                f"{self.name}={value} is unknown; it is one of {', '.join(self.choices)}.",
                known=self.choices,
            )
        # Nine digits: more would fit no database's integer.
        if self.positive and not re.fullmatch(r"[1-9][0-9]{0,8}", value):
            raise bad(self.name, f"{self.name} is a whole number from 1, not {value!r}.")
        if "\0" in value:  # PostgreSQL can't be asked for it
            raise bad(self.name, f"{self.name} can't hold the character U+0000.")


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
            understood = ", ".join(sorted(known)) or "none"
            detail = f"The parameter {name!r} is unknown here; known are: {understood}."
            raise bad(name, detail, known=sorted(known))
        if len(values) != 1 and not known[name].many:
            raise bad(name, f"{name} is given {len(values)} times.")
        for value in values:
            known[name].check(value)
    for each in known.values():
        if each.required and each.name not in query:
            raise bad(each.name, f"{each.name} is missing. {each.description}")
    return {name: str(query[name]) for name in query}
