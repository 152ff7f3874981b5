"""The tree of errors: every code is its own, documented, and every sentence complete."""

import inspect
import math

import pytest

from portal.upstream import errors
from portal.upstream.errors import public

EXAMPLE = {
    "url": "https://user:hunter2@image.example:9292/v2?token=hunter2#hunter2",
    "reason": "of a {reason} with braces",
    "cloud": "one",
    "name": "images",
    "path": "/srv/a.json",
    "encoding": "br",
    "status": 418,
    "limit": 3,
    "seconds": 0.5,
}
KINDS = [
    kind
    for kind in vars(errors).values()
    if inspect.isclass(kind) and issubclass(kind, errors.UpstreamError)
]


def example(kind: type[errors.UpstreamError]) -> errors.UpstreamError:
    """One of each."""
    wanted = inspect.signature(kind).parameters
    return kind(**{name: EXAMPLE[name] for name in wanted if name in EXAMPLE})  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_each_says_what_happened_and_what_to_do_in_one_sentence(
    kind: type[errors.UpstreamError],
) -> None:
    error = example(kind)
    for text in (str(error), error.advice):
        assert text.endswith(".")
        assert text[0].isupper() or text.startswith("http")
        assert "{e." not in text
        assert "hunter2" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_none_repeats_a_secret(kind: type[errors.UpstreamError]) -> None:
    error = example(kind)
    assert error.args == ()
    assert "hunter2" not in repr(error)
    assert "hunter2" not in str(vars(error))


def test_codes_are_kebab_case_unique_and_documented() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isalpha() and code.islower() for code in codes)
    lines = [line.split() for line in (errors.__doc__ or "").splitlines()]
    documented = {tuple(line[:2]) for line in lines if len(line) >= 2}
    for kind in KINDS:
        if kind is not errors.UpstreamError:
            assert (kind.__name__, kind.code) in documented


def test_retry_after_is_there_for_all() -> None:
    assert example(errors.Refused).retry_after is None
    waiting = errors.Unavailable(url="https://e.example", status=503, retry_after=math.pi)
    assert waiting.retry_after == math.pi


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@E.example:8443/a?b=c#d", "https://e.example:8443/a"),
        ("http://[::1]:9292/", "http://[::1]:9292/"),
        ("http://u:p@[::1]/a", "http://[::1]/a"),
        ("file:///srv/a.json", "file:///srv/a.json"),
        ("", ""),
        ("u:p@host/path", "(an unreadable address)"),
        ("http://u:p/w@host/", "(an unreadable address)"),
        ("http://[::1", "(an unreadable address)"),
        ("mailto:someone", "(an unreadable address)"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(url: str, shown: str) -> None:
    assert public(url) == shown
