"""Sources: what the database takes, and which are asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from portal.catalog.models import Source

pytestmark = pytest.mark.django_db


def test_two_sources_never_have_one_name() -> None:
    Source.objects.create(name="cloud", kind="glance")
    with pytest.raises(IntegrityError):
        Source.objects.create(name="cloud", kind="file")


def test_an_unknown_kind_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="source_kind_is_known"):
        Source.objects.create(name="cloud", kind="ftp")


def test_an_interval_of_nothing_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="source_every_is_positive"):
        Source.objects.create(name="cloud", kind="glance", every=timedelta(0))


def test_a_form_refuses_a_name_that_addresses_refuse() -> None:
    with pytest.raises(ValidationError, match="uses this word itself"):
        Source(name="api", kind="glance").full_clean()
    Source(name="cloud", kind="glance").full_clean()


def test_only_what_has_an_address_or_a_cloud_and_stays_is_asked() -> None:
    Source.objects.create(name="open", kind="glance", url="https://image.example.org")
    Source.objects.create(name="signed", kind="glance", cloud="eu")
    Source.objects.create(name="recorded", kind="glance")
    Source.objects.create(name="gone", kind="glance", cloud="eu", retired_at=timezone.now())
    assert [source.name for source in Source.objects.asked()] == ["open", "signed"]
    assert [each.name for each in Source.objects.all() if each.is_asked] == ["open", "signed"]
    assert [each.name for each in Source.objects.all() if each.is_recorded] == ["recorded"]
