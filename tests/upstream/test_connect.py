"""What is refused when a source is saved, in words for its editor."""

import pytest

from portal.upstream import SourceConfig, connect, errors, validate
from portal.upstream.address import BLOCKED_PORTS

GOOD = [
    SourceConfig(kind="glance", url="https://image.example"),
    SourceConfig(kind="glance", url="http://10.0.0.7:9292/v2/"),
    SourceConfig(kind="glance", url="http://[::1]:9292/image"),
    SourceConfig(kind="glance", cloud="region-one"),
    SourceConfig(kind="glance", cloud="region-one", schemas=("images", "metadefs/name-space_1.0")),
    SourceConfig(kind="json-schema", url="https://schemas.example/a.json?version=1#"),
    SourceConfig(kind="json-schema", url="https://schemas.example/a.json", schemas=("any name",)),
    SourceConfig(kind="file", url="/srv/a.json"),
    SourceConfig(kind="file", url="file:///srv/a.json", schemas=("a",)),
]

BAD = [
    (SourceConfig(kind="gopher"), "no kind 'gopher'"),  # type: ignore[arg-type]
    (SourceConfig(kind="glance"), "either an address or a cloud"),
    (SourceConfig(kind="glance", url="https://e.example", cloud="one"), "either an address or a"),
    (SourceConfig(kind="glance", url="https://e.example?project=1"), "no query"),
    (SourceConfig(kind="glance", url="https://e.example#top"), "no query"),
    (SourceConfig(kind="glance", url="https://e.example/image?"), "no query"),
    (SourceConfig(kind="glance", url="https://e.example/image#"), "no query"),
    (SourceConfig(kind="glance", cloud="one", schemas=("",)), "'' cannot be a schema"),
    (SourceConfig(kind="glance", cloud="one", schemas=("a//b",)), "cannot be a schema"),
    (SourceConfig(kind="glance", cloud="one", schemas=("../x",)), "cannot be a schema"),
    (SourceConfig(kind="glance", cloud="one", schemas=("a/..",)), "cannot be a schema"),
    (SourceConfig(kind="glance", cloud="one", schemas=("a?b",)), "cannot be a schema"),
    (SourceConfig(kind="glance", cloud="one", schemas=("图",)), "cannot be a schema"),
    (SourceConfig(kind="glance", cloud="one", schemas=("a", "a")), "named twice"),
    (SourceConfig(kind="json-schema"), "no address"),
    (SourceConfig(kind="json-schema", url="https://e.example/a", cloud="one"), "only an image"),
    (SourceConfig(kind="json-schema", url="https://e.example/a", schemas=("a", "b")), "one name"),
    (SourceConfig(kind="json-schema", url="https://e.example/a", schemas=("",)), "name of the"),
    (SourceConfig(kind="file"), "no address"),
    (SourceConfig(kind="file", url="file:"), "names no file"),
    (SourceConfig(kind="file", url="file://elsewhere/a.json"), "with a host"),
    (SourceConfig(kind="file", url="/a\0.json"), "names no file"),
]

REFUSED = [
    ("image.example", "only http and https"),
    ("ftp://image.example/a", "only http and https"),
    ("file:///etc/passwd", "only http and https"),
    ("javascript:alert(1)", "only http and https"),
    ("https://", "names no host"),
    ("https:///a", "names no host"),
    ("https://a b/", "names no host"),
    ("https://image.example:0/", "port 0"),
    ("https://image.example:25/", "port 25"),
    ("https://image.example:65536/", "cannot be read"),
    ("https://image.example:http/", "cannot be read"),
    ("https://[::1/", "cannot be read"),
    ("https://user@image.example/", "a user name or a password"),
    ("https://user:hunter2@image.example/", "a user name or a password"),
    ("https://:hunter2@image.example/", "a user name or a password"),
    ("user:hunter2@image.example", "only http and https"),
    ("https://image.example:hunter2/@", "cannot be read"),
]


@pytest.mark.parametrize("config", GOOD, ids=repr)
def test_what_can_work_is_accepted(config: SourceConfig) -> None:
    validate(config)


@pytest.mark.parametrize(("config", "reason"), BAD)
def test_what_cannot_work_is_refused_with_a_reason(config: SourceConfig, reason: str) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        validate(config)
    assert reason in str(caught.value)
    with pytest.raises(errors.ConfigurationError):
        connect(config)


@pytest.mark.parametrize("kind", ["glance", "json-schema"])
@pytest.mark.parametrize(("url", "reason"), REFUSED)
def test_F18_an_address_that_is_never_asked(kind: str, url: str, reason: str) -> None:
    config = SourceConfig(kind=kind, url=url)  # type: ignore[arg-type]
    with pytest.raises(errors.AddressRefused) as caught:
        validate(config)
    error = caught.value
    assert reason in str(error)
    assert "hunter2" not in f"{error} {error!r} {error.args} {error.advice}"


def test_no_port_that_the_operating_system_gives_out_is_blocked() -> None:
    assert max(BLOCKED_PORTS) < 32768
    assert {5000, 8080, 8443, 9292, 35357}.isdisjoint(BLOCKED_PORTS)
