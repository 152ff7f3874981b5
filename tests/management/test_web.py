"""The web server's threads, and what may hold them."""

from portal.management import web
from portal.validation import limits


def test_however_many_check_a_thread_is_left_for_all_others() -> None:
    assert limits.MOST_AT_ONCE + limits.MOST_WAITING < web.THREADS
