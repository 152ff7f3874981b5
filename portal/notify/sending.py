"""Sending what is due, so that nothing is lost and nothing is sent twice.

A digest is stored before it is sent, and goes, in one transaction with the positions of its
subscriptions, after the mail server has accepted it. What dies in between leaves it to be sent once
more, under the same Message-ID: at least once. Two that send at the same time share the work.
"""

import logging
import smtplib
import threading
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from portal.notify import due, letter
from portal.notify.due import Due
from portal.notify.models import LONGEST_FAULT, Digest

log = logging.getLogger(__name__)

# Whoever took a digest and has not come back by then has died; no mail takes this long.
_ABANDONED_AFTER = timedelta(minutes=10)
_SELDOM = timedelta(hours=6)
# What these say concerns one mail; any other fault of the server's concerns every mail.
_OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one digest: `fault` is "" if the server has accepted it."""

    to: Due
    changes: int
    fault: str = ""


def is_configured() -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.EMAIL_HOST)


def send_due(stop: threading.Event | None = None, *, at_any_rate: bool = False) -> list[Result]:
    """Send what is due by now; `at_any_rate`: also what was to be tried again later.

    Does nothing where no mail server is configured. `stop` ends it after the mail under way.
    """
    results: list[Result] = []
    tried: set[int] = set()
    unreachable = ""
    while is_configured():
        now = timezone.now()
        due.begin(now)
        found = due.waiting().exclude(pk__in=tried)
        if not at_any_rate:
            found = found.filter(Q(retry_at=None) | Q(retry_at__lte=now))
        digests = list(found)
        for digest in digests:
            if stop and stop.is_set():
                return results
            tried.add(digest.pk)
            if _take(digest):
                result, is_of_all = _send(digest, unreachable)
                unreachable = result.fault if is_of_all else unreachable
                results += [result] if result.changes or result.fault else []
        if not digests:  # else there may be more by now, after those that were accepted
            break
    failed = {result.fault for result in results} - {""}
    if failed:
        log.warning("digests were not sent, and are tried again: %s", "; ".join(sorted(failed)))
    return results


def _take(digest: Digest) -> bool:
    """Whether `digest` is ours now: of several that send only one finds the row as it was."""
    now = timezone.now()
    free = Q(taken_at=None) | Q(taken_at__lt=now - _ABANDONED_AFTER)
    return Digest.objects.filter(free, pk=digest.pk).update(taken_at=now) == 1


def _send(digest: Digest, unreachable: str) -> tuple[Result, bool]:
    """Send it, unless the server is known to be `unreachable`; and whether a fault is of all."""
    to, changes, fault, is_of_all = Due.of(digest), 0, "", False
    try:
        written = letter.write(to, digest.identity)
        if written is not None:
            mail, changes = written
            fault, is_of_all = unreachable, bool(unreachable)
            if not unreachable:
                mail.send()
    except DatabaseError:
        raise
    except Exception as error:
        fault = _told(error)
        is_of_all = isinstance(error, OSError) and not isinstance(error, _OF_ONE_MAIL)
        if not isinstance(error, OSError):  # a fault of ours; it must not hold up other mails
            log.exception("the digest %s could not be written", digest)
    if fault:
        _failed(digest, fault)
    else:
        _accepted(digest)
    return Result(to, changes, fault), is_of_all


@transaction.atomic
def _accepted(digest: Digest) -> None:
    Due.of(digest).settle()
    digest.delete()


def _failed(digest: Digest, fault: str) -> None:
    now, tries = timezone.now(), digest.tries + 1
    Digest.objects.filter(pk=digest.pk).update(
        tries=tries, fault=fault, failed_at=now, retry_at=now + pause(tries), taken_at=None
    )


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: 2 minutes, 4, 8 … at most 6 hours."""
    return min(timedelta(minutes=2 ** min(tries, 10)), _SELDOM)


def _told(error: Exception) -> str:
    """What went wrong, as the server or the system says it."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            replies = [f"{code} {_decoded(text)}" for code, text in error.recipients.values()]
            told = "; ".join(replies)
        case smtplib.SMTPResponseException():
            told = f"{error.smtp_code} {_decoded(error.smtp_error)}"
        case OSError():
            told = error.strerror or str(error) or type(error).__name__
        case _:
            told = f"{type(error).__name__}: {error}"
    return told[:LONGEST_FAULT]


def _decoded(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text
