"""The sample sources are what they say they are, and come once."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from portal.catalog.models import Content, Schema, Source
from portal.ingest import samples as sample_sources
from portal.ingest import sources

pytestmark = pytest.mark.django_db
FAMILY = (
    "image images member members task tasks metadefs/namespace metadefs/namespaces metadefs/object "
    "metadefs/objects metadefs/properties metadefs/property metadefs/resource_type "
    "metadefs/resource_types metadefs/tag metadefs/tags"
).split()


def test_there_are_the_documented_sample_and_the_whole_family(samples: list[Source]) -> None:
    assert [source.name for source in samples] == ["huawei-ims", "glance"]
    assert all(source.is_recorded and source.description for source in samples)
    names = Schema.objects.filter(source__name="glance").values_list("name", flat=True)
    assert sorted(names) == sorted(FAMILY)
    assert [schema.name for schema in Schema.objects.filter(source__name="huawei-ims")] == [
        "images"
    ]


@pytest.mark.parametrize("name", ["image", "images"])
def test_four_distinct_versions_were_recorded(samples: list[Source], name: str) -> None:
    schema = Schema.objects.get(source__name="glance", name=name)
    seen = schema.observations.order_by("number")
    assert [(each.outcome, each.at.date()) for each in seen] == [
        ("new", date(2017, 8, 30)),
        ("new", date(2018, 8, 30)),
        ("new", date(2019, 4, 10)),
        ("new", date(2019, 10, 16)),
        ("unchanged", date(2026, 9, 30)),
    ]
    assert schema.snapshots.count() == 4
    releases = ["15.0.2", "17.0.1", "18.0.0", "19.0.0", "33.0.0"]
    for observation, release in zip(seen, releases, strict=True):
        assert f"Glance {release} as released on PyPI" in observation.provenance


def test_a_document_is_kept_byte_for_byte(samples: list[Source]) -> None:
    schema = Schema.objects.get(source__name="huawei-ims")
    recorded = sample_sources.FOLDER / "huawei-ims/2024-06-24/images.json"
    assert schema.current is not None
    assert bytes(schema.current.content.body) == recorded.read_bytes()
    (observation,) = schema.observations.all()
    assert observation.origin == "imported"
    assert "查询镜像列表视图" in observation.provenance


def test_every_file_is_loaded(samples: list[Source]) -> None:
    files = list(sample_sources.FOLDER.rglob("*.json"))
    assert sum(schema.observations.count() for schema in Schema.objects.all()) == len(files) == 25


def test_they_come_once(samples: list[Source]) -> None:
    assert not sample_sources.are_wanted()
    assert sample_sources.load() == []


def test_a_source_of_that_name_is_left_as_it_is() -> None:
    own = Source.objects.create(name="glance", kind="glance", url="https://image.example.org")
    assert [source.name for source in sample_sources.load()] == ["huawei-ims"]
    assert own.schemas.count() == 0


def test_they_stay_away_once_they_were_purged(
    samples: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    sample_sources.mark_as_settled()
    for source in samples:
        sources.purge(source)
    assert not Content.objects.exists()
    assert not sample_sources.are_wanted()


def test_they_are_wanted_by_a_new_portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    assert sample_sources.are_wanted()
