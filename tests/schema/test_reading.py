"""What one subschema says: the cases under cases/reading, and whatever may be served."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from portal.schema.anomalies import REASONS
from portal.schema.dialect import Dialect, named
from portal.schema.document import read
from portal.schema.errors import NotASchema
from portal.schema.walk import walk
from tests.schema import generated

FOLDER = Path(__file__).parent / "cases/reading"
CASES = {
    str(path.relative_to(FOLDER).with_suffix("")): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.rglob("*.json"))
}


@pytest.mark.parametrize("case", CASES)
def test_a_subschema_is_read_as_the_case_says(case: str) -> None:
    expected = CASES[case]
    document = read(expected["schema"], named(expected["dialect"]))
    facts = document.at(expected.get("at", "")).as_dict()
    assert {name: facts[name] for name in expected["facts"]} == expected["facts"]
    assert [asdict(odd) for odd in document.anomalies] == expected["anomalies"]


def test_every_anomaly_there_is_has_a_case() -> None:
    codes = {odd["code"] for case in CASES.values() for odd in case["anomalies"]}
    codes.add("and-more")  # a case would need a hundred entries: see test_document
    assert codes == REASONS.keys()


@given(generated.schemas, generated.dialects)
def test_F40_whatever_is_served_is_read_and_kept_as_it_is(document: Any, dialect: Dialect) -> None:
    if not isinstance(document, dict | bool):
        with pytest.raises(NotASchema):
            read(document, dialect)
        return
    model = read(document, dialect)
    for node in walk(document, dialect):
        schema = model.at(node.pointer)
        assert schema.served is node.value
        assert json.loads(json.dumps(schema.as_dict())).keys() == schema.as_dict().keys()
        assert not (schema.nullable and schema.types and "null" not in schema.types)
    assert all(odd.reason for odd in model.anomalies)
