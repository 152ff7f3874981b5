"""What the value of a keyword must be, so that a wrong one can be named and left aside."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portal.schema.pointer import join
from portal.schema.value import JSON
from portal.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Form:
    """What a value must be: `name` completes "must be …".

    `entry` is the form of each entry of an array or, where `of_object` says so, of an object.
    """

    name: Sentence
    accepts: Callable[[JSON], bool]  # the value as a whole, whatever its entries are
    entry: "Form | None" = None
    of_object: bool = False


def misfits(form: Form, value: JSON, pointer: str) -> Iterator[tuple[str, JSON, Form]]:
    """Yield what is not as it must be: the value or, where only they are wrong, its entries."""
    if not form.accepts(value):
        yield pointer, value, form
    elif form.entry is not None:
        for token, entry in _entries(form, value):
            if form.entry.entry is not None or not form.entry.accepts(entry):
                yield from misfits(form.entry, entry, join(pointer, token))


def _entries(form: Form, value: JSON) -> Iterable[tuple[str | int, JSON]]:
    if form.of_object:
        return value.items() if isinstance(value, dict) else ()
    return enumerate(value) if isinstance(value, list) else ()


def _is_one_of(*types: type) -> Callable[[JSON], bool]:
    return lambda value: isinstance(value, types)


def _is_number(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_positive(value: JSON) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _is_count(value: JSON) -> bool:
    """Drafts up to 4 want an integer literal, later ones take 2.0 as well; so do we."""
    if isinstance(value, float):
        return value.is_integer() and value >= 0
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


ANY = Form(Sentence("anything"), _is_one_of(object))
TEXT = Form(Sentence("a string"), _is_one_of(str))
FLAG = Form(Sentence("true or false"), _is_one_of(bool))
NUMBER = Form(Sentence("a number"), _is_number)
POSITIVE = Form(Sentence("a number above 0"), _is_positive)
COUNT = Form(Sentence("a whole number, 0 or more"), _is_count)
ARRAY = Form(Sentence("an array"), _is_one_of(list))
NAMES = Form(Sentence("an array of strings"), _is_one_of(list), TEXT)
NAMES_BY_NAME = Form(
    Sentence("an object of arrays of strings"), _is_one_of(dict), NAMES, of_object=True
)

SCHEMA = Form(Sentence("a schema"), _is_one_of(dict, bool))
SCHEMAS = Form(Sentence("an array of schemas"), _is_one_of(list), SCHEMA)
SCHEMAS_BY_NAME = Form(Sentence("an object of schemas"), _is_one_of(dict), SCHEMA, of_object=True)
SCHEMA_OR_SCHEMAS = Form(
    Sentence("a schema or an array of schemas"), _is_one_of(dict, bool, list), SCHEMA
)

_DEPENDENCY = Form(Sentence("a schema or an array of strings"), _is_one_of(dict, bool, list), TEXT)
DEPENDENCIES = Form(
    Sentence("an object of schemas and arrays of strings"),
    _is_one_of(dict),
    _DEPENDENCY,
    of_object=True,
)
_DRAFT3_DEPENDENCY = Form(
    Sentence("a schema, a string or an array of strings"), _is_one_of(dict, list, str), TEXT
)
DRAFT3_DEPENDENCIES = Form(
    Sentence("an object of schemas, strings and arrays of strings"),
    _is_one_of(dict),
    _DRAFT3_DEPENDENCY,
    of_object=True,
)

# Draft 3 has names of types among the schemas.
_TYPE = Form(Sentence("the name of a type or a schema"), _is_one_of(str, dict))
DISALLOWED = Form(Sentence("a type or an array of types"), _is_one_of(str, list), _TYPE)
