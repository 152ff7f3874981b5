"""The two sides of `manage.py diff`: files, standard input, or stored versions."""

import sys
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError

from portal.catalog import documents
from portal.history import address
from portal.schema import dialect, parse
from portal.schema.dialect import Dialect
from portal.schema.errors import SchemaError
from portal.schema.value import JSON

BAD_INPUT = 2  # the exit status


@dataclass(frozen=True, slots=True)
class Operand:
    """One side, as it was named. `dialect` is None where nothing says which it is; `file` is None
    for a stored version and for standard input.
    """

    name: str
    value: JSON
    dialect: Dialect | None
    file: str | None = None


def load(before: str, after: str, chosen: Dialect | None) -> tuple[Operand, Operand]:
    """The documents that both arguments name: a file, a version's address, or "-".

    `chosen` is the dialect to read files in. Raises CommandError with the status BAD_INPUT.
    """
    if before == after == "-":
        raise CommandError("only one side can be standard input", returncode=BAD_INPUT)
    return _load(before, chosen), _load(after, chosen)


def _load(argument: str, chosen: Dialect | None) -> Operand:
    if argument == "-":
        return _parsed("standard input", sys.stdin.buffer.read(), chosen, None)
    if argument.startswith(("http://", "https://")):
        raise CommandError(
            f"{argument}: nothing is fetched here; give the document as standard input: "
            f"curl {argument} | manage.py diff - ...",
            returncode=BAD_INPUT,
        )
    try:
        path = Path(argument)
        if path.exists() and not path.is_dir():  # a pipe such as /dev/fd/63 will do
            return _parsed(argument, path.read_bytes(), chosen, argument)
    except OSError as error:
        raise CommandError(f"{argument}: {error.strerror}", returncode=BAD_INPUT) from error
    return _stored(argument)


def dialects(before: Operand, after: Operand) -> tuple[Dialect, Dialect]:
    """The dialects to read the two in: where nothing says it, as the other side."""
    last = _guessed(before, after)
    return before.dialect or after.dialect or last, after.dialect or before.dialect or last


def _guessed(*sides: Operand) -> Dialect:
    """OpenStack's documents have no $schema, and a name of their own instead."""
    named = all(isinstance(side.value, dict) and "name" in side.value for side in sides)
    return dialect.OPENSTACK if named else dialect.DRAFT2020_12


def _parsed(name: str, data: bytes, chosen: Dialect | None, file: str | None) -> Operand:
    try:
        value = parse.parse(data).value
    except SchemaError as error:
        raise CommandError(f"{name}: {error}", returncode=BAD_INPUT) from error
    if not isinstance(value, dict | bool):
        raise CommandError(
            f"{name}: a schema is an object, true or false; this is none of them",
            returncode=BAD_INPUT,
        )
    declared = value.get("$schema") if isinstance(value, dict) else None
    spoken = dialect.by_uri(declared) if isinstance(declared, str) else None
    return Operand(name, value, chosen or spoken, file)


def _stored(argument: str) -> Operand:
    try:
        snapshot = address.resolve(argument)
        document = documents.of(snapshot)
    except DatabaseError as error:
        raise CommandError(
            f"{argument}: there is no such file, and versions can't be read: {error}; "
            "has script/up prepared this database?",
            returncode=BAD_INPUT,
        ) from error
    except address.AddressError as error:
        raise CommandError(
            f"{argument}: there is no such file, and as the address of a version: {error}",
            returncode=BAD_INPUT,
        ) from error
    return Operand(address.written(snapshot), document.value, document.dialect)
