"""Sources are checked before they are stored."""

from datetime import timedelta
from typing import Any

import pytest

from portal.catalog.models import Observation, Source
from portal.ingest import fetch, sources
from portal.ingest.sources import BadSource, Description
from tests.ingest.deployment import Deployment
from tests.ingest.making import make_schema
from tests.upstream.faulty import answer

pytestmark = pytest.mark.django_db
URL = "https://image.example.org"


def test_a_table_describes_a_source() -> None:
    table = {"kind": "glance", "cloud": "eu", "every": "1h", "max-age": "5m", "schemas": ["image"]}
    assert sources.describe("eu", table) == Description(
        name="eu",
        kind="glance",
        cloud="eu",
        every=timedelta(hours=1),
        max_age=timedelta(minutes=5),
        schemas=("image",),
    )


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({}, "eu: kind is missing"),
        ({"kind": 1}, "kind has a value of the wrong kind: 1"),
        ({"kind": "glance", "every": 3600}, "every has a value of the wrong kind"),
        ({"kind": "glance", "every": "soon"}, "eu: every: 'soon' is not a duration"),
        ({"kind": "glance", "schemas": "image"}, "schemas has a value of the wrong kind"),
        ({"kind": "glance", "schemas": [1]}, "schemas has a value of the wrong kind"),
        ({"kind": "glance", "password": "x"}, "'password' is unknown; a source has cloud"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(table: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadSource, match=reason):
        sources.describe("eu", table)


@pytest.mark.parametrize(
    ("described", "reason"),
    [
        (Description("api", "glance", URL), "uses this word itself"),
        (Description("eu", "ftp", URL), "'ftp' is no kind of source"),
        (Description("eu", "glance", "ftp://example.org"), "only http and https"),
        (Description("eu", "glance", "https://me:pw@example.org"), "user name or a password"),
        (Description("eu", "glance", URL, cloud="eu"), "either an address or a cloud"),
        (Description("eu", "json-schema", cloud="eu"), "only an image service"),
        (Description("eu", "json-schema", URL, schemas=("a", "b")), "one document"),
        (Description("eu", "glance", URL, schemas=("image", "image")), "named twice"),
        (Description("eu", "glance", URL, schemas=("a", "a/b")), "one address would mean both"),
        (Description("eu", "glance", every=timedelta(hours=1)), "every needs an address"),
        (Description("eu", "json-schema", URL, schemas=("a" * 256,)), "1 to 255 characters"),
    ],
)
def test_what_could_never_work_is_refused(described: Description, reason: str) -> None:
    with pytest.raises(BadSource, match=reason):
        sources.save(described)
    assert not Source.objects.exists()


def test_a_refusal_does_not_repeat_the_password() -> None:
    with pytest.raises(BadSource) as refused:
        sources.save(Description("eu", "glance", "https://me:hunter2@example.org"))
    assert "hunter2" not in str(refused.value)


def test_a_schema_that_clashes_with_a_stored_one_is_refused() -> None:
    make_schema("metadefs/tag")
    with pytest.raises(BadSource, match="one address would mean both"):
        sources.save(Description("cloud", "glance", URL, schemas=("metadefs",)))


def test_a_source_of_that_name_is_changed() -> None:
    sources.save(Description("eu", "glance", URL, description="Europe"))
    source, is_new = sources.save(Description("eu", "glance", cloud="eu"))
    assert not is_new
    assert (source.url, source.cloud, source.description) == ("", "eu", "")


def test_a_source_that_was_removed_keeps_its_day_and_comes_back() -> None:
    source, _ = sources.save(Description("eu", "glance", URL))
    sources.retire(source)
    day = source.retired_at
    sources.retire(source)
    assert source.retired_at == day is not None
    source, _ = sources.save(Description("eu", "glance", URL))
    assert source.is_asked


def test_a_new_address_is_asked_afresh(source: Source, deployment: Deployment) -> None:
    """Its "not modified since" would be about another document."""
    deployment.set_all(answer(b'{"name": "image", "properties": {}}', etag='"v1"'))
    fetch.fetch(source, ["image"])
    again = Description("cloud", "glance", deployment.url, schemas=tuple(source.chosen))
    sources.save(again)
    assert Observation.objects.get().etag == '"v1"'
    sources.save(Description("cloud", "glance", f"{deployment.url}/v2"))
    assert Observation.objects.get().etag == ""
