"""The fixtures of the browser tests: one portal for all of them, and what only they need."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.ingest.deployment import Deployment
from tests.served import Portal

expect.set_options(timeout=20_000)  # a busy machine is no fault of the pages


@pytest.fixture
def deployment() -> Iterator[Deployment]:
    """An image service on loopback."""
    running = Deployment()
    yield running
    running.close()


@pytest.fixture(scope="session")
def editor(portal: Portal) -> str:
    """The name of a person who may sign in with the password "secret"."""
    made = portal.manage(
        "shell", "-c",
        "from django.contrib.auth.models import User; "
        "User.objects.create_user('editor', password='secret')",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return "editor"
