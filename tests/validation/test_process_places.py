"""Never too many checks at once; and whoever finds no place is told."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from portal.validation import limits, process
from portal.validation.check import check
from portal.validation.outcome import GaveUp
from tests.validation.scene import code, program, read, result


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only two places, both of which are taken."""
    places = threading.BoundedSemaphore(2)
    monkeypatch.setattr(process, "_places", places)
    places.acquire()
    places.acquire()
    yield
    places.release()
    places.release()
    assert (places.acquire(blocking=False), places.acquire(blocking=False)) == (True, True)


def test_who_finds_no_place_is_told_soon(few: None) -> None:
    began = time.monotonic()
    with pytest.raises(process.Busy):
        check(1, [read({})])
    assert limits.WAIT_SECONDS <= time.monotonic() - began < limits.WAIT_SECONDS + 0.5


def test_who_finds_others_waiting_is_told_at_once(
    few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_admitted", threading.BoundedSemaphore(1))
    monkeypatch.setattr(limits, "WAIT_SECONDS", 30)
    process._admitted.acquire()
    began = time.monotonic()
    with pytest.raises(process.Busy):
        check(1, [read({})])
    assert time.monotonic() - began < 5
    process._admitted.release()


def test_who_has_waited_has_less_time_to_check(few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHECK_SECONDS", 0.2)
    monkeypatch.setattr(limits, "WAIT_SECONDS", 30)
    release = threading.Timer(0.3, process._places.release)
    release.start()
    outcome = result(1, {}).outcome
    release.join()
    process._places.acquire()
    assert outcome == GaveUp("time")


def test_a_place_is_given_back_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_places", threading.BoundedSemaphore(1))
    with monkeypatch.context() as patch:
        patch.setattr(process, "_PROGRAM", ["/no/such/program"])
        with pytest.raises(FileNotFoundError):
            result(1, {})
        program(patch, "import time; time.sleep(60)")
        assert result(1, {}).outcome == GaveUp("time")
    assert code(1, {}) == "passes"


def test_many_threads_at_once() -> None:
    """Each has its answer or is told that others come first; nothing is mixed up."""
    found: list[tuple[int, Any]] = []

    def ask(number: int) -> None:
        try:
            found.append((number, result(number, {"const": number % 2}).outcome.code))
        except process.Busy:
            found.append((number, "busy"))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 24
    for number, outcome in found:
        assert outcome in {"busy", "passes" if number in {0, 1} else "fails"}
    assert any(outcome != "busy" for _, outcome in found)
