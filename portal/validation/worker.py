"""A process that checks an instance against a schema, or a batch of them, then ends;
portal.validation.process starts it. It limits itself before it reads anything.
"""

import json
import os
import resource
import signal
import sys

from portal.validation import engine
from portal.validation.limits import (
    ALONE_SECONDS,
    CPU_SECONDS,
    MEMORY,
    NICENESS,
    OUT_OF_MEMORY,
)


def limit() -> None:
    """Limit this process, as far as its own hard limits allow."""
    _lower(resource.RLIMIT_CPU, CPU_SECONDS)
    _lower(resource.RLIMIT_CORE, 0)  # would leave the instance on the disk
    if sys.platform == "linux":  # elsewhere the kernel refuses
        _lower(resource.RLIMIT_AS, MEMORY)
    signal.alarm(ALONE_SECONDS)
    os.nice(NICENESS)


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, hard))


def main() -> None:
    """Answer the task on standard input, one line of JSON for each answer."""
    limit()
    try:
        task = json.loads(sys.stdin.buffer.read())
        answers = engine.batch if "each" in task else engine.answers
        for answer in answers(task):
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
