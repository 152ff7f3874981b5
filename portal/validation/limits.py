"""What one check may take, and how many may run at once."""

from typing import Final

CHECK_SECONDS: Final = 1.4  # of all that belongs to it, so that an answer comes within 2 s
LISTING_SECONDS: Final = 0.2  # to put violations into words, after these
WAIT_SECONDS: Final = 0.3  # for a place, out of the first
BATCH_SECONDS: Final = (
    12  # for all examples of a document; of processor time, four processes at most
)
CPU_SECONDS: Final = 1
ALONE_SECONDS: Final = 5  # should the one that started a process be gone, it ends by itself
NICENESS: Final = 5  # the web server comes first, however many check
MEMORY: Final = 768 * 1024 * 1024  # bytes of address space; a document of 8 MiB takes 450 MiB
OUTPUT: Final = 4 * 1024 * 1024  # bytes
# Instances, for each process of the web server. It has more threads than both together.
MOST_AT_ONCE: Final = 2
MOST_WAITING: Final = 1
MOST_TARGETS: Final = 4  # documents that one instance is checked against, each in a process
INSTANCE: Final = 1024 * 1024  # bytes of JSON

OUT_OF_MEMORY: Final = 3  # the exit status of a process that says so itself
