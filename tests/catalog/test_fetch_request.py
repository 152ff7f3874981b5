"""Fetch requests: at most one is open for each wish."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from portal.catalog.models import FetchRequest, Source

pytestmark = pytest.mark.django_db
ASKED = FetchRequest.Reason.ASKED


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(name="cloud", kind="glance", cloud="eu")


def test_a_wish_that_is_open_is_not_written_down_twice(source: Source) -> None:
    first = FetchRequest.objects.want(source, "images", reason=ASKED)
    assert FetchRequest.objects.want(source, "images", reason=FetchRequest.Reason.STALE) == first
    with pytest.raises(IntegrityError):
        FetchRequest.objects.create(source=source, schema_name="images", reason=ASKED)


def test_a_wish_that_was_granted_can_be_had_again(source: Source) -> None:
    first = FetchRequest.objects.want(source, reason=ASKED)
    first.finished_at = timezone.now()
    first.save()
    assert FetchRequest.objects.want(source, reason=ASKED) != first


def test_who_wished_is_known_until_they_leave(source: Source) -> None:
    user = User.objects.create_user("ada")
    request = FetchRequest.objects.want(source, reason=ASKED, user=user)
    assert request.requested_by == user
    user.delete()
    request.refresh_from_db()
    assert request.requested_by is None


def test_the_wish_for_a_source_brings_each_of_its_schemas(source: Source) -> None:
    assert FetchRequest.objects.underway(source, "images") is None
    whole = FetchRequest.objects.want(source, reason=ASKED)
    assert FetchRequest.objects.underway(source, "images") == whole


def test_it_has_failed_when_no_document_came(source: Source) -> None:
    request = FetchRequest(source=source, results=[{"version": None}, {"version": None}])
    assert request.has_failed
    request.results.append({"version": 3})
    assert not request.has_failed


def test_names_say_what_is_meant(source: Source) -> None:
    whole = FetchRequest.objects.want(source, reason=ASKED)
    one = FetchRequest.objects.want(source, "images", reason=ASKED)
    assert (str(whole), str(one)) == ("cloud/* (asked)", "cloud/images (asked)")
    assert one.get_absolute_url() == f"/fetches/{one.pk}/"
