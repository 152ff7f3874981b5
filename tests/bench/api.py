"""Answers of the API beside a bare Django response of the same size, under the same server."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from portal.management.processes import end_with
from tests.served import TOP, Portal, free_port

_SECONDS = 1.0  # of one turn
_CASES = 200  # of 30 operations, valid and invalid: more than 10,000
_SCHEMA = "/api/v1/sources/glance/schemas/images/"
_FORTY = f"{_SCHEMA}properties/?page_size=40"
_TIMES_PLAIN = 8


@dataclass(frozen=True)
class Measured:
    """An address of the API, and the least share of the bare response's rate that it may have."""

    name: str
    path: str
    share: float
    conditional: bool = False


MEASURED = (
    Measured("the rules, warm", "/api/v1/rules/", 0.8),
    Measured("the rules, known", "/api/v1/rules/", 0.8, conditional=True),
    Measured("a version's bytes", f"{_SCHEMA}versions/2/raw/", 0.8),
    Measured("a pinned property, warm", f"{_SCHEMA}versions/2/properties/images/*/name/", 0.5),
    Measured(
        "a pinned property, known", f"{_SCHEMA}versions/2/properties/images/*/name/", 0.5, True
    ),
    Measured("40 properties, warm", _FORTY, 0.5),
    Measured("40 properties, known", _FORTY, 0.5, True),
)


def bench(rounds: int) -> bool:
    """answer by the API beside a bare Django response of equal size, and to Schemathesis"""
    with tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        portal = Portal(Path(data), extra={"PORTAL_API_RATE": "0"})
        stack.enter_context(portal.served()).wait_until_ready()
        bare = stack.enter_context(_server("tests.bench.bare", "?size=1"))
        fast = [_compared(each, portal.url, bare, rounds) for each in MEASURED]
        # The same rows, from the same database
        environment = os.environ | {"PORTAL_DATA": data}
        asked = "?source=glance&schema=images&count=40"
        plain = stack.enter_context(_server("tests.bench.plain", asked, environment))
        fast.append(_faster(portal.url + _FORTY, f"{plain}/{asked}", rounds))
    return all(fast) and _schemathesis()


def _faster(ours: str, plain: str, rounds: int) -> bool:
    """Whether a list comes often enough as often as by DRF's own classes."""
    headers = {"Accept-Encoding": "identity"}
    rates = [max(_rate(url, headers) for _ in range(rounds)) for url in (ours, plain)]
    held = rates[0] >= _TIMES_PLAIN * rates[1]
    print(
        f"api: {'40 properties, warm':<26}{rates[0]:>8,.0f}/s  plain{rates[1]:>8,.0f}/s"
        f"{rates[0] / rates[1]:>7.2f}  {'' if held else 'NOT '}at least {_TIMES_PLAIN}"
    )
    return held


def _schemathesis() -> bool:
    """Whether Schemathesis finds nothing; tests/api/test_schemathesis.py says how it asks."""
    environment = os.environ | {"SCHEMATHESIS_CASES": str(_CASES)}
    test = "tests/api/test_schemathesis.py"
    done = subprocess.run([sys.executable, "-m", "pytest", test, "-q"], cwd=TOP, env=environment)
    print(f"api: {_CASES} cases of each operation, valid and invalid: {done.returncode == 0}")
    return done.returncode == 0


def _compared(each: Measured, portal: str, bare: str, rounds: int) -> bool:
    headers, size = _first(portal + each.path, each.conditional)
    ours, theirs = 0.0, 0.0
    for _ in range(rounds):
        ours = max(ours, _rate(portal + each.path, headers))
        theirs = max(theirs, _rate(f"{bare}/?size={size}", {}))
    held = ours >= each.share * theirs
    print(
        f"api: {each.name:<26}{ours:>8,.0f}/s  bare {theirs:>8,.0f}/s"
        f"{ours / theirs:>7.2f}  {'' if held else 'NOT '}at least {each.share}"
    )
    return held


def _first(url: str, conditional: bool) -> tuple[dict[str, str], int]:
    """The headers to ask with, and how many bytes are then answered."""
    headers = {"Accept-Encoding": "identity"}
    body, tag = _ask(_connection(url), url, headers)
    return (headers | {"If-None-Match": tag}, 0) if conditional else (headers, len(body))


def _rate(url: str, headers: dict[str, str]) -> float:
    """How many answers a second one connection gets."""
    connection = _connection(url)
    _ask(connection, url, headers)
    count, started = 0, time.perf_counter()
    while (taken := time.perf_counter() - started) < _SECONDS:
        _ask(connection, url, headers)
        count += 1
    connection.close()
    return count / taken


def _connection(url: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)


def _ask(
    connection: http.client.HTTPConnection, url: str, headers: dict[str, str]
) -> tuple[bytes, str]:
    parts = urlsplit(url)
    connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status not in {200, 304}:
        raise SystemExit(f"script/bench: {url} answered {response.status}: {body[:200]!r}")
    return body, response.headers.get("ETag", "")


@contextmanager
def _server(module: str, query: str, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """A server for comparison, once it answers to `query`: its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(port)],
        cwd=TOP,
        env=environment,
        preexec_fn=partial(end_with, os.getpid()),
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/{query}")
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            _ask(_connection(url), url, {})
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
