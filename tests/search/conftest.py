"""What several tests of the search look into."""

import pytest

from portal.catalog.models import Schema
from tests.ingest.making import capture, make_schema, with_properties


@pytest.fixture
def images(db: None) -> Schema:
    schema = make_schema("images")
    item = with_properties(
        "id",
        "disk",
        "container_format",
        disk_format={"enum": ["raw", "qcow2", None], "description": "Format of the disk"},
        min_disk={"type": "integer", "description": "Amount of space in GB, 100% of it"},
        visibility={"title": "Scope of accessibility", "enum": ["public", "shared by all"]},
        镜像={"description": "镜像的磁盘格式"},
    )
    capture(schema, with_properties(images={"type": "array", "items": item}))
    return schema
