"""Signing in to the cloud `one`, at a Keystone that does as it is told (the fixture `keystone`)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from portal.upstream import Limits, SourceConfig, connect
from portal.upstream.errors import UpstreamError
from portal.upstream.source import Fetched
from tests.upstream.asking import PATIENT
from tests.upstream.faulty import FaultyServer, response

PASSWORD = "hunter2"
TOKEN = "the-token"
SECRETS = (PASSWORD, TOKEN)

Sign = Callable[..., FaultyServer]  # the fixture `keystone`: (behave, **more of clouds.yaml)


def token(
    *image_urls: str | None,
    catalog: bool = True,
    expires_at: Any = "2999-01-01T00:00:00.000000Z",
    **headers: str,
) -> bytes:
    """Keystone's answer to a good password, with these image services in the catalogue."""
    endpoints = [
        {"id": "3", "interface": "public", "region": "R", "region_id": "R", "url": url}
        for url in image_urls
    ]
    service = {"type": "image", "id": "2", "name": "glance", "endpoints": endpoints}
    body = {
        "methods": ["password"],
        "expires_at": expires_at,
        "issued_at": "2026-01-01T00:00:00.000000Z",
        "user": {"id": "1", "name": "portal", "domain": {"id": "default", "name": "Default"}},
        "catalog": [service] if catalog else [],
    }
    subject = headers or {"x_subject_token": TOKEN}
    return response(json.dumps({"token": body}).encode(), 201, **subject)


def fetch(limits: Limits = PATIENT) -> Fetched:
    """Fetch the schema `image` through the cloud."""
    with connect(SourceConfig(kind="glance", cloud="one"), limits) as upstream:
        fetched = upstream.fetch("image")
    assert isinstance(fetched, Fetched)
    return fetched


def failure(limits: Limits = PATIENT) -> UpstreamError:
    """The error that fetching through the cloud ends in, in which no secret stands."""
    with pytest.raises(UpstreamError) as caught:
        fetch(limits)
    error = caught.value
    assert not [secret for secret in SECRETS if secret in f"{error} {error!r} {error.advice}"]
    return error
