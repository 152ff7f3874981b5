"""What people write and what they mean."""

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Source
from portal.links import named
from portal.links.places import Nowhere, Several

DISK_FORMAT = "/glance/images/images/*/disk_format/"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("glance", "/glance/"),
        ("glance/images", "/glance/images/"),
        ("/glance/images/", "/glance/images/"),
        ("glance/images/disk_format", DISK_FORMAT),
        ("glance/images/images/*/disk_format", DISK_FORMAT),
        ("glance/images/images[].disk_format", DISK_FORMAT),
        ("glance/images/images[].Disk_Format", DISK_FORMAT),
        ("Glance/images/Disk format", DISK_FORMAT),
        ("glance/images/%64isk_format", DISK_FORMAT),
        ("glance/images#/properties/images/items/properties/disk_format", DISK_FORMAT),
        ("glance/images/url", "/glance/images/images/*/locations/*/url/"),
        ("glance/images@3", "/glance/images/versions/3/"),
        ("glance/images@2019-04-20", "/glance/images/versions/3/"),
        ("glance/images@3/disk_format", "/glance/images/versions/3/images/*/disk_format/"),
        ("glance/images/versions/2/", "/glance/images/versions/2/"),
        ("glance/images/backend", "/glance/images/images/*/backend/"),
        ("glance/metadefs/namespace", "/glance/metadefs/namespace/"),
    ],
)
def test_it_is_found(samples: list[Source], text: str, url: str) -> None:
    assert named.find(text).url == url


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("glanse/images", "/glance/"),
        ("glance/imagos", "/glance/images/"),
        ("glance/images/disk_fromat", DISK_FORMAT),
        ("glance/images#/properties/imags", "/glance/images/images/"),
        ("glance/images@3/disk_fromat", DISK_FORMAT),
    ],
)
def test_what_may_have_been_meant_is_told(samples: list[Source], text: str, near: str) -> None:
    with pytest.raises(Nowhere) as caught:
        named.find(text)
    assert near in caught.value.near


@pytest.mark.parametrize(
    "text", ["", "/", "glance/images@99", "glance/images@2001-01-01", "gl\0nce", "glance/a\0", "%"]
)
def test_there_is_no_such_thing(samples: list[Source], text: str) -> None:
    with pytest.raises(Nowhere):
        named.find(text)


def test_a_name_with_several_meanings(samples: list[Source]) -> None:
    with pytest.raises(Several) as caught:
        named.find("glance/metadefs/namespace/name")
    assert len(caught.value.choices) == 4


def test_a_place_can_be_pinned(samples: list[Source]) -> None:
    assert named.find("glance").pinned_url() == "/glance/"
    assert named.find("glance/images").pinned_url() == "/glance/images/versions/4/"
    gone = named.find("glance/images/backend")
    assert gone.is_gone
    assert gone.pinned_url() == "/glance/images/versions/3/images/*/backend/"
    pinned = named.find("glance/images@2")
    assert (pinned.pinned_url(), pinned.current_url) == (
        "/glance/images/versions/2/",
        "/glance/images/",
    )


@pytest.mark.parametrize("text", ["glance/images/\0", "glance/images/disk\0format"])
def test_no_database_is_asked_for_what_postgresql_refuses(
    db: None, text: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0), pytest.raises(Nowhere):
        named.find(text)
