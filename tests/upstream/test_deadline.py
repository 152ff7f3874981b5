"""One time limit, in common for all that is sent within it."""

import socket
import threading
import time

import pytest

from portal.upstream import Transport
from portal.upstream.deadline import Deadline, current, within
from tests.upstream.asking import GENEROUS, PATIENT
from tests.upstream.faulty import Call, Serve, response


def test_a_connection_is_cut_when_the_time_is_over() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        deadline = Deadline(0.1)
        deadline.watch(ours)
        started = time.monotonic()
        assert ours.recv(1) == b""
        assert time.monotonic() - started < GENEROUS
        assert deadline.expired
        deadline.stop()


def test_a_connection_made_too_late_is_cut_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        deadline = Deadline(0)
        deadline.watch(ours)
        assert ours.recv(1) == b""
        deadline.stop()


def test_a_connection_outlives_a_deadline_that_was_met() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        deadline = Deadline(60)
        deadline.watch(ours)
        deadline.stop()
        theirs.sendall(b"x")
        assert ours.recv(1) == b"x"
    assert 0 < deadline.remaining() <= 60
    assert not deadline.expired


def test_the_outermost_deadline_counts() -> None:
    with within(60) as outer, within(1) as inner:
        assert inner is outer is current()


def test_a_connection_is_closed_once_its_answer_has_come(serve: Serve) -> None:
    closed = threading.Event()

    def behave(call: Call) -> None:
        call.send(response())
        if call.connection.recv(1) == b"":
            closed.set()

    with within(60):  # as in a fetch that goes on, and asks others
        Transport(PATIENT).get(serve(behave).url)
        assert closed.wait(GENEROUS)


def test_there_is_none_outside() -> None:
    with within(60):
        pass
    with pytest.raises(LookupError):
        current()
