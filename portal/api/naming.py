"""Which property an address means, however it was spelled."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from portal.api import links
from portal.api.problems import Problem
from portal.catalog import addresses
from portal.catalog.models import Schema
from portal.schema import pointer as json_pointer


def meant(
    schema: Schema,
    path: str,
    *,
    has: Callable[[str], bool],
    called: Callable[[str], Iterable[str]],
    number: int | None = None,
) -> tuple[str, bool]:
    """The pointer of the property at the decoded address `path`; is that its own spelling?

    `has` tells whether there is a property at a pointer; `called` gives the pointers of those with
    a name, since a name that only one property has is an address, too. Raises Problem.
    """
    pointer = addresses.pointer_from(path)
    if not has(pointer):
        pointer = _by_name(schema, pointer, list(called(_name(pointer))), number)
    return pointer, path == addresses.decode(addresses.property_path(pointer))


def _name(pointer: str) -> str:
    """The name that an address of one plain segment consists of; "" for all others."""
    tokens = json_pointer.split(pointer)
    return tokens[1] if len(tokens) == 2 and tokens[0] == "properties" else ""


def _by_name(schema: Schema, pointer: str, choices: list[str], number: int | None) -> str:
    told = {"schema": schema, "version": number, "pointer": pointer, "number": len(choices)}
    if not choices:
        detail = _("%(schema)s has no property at %(pointer)s.")
        if number:
            detail = _("Version %(version)s of %(schema)s has no property at %(pointer)s.")
        raise Problem("not-found", detail % told)
    if len(choices) > 1:
        at = (schema.source.name, schema.name)
        detail = _("%(schema)s has %(number)s properties of this name.")
        if number:
            detail = _("Version %(version)s of %(schema)s has %(number)s properties of this name.")
        raise Problem(
            "ambiguous-property",
            detail % told,
            choices=[
                {
                    "url": links.property_(*at, each, number),
                    "page": links.absolute(addresses.property_url(*at, each, number)),
                    "pointer": each,
                }
                for each in choices
            ],
        )
    return choices[0]
