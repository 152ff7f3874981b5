"""Servers for the tests of fetching: faulty ones, and an image service that a test can change."""

from collections.abc import Callable, Iterator

import pytest

from portal.catalog.models import Source
from tests.ingest.deployment import Deployment
from tests.openstack.fixtures import clouds_yaml, glance, openstack_cloud
from tests.upstream.conftest import serve

__all__ = ["clouds_yaml", "glance", "openstack_cloud", "serve"]

AddSource = Callable[..., Source]


@pytest.fixture
def deployment() -> Iterator[Deployment]:
    """An image service on loopback."""
    running = Deployment()
    yield running
    running.close()


@pytest.fixture
def source(db: None, deployment: Deployment) -> Source:
    """A source that asks `deployment` for its documents."""
    chosen = ["image", "images", "tasks"]
    return Source.objects.create(name="cloud", kind="glance", url=deployment.url, chosen=chosen)
