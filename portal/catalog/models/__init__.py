"""What is stored: sources, their schemas, every distinct version of these, and what was derived."""

from portal.catalog.models.derived import Change, Property
from portal.catalog.models.fetch_request import FetchRequest
from portal.catalog.models.former import FormerSchemaName, FormerSourceName
from portal.catalog.models.notice import Notice
from portal.catalog.models.schema import Schema
from portal.catalog.models.snapshot import Content, Observation, Snapshot
from portal.catalog.models.source import Source

__all__ = [
    "Change",
    "Content",
    "FetchRequest",
    "FormerSchemaName",
    "FormerSourceName",
    "Notice",
    "Observation",
    "Property",
    "Schema",
    "Snapshot",
    "Source",
]
