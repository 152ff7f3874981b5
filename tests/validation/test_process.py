"""The processes that checks run in: limited, stopped, gone; never too many at once."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.validation import engine, limits, process, worker
from portal.validation.outcome import GaveUp
from tests.served import TOP
from tests.validation.scene import code, nested, program, result

TASK = {
    "schema": {"type": "string"},
    "uri": "http://x.example/",
    "part": "",
    "draft": "draft7",
    "patterns": {},
}


def soon() -> float:
    """When a check that begins now has to have ended."""
    return time.monotonic() + limits.CHECK_SECONDS


def test_answers_line_by_line() -> None:
    ended = process.run(json.dumps(TASK | {"instance": 1}).encode(), soon())
    assert ended.stopped is None
    assert [sorted(each) for each in ended.answers] == [["valid"], *[["errors", "more"]] * 2]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import time; time.sleep(60)", "time"),
        ("while True: pass", "time"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "time"),
        ("import os; os.abort()", "memory"),
        ("import sys; sys.exit(3)", "memory"),
        ("import sys; sys.exit(1)", "engine"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "engine"),
    ],
)
def test_why_it_did_not_answer(monkeypatch: pytest.MonkeyPatch, source: str, why: str) -> None:
    program(monkeypatch, source)
    began = time.monotonic()
    # Larger than a pipe holds: whoever writes to it waits until somebody reads.
    ended = process.run(b"x" * 1_000_000, soon())
    assert (ended.answers, ended.stopped) == ((), why)
    assert time.monotonic() - began < limits.CHECK_SECONDS + 4


def test_a_line_that_was_cut_off_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    source = 'import time; print(\'{"valid": false}\\n{"err\', end="", flush=True); time.sleep(60)'
    program(monkeypatch, source)
    assert process.run(b"", soon()) == process.Ended(({"valid": False},), "time")


def test_output_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "print('{\"valid\": false}')\nwhile True: print('x' * 100_000, end='')")
    began = time.monotonic()
    ended = process.run(b"", soon())
    assert ended.answers == ({"valid": False},)
    assert time.monotonic() - began < limits.CHECK_SECONDS


def test_its_whole_group_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'],"
        " stdout=subprocess.DEVNULL)\n"
        "print(child.pid, flush=True)\ntime.sleep(60)"
    )
    program(monkeypatch, source)
    (child,) = process.run(b"", soon()).answers
    deadline = time.monotonic() + 5
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _is_running(child)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_memory_has_a_limit() -> None:
    """The same task as it is, and with less memory than it needs."""
    source = (
        "import sys\nfrom portal.validation import worker\nworker.MEMORY = {memory}\nworker.main()"
    )
    instance = [["x" * 50, each] for each in range(100_000)]
    task = json.dumps(TASK | {"schema": {}, "instance": instance}).encode()
    enough, little = (
        subprocess.run(
            [sys.executable, "-c", source.format(memory=memory)],
            cwd=TOP, input=task, capture_output=True,
        )
        for memory in (limits.MEMORY, 60 * 1024 * 1024)
    )  # fmt: skip
    assert (enough.returncode, enough.stdout) == (0, b'{"valid": true}\n')
    assert little.returncode in {limits.OUT_OF_MEMORY, -signal.SIGABRT}
    assert little.stdout == b""


def test_it_limits_itself_before_it_reads() -> None:
    source = (
        "import os, resource, signal\n"
        "from portal.validation import worker\n"
        "was = os.nice(0)\n"
        "worker.limit()\n"
        "print([resource.getrlimit(each)[0] for each in"
        " (resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_AS)],"
        " signal.alarm(0), os.nice(0) - was)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", source], cwd=TOP, capture_output=True, text=True, check=True
    ).stdout
    expected = [limits.CPU_SECONDS, 0, limits.MEMORY]
    assert shown == f"{expected} {limits.ALONE_SECONDS} {limits.NICENESS}\n"


def test_lower_limits_of_the_machine_hold() -> None:
    source = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))\n"
        "from portal.validation import worker\n"
        "worker.limit()\n"
        "print(resource.getrlimit(resource.RLIMIT_AS))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", source], cwd=TOP, capture_output=True, text=True, check=True
    ).stdout
    assert shown == "(600000000, 600000000)\n"


def test_it_ends_when_nobody_waits_for_it() -> None:
    """Its parent is killed while it hangs."""
    source = (
        "import sys, time\n"
        "from portal.validation import process\n"
        "process.run(sys.stdin.buffer.read(), time.monotonic() + 600)"
    )
    task = {"schema": {"pattern": r"(.*)*x\1"}, "instance": "a" * 60}
    parent = subprocess.Popen([sys.executable, "-c", source], cwd=TOP, stdin=subprocess.PIPE)
    assert parent.stdin is not None
    parent.stdin.write(json.dumps(TASK | task).encode())
    parent.stdin.close()
    child = _child(parent.pid)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + limits.ALONE_SECONDS + 5
    while _is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_running(child)


def _child(pid: int) -> int:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True
        ).stdout.split()
        if found:
            return int(found[0])
        time.sleep(0.01)
    raise AssertionError("no process was started")


def test_nothing_is_started_when_it_is_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_PROGRAM", ["/no/such/program"])
    assert process.run(b"", time.monotonic()) == process.Ended((), "time")


def test_what_comes_before_the_engine_takes_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    assert process.run(b"", began + 0.3).stopped == "time"
    assert time.monotonic() - began < limits.CHECK_SECONDS


def test_no_descriptor_and_no_process_is_left() -> None:
    result(1, {})
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        assert code(1, {"type": "integer"}) == "passes"
    assert isinstance(result("a" * 60, {"pattern": r"(.*)*x\1"}).outcome, GaveUp)
    assert isinstance(result(1, nested(60)).outcome, GaveUp)
    assert len(os.listdir("/proc/self/fd")) == before
    children = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(os.getpid())], capture_output=True, text=True
    ).stdout
    assert "validation" not in children
    assert "defunct" not in children


def test_it_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@host/name")
    program(monkeypatch, "import json, os; print(json.dumps(sorted(os.environ)))")
    (names,) = process.run(b"", soon()).answers
    assert set(names) <= {"PATH", "LD_LIBRARY_PATH", "LC_CTYPE"}


def test_the_program_by_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the process runs it, but for the limits, which would be ours."""
    monkeypatch.setattr(worker, "limit", lambda: None)
    task = json.dumps(TASK | {"instance": "a"}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(task)))
    worker.main()
    assert capsys.readouterr().out == '{"valid": true}\n'

    def too_much(task: object) -> None:
        raise MemoryError

    monkeypatch.setattr(engine, "answers", too_much)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(task)))
    with pytest.raises(SystemExit) as ended:
        worker.main()
    assert ended.value.code == limits.OUT_OF_MEMORY
