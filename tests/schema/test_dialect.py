"""The dialects, held against the official meta-schemas."""

import json
from importlib.resources import files
from typing import Any

import pytest

from portal.schema import dialect
from portal.schema.dialect import DIALECTS, Dialect, detect, named
from portal.schema.errors import UnknownDialect

METASCHEMAS = files("jsonschema_specifications") / "schemas"
FOLDERS = {
    "draft3": "draft3",
    "draft4": "draft4",
    "draft6": "draft6",
    "draft7": "draft7",
    "2019-09": "draft201909",
    "2020-12": "draft202012",
}


def official_properties(name: str) -> dict[str, Any]:
    """The `properties` of a dialect's meta-schema and vocabularies: its keywords."""
    folder = METASCHEMAS / FOLDERS[name]
    documents = [folder / "metaschema.json"]
    if (folder / "vocabularies").is_dir():
        documents += (folder / "vocabularies").iterdir()
    found: dict[str, Any] = {}
    for document in documents:
        found |= json.loads(document.read_text(encoding="utf-8"))["properties"]
    return {keyword: {} if rule is True else rule for keyword, rule in found.items()}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_dialect_has_the_keywords_of_its_meta_schema(name: str) -> None:
    known = named(name).keywords - dialect.EVERYWHERE
    official = official_properties(name).keys() - dialect.EVERYWHERE
    assert official - known == set()
    assert known - official == ({"$ref", "format"} & known) - official


def test_openstack_is_draft_4_with_its_own_keywords() -> None:
    assert dialect.OPENSTACK.keywords - dialect.DRAFT4.keywords == {"is_base", "links", "name"}
    assert dialect.DRAFT4.keywords <= dialect.OPENSTACK.keywords


def holds_schema(rule: Any) -> bool:
    """Whether a rule of a meta-schema says "a schema", at the top or as an alternative."""
    if not isinstance(rule, dict):
        return False
    if rule.get("$ref") == "#" or "$recursiveRef" in rule or rule.get("$dynamicRef") == "#meta":
        return True
    return any(map(holds_schema, [*rule.get("anyOf", []), *rule.get("type", [])]))


def holds_schemas(rule: dict[str, Any]) -> bool:
    """Whether a rule of a meta-schema says "an array of schemas", or is one of two that do."""
    named_so = str(rule.get("$ref")).endswith("/schemaArray")
    alternatives = rule.get("anyOf", [])
    return named_so or holds_schema(rule.get("items")) or any(map(holds_schemas, alternatives))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_dialect_knows_where_its_meta_schema_has_subschemas(name: str) -> None:
    rules, checked = official_properties(name), named(name)
    assert checked.in_value == {keyword for keyword in rules if holds_schema(rules[keyword])}
    assert checked.in_array == {keyword for keyword in rules if holds_schemas(rules[keyword])}
    assert checked.in_map == {
        keyword for keyword in rules if holds_schema(rules[keyword].get("additionalProperties"))
    }


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("http://json-schema.org/draft-03/schema#", "draft3"),
        ("http://json-schema.org/draft-04/schema", "draft4"),
        ("https://json-schema.org/draft-04/schema#", "draft4"),
        ("http://json-schema.org/draft-04/hyper-schema#", "draft4"),
        ("http://json-schema.org/draft-06/schema#", "draft6"),
        (" http://json-schema.org/draft-07/schema# ", "draft7"),
        ("https://json-schema.org/draft/2019-09/schema", "2019-09"),
        ("https://json-schema.org/draft/2020-12/schema#", "2020-12"),
    ],
)
def test_schema_names_the_dialect(uri: str, name: str) -> None:
    assert detect({"$schema": uri}, dialect.OPENSTACK).name == name


@pytest.mark.parametrize("document", [{}, {"$schema": 4}, {"$schema": "urn:x"}, True, [], None])
def test_without_a_known_schema_the_default_counts(document: Any) -> None:
    assert detect(document, dialect.OPENSTACK) is dialect.OPENSTACK
    assert detect(document) is dialect.DRAFT2020_12


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_is_found_by_its_name(name: str) -> None:
    found: Dialect = named(name)
    assert found.name == name


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownDialect) as caught:
        named("draft5")
    assert caught.value.name == "draft5"
