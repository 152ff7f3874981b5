"""The fixtures of the notes' tests: a schema of three versions, and people."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from portal.catalog.models import Property, Schema
from portal.notes import editors
from portal.notes.target import Target
from tests.ingest.making import capture, make_schema, with_properties
from tests.pages.conftest import visit

__all__ = ["visit"]  # a fixture of these tests, too


@pytest.fixture
def images(db: None) -> Schema:
    """cloud/images, of one version so far: an array of images with a status, and a name."""
    schema = make_schema()
    capture(schema, document())
    return schema


def document(**status: object) -> dict[str, object]:
    """What the schema says, with these keywords of the status as well."""
    image = with_properties("name", status={"type": "string", **status})
    return {"properties": {"images": {"type": "array", "items": image}}}


@pytest.fixture
def status(images: Schema) -> Property:
    return Property.objects.select_related("schema__source").get(schema=images, name="status")


@pytest.fixture
def target(status: Property) -> Target:
    return Target.of(status)


@pytest.fixture
def alice(db: None) -> User:
    """An editor."""
    user = User.objects.create_user("alice", password="secret", first_name="Alice", last_name="Ä.")
    editors.add(user)
    return user


@pytest.fixture
def bob(db: None) -> User:
    """Somebody with an account, who is no editor."""
    return User.objects.create_user("bob", password="secret")


@pytest.fixture
def editor(client: Client, alice: User) -> Client:
    """A browser in which the editor is signed in."""
    client.force_login(alice)
    return client
