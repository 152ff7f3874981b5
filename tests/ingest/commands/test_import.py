"""manage.py import: recorded documents, dated."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from portal.catalog.models import Observation, Schema, Source
from tests.ingest.commands.running import help_of, refusal, run
from tests.ingest.making import as_served, with_properties

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "images.json"
    path.write_bytes(as_served(with_properties("id")))
    return path


@pytest.fixture(autouse=True)
def archive(db: None) -> Source:
    return Source.objects.create(name="archive", kind="glance")


def into(file: Path, *options: str, schema: str = "images") -> list[str]:
    return ["import", str(file), "--source", "archive", "--schema", schema, *options]


def test_a_document_is_stored_with_its_provenance(file: Path) -> None:
    printed = run(*into(file, "--provenance", "recorded from Glance 19.0.0"))
    seen = Observation.objects.get()
    assert printed == "archive/images@1: new\n"
    assert (seen.origin, seen.provenance) == ("imported", "recorded from Glance 19.0.0")
    assert seen.snapshot is not None
    assert bytes(seen.snapshot.content.body) == file.read_bytes()
    assert (timezone.now() - seen.at).total_seconds() < 60


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2019-10-16", datetime(2019, 10, 16, tzinfo=UTC)),
        ("2019-10-16T12:30", datetime(2019, 10, 16, 12, 30, tzinfo=UTC)),
        ("2019-10-16T12:00:00Z", datetime(2019, 10, 16, 12, tzinfo=UTC)),
        ("2019-10-16 12:00:00+02:00", datetime(2019, 10, 16, 10, tzinfo=UTC)),
    ],
)
def test_it_is_dated_in_utc_unless_told_otherwise(file: Path, text: str, at: datetime) -> None:
    run(*into(file, "--at", text))
    assert Observation.objects.get().at == at


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no date"),
        ("yesterday", "is no date: write 2019-10-16 or 2019-10-16T12:00:00Z"),
        ("2019-02-30", "is no date"),
        ("16.10.2019", "is no date"),
        ("0001-01-01T00:00:00+12:00", "is no date"),
        ("9999-12-31", "is yet to come"),
    ],
)
def test_a_bad_date_is_refused(file: Path, text: str, reason: str) -> None:
    assert reason in str(refusal(*into(file, "--at", text)))
    assert not Schema.objects.exists()


def test_versions_come_from_the_oldest_to_the_newest(file: Path) -> None:
    run(*into(file, "--at", "2019-10-16"))
    assert run(*into(file, "--at", "2019-10-16")) == "archive/images@1: unchanged\n"
    assert "from the oldest to the newest" in str(refusal(*into(file, "--at", "2018-08-30")))
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "images.json: "),
        (b"[]", "A schema is an object"),
        (b'{"a":1,"a":2}', "more than once"),
    ],
)
def test_a_document_that_cannot_be_kept_is_refused(file: Path, body: bytes, reason: str) -> None:
    file.write_bytes(body)
    assert reason in str(refusal(*into(file)))
    assert not Schema.objects.exists()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nothing.json"
    assert str(refusal(*into(missing))) == f"{missing}: No such file or directory"
    assert str(refusal(*into(tmp_path))) == f"{tmp_path}: Is a directory"


def test_an_unknown_source_is_refused_with_the_way_to_add_it(file: Path) -> None:
    error = refusal("import", str(file), "--source", "nobody", "--schema", "images")
    assert "manage.py source add nobody --kind glance" in str(error)


def test_a_schema_that_clashes_is_refused(file: Path) -> None:
    run(*into(file))
    assert "one address would mean both" in str(refusal(*into(file, schema="images/old")))


def test_the_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--at 2019-10-16" in help_of("import", capsys=capsys)
