"""Sending what is due, so that nothing is lost and nothing is sent twice.

A digest is stored before it is sent, and goes, in one transaction with the positions of its
subscriptions, after the mail server has accepted it. What dies in between leaves it to be sent once
more, under the same Message-ID: at least once. Two that send at the same time share the work. What
the server refuses for days is given up, and kept until somebody wants it tried again.
"""

import logging
import smtplib
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from portal.notify import confirming, due, letter
from portal.notify.due import Due
from portal.notify.models import LONGEST_FAULT, Confirmation, Digest, Outgoing

log = logging.getLogger(__name__)

# Whoever took a digest and has not come back by then has died; no mail takes this long.
_ABANDONED_AFTER = timedelta(minutes=10)
_SELDOM = timedelta(hours=6)
# What these say concerns one mail; any other fault of the server's concerns every mail.
_OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


Outcome: TypeAlias = Literal["due", "sent", "failed", "given up"]


@dataclass(frozen=True, slots=True)
class Result:
    """What has come of one mail, or would: `fault` is "" if the server has accepted it, or nobody
    has tried yet. A digest has `often`, and how many changes it tells; a confirmation neither.
    """

    user: User
    address: str
    language: str
    outcome: Outcome
    often: str = ""
    changes: int = 0
    fault: str = ""


def is_configured() -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.EMAIL_HOST)


def outlook() -> list[Result]:
    """What would be sent now, and what came of it before. Nothing is written down."""
    now = timezone.now()
    under_way = [*confirming.waiting(), *due.waiting()]
    found = [_result(row, "given up" if row.is_given_up else "due", row.fault) for row in under_way]
    return found + [_of_due(each, "due") for each in due.noticed(now)]


def send_due(stop: threading.Event | None = None, *, at_any_rate: bool = False) -> list[Result]:
    """Send what is due by now; `at_any_rate`: also what was to be tried again later, or no more.

    Does nothing where no mail server is configured. `stop` ends it after the mail under way.
    """
    results: list[Result] = []
    tried: set[Outgoing] = set()
    unreachable = ""
    while is_configured():
        due.begin(timezone.now())
        now = None if at_any_rate else timezone.now()
        rows = [each for each in (*confirming.waiting(now), *due.waiting(now)) if each not in tried]
        for row in rows:
            if stop and stop.is_set():
                return results
            tried.add(row)
            if unreachable:  # it was not this one that failed, so it need not wait any longer
                results.append(_result(row, "failed", unreachable))
            elif _take(row):
                result, unreachable = _send(row)
                results += [result] if result else []
        if not rows:  # else there may be more by now, after those that were accepted
            break
    failed = {result.fault for result in results if result.outcome == "failed"}
    if failed:
        log.warning("mails were not sent, and are tried again: %s", "; ".join(sorted(failed)))
    return results


def _take(row: Outgoing) -> bool:
    """Whether `row` is ours now: of several that send only one finds it as it was."""
    now = timezone.now()
    free = Q(taken_at=None) | Q(taken_at__lt=now - _ABANDONED_AFTER)
    return type(row)._default_manager.filter(free, pk=row.pk).update(taken_at=now) == 1


def _send(row: Outgoing) -> tuple[Result | None, str]:
    """Send it; what came of that, if there was anything to tell, and the fault if it concerns
    every mail.
    """
    changes = 0
    try:
        mail, changes = _written(row)
        if mail is not None:
            mail.send()
    except DatabaseError:
        raise
    except Exception as error:
        fault = _told(error)
        is_of_all = isinstance(error, OSError) and not isinstance(error, _OF_ONE_MAIL)
        if not isinstance(error, OSError):  # a fault of ours; it must not hold up other mails
            log.exception("the mail %s could not be written", row)
        outcome = _failed(row, fault, is_its_own=not is_of_all)
        return _result(row, outcome, fault, changes), fault if is_of_all else ""
    result = _result(row, "sent", changes=changes) if mail else None
    _accepted(row)
    return result, ""


def _written(row: Outgoing) -> tuple[EmailMessage | None, int]:
    """The mail, and how many changes it tells; none if nothing is left to be told."""
    if isinstance(row, Digest):
        return letter.write(Due.of(row), row.identity) or (None, 0)
    assert isinstance(row, Confirmation)  # noqa: S101 - there is no third kind
    return confirming.write(row), 0


@transaction.atomic
def _accepted(row: Outgoing) -> None:
    if isinstance(row, Digest):
        Due.of(row).settle()
        row.delete()
    else:
        now = timezone.now()
        Confirmation.objects.filter(pk=row.pk).update(sent_at=now, taken_at=None, fault="")


def _failed(row: Outgoing, fault: str, *, is_its_own: bool) -> Outcome:
    now, tries = timezone.now(), row.tries + 1
    row.refused += is_its_own
    type(row)._default_manager.filter(pk=row.pk).update(
        tries=tries, refused=row.refused, fault=fault, failed_at=now,
        retry_at=now + pause(tries), taken_at=None,
    )  # fmt: skip
    if not row.is_given_up:
        return "failed"
    log.error("the mail %s is given up after %s refusals: %s", row, row.refused, fault)
    return "given up"


def _result(row: Outgoing, outcome: Outcome, fault: str = "", changes: int | None = None) -> Result:
    if isinstance(row, Digest):
        return _of_due(Due.of(row), outcome, fault, changes)
    assert isinstance(row, Confirmation)  # noqa: S101 - there is no third kind
    return Result(row.user, row.address, row.language, outcome, fault=fault)


def _of_due(to: Due, outcome: Outcome, fault: str = "", changes: int | None = None) -> Result:
    number = to.changes().count() if changes is None else changes
    return Result(to.user, to.user.email, to.language, outcome, to.often, number, fault)


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
