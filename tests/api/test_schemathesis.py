"""What Schemathesis makes of the OpenAPI document, asked of the portal itself (WSGI)."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    positive_data_acceptance,
    response_schema_conformance,
)

from portal.api.openapi import document
from portal.catalog.models import Schema

CASES = int(os.environ.get("SCHEMATHESIS_CASES", "8"))  # of each operation and mode
# What stands in the addresses, or they would all lead nowhere.
KNOWN = {"source": "cloud", "schema": "widget", "number": 2, "property": "size"}
# Whether there is a source of a name or a day of a date, or what a search means, no document can
# say: what these refuse may be as described.
NAMING = {
    "bulk_read", "check_links", "compare_read", "fetches_list", "history_list", "matrix_read",
    "notes_list", "properties_list", "properties_read", "schemas_read", "schemas_validate",
    "search_list", "timemap_read", "validate", "versions_validate",
}  # fmt: skip

described = schemathesis.openapi.from_dict(document())
described.app = get_wsgi_application()
OPERATIONS: list[Any] = [each.ok() for each in described.get_all_operations()]  # type: ignore[union-attr]


@pytest.fixture
def connected() -> Iterator[None]:
    """Requests don't close the connection, whose transaction is the test's."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
def test_finds_nothing(
    widgets: Schema, connected: None, operation: Any, mode: GenerationMode
) -> None:
    @settings(
        max_examples=CASES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters |= {
                name: value for name, value in KNOWN.items() if name in case.path_parameters
            }
            if "property" in case.query and "{schema}" in operation.path:
                case.query["property"] = KNOWN["property"]
        # Its client can't decompress what it is sent.
        response = case.call(headers={"Accept-Encoding": "identity"})
        excluded: list[Any] = []
        if operation.definition.raw["operationId"] in NAMING:
            excluded.append(positive_data_acceptance)
        if "fields" in case.query:
            excluded.append(response_schema_conformance)  # the rest is missing
        case.validate_response(response, excluded_checks=excluded)

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # it takes nothing that could be wrong
