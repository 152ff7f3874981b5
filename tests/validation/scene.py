"""What the tests of checking share: documents, and one instance against one of them."""

import sys
from typing import Any

import pytest

from portal.schema import dialect, document, parse
from portal.schema.document import Document
from portal.validation import process
from portal.validation.check import check
from portal.validation.outcome import Fails, Result, Violation
from tests.served import TOP


def read(served: Any, name: str = "draft7") -> Document:
    """A document in the dialect of that name."""
    return document.read(served, dialect.named(name))


def recorded(path: str) -> Document:
    """A recorded document of an image service, such as "glance-33.0.0/images"."""
    body = (TOP / "tests/recordings" / f"{path}.json").read_bytes()
    return document.read(parse.parse(body).value, dialect.OPENSTACK)


def result(instance: Any, served: Any, name: str = "draft7", **how: Any) -> Result:
    """What comes of an instance against a document, as a whole unless `part` is given."""
    (found,) = check(instance, [read(served, name)], **{"part": ""} | how)
    return found


def violations(instance: Any, served: Any, name: str = "draft7", **how: Any) -> list[Violation]:
    """Why the instance fails."""
    outcome = result(instance, served, name, **how).outcome
    assert isinstance(outcome, Fails), outcome
    assert outcome.more == 0
    return list(outcome.violations)


def messages(instance: Any, served: Any, name: str = "draft7", **how: Any) -> dict[str, str]:
    """Why it fails, by pointer."""
    return {each.pointer: each.message for each in violations(instance, served, name, **how)}


def code(instance: Any, served: Any, name: str = "draft7", **how: Any) -> str:
    """The code of the outcome."""
    return result(instance, served, name, **how).outcome.code


def nested(depth: int) -> dict[str, Any]:
    """A small document with 2^depth branches of anyOf (F52)."""
    levels = {
        f"level{each}": {"anyOf": [{"$ref": f"#/definitions/level{each - 1}"}] * 2}
        for each in range(1, depth + 1)
    }
    return {
        "$ref": f"#/definitions/level{depth}",
        "definitions": {"level0": {"type": "string"}, **levels},
    }


def program(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Let another Python program stand in for the engine."""
    monkeypatch.setattr(process, "_PROGRAM", [sys.executable, "-c", source])
