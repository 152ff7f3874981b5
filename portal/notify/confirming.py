"""Whether an address is the one of whoever wants mails there: it is asked by a mail itself.

An account hears of changes at the address that the operator gave it. Any other is only asked
whether it wants to, a few times at most, so that nobody can have mails sent to a stranger.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal import reading
from portal.notify import due, letter
from portal.notify.models import MOST_REFUSALS, Confirmation

HOLDS = timedelta(days=7)
_A_DAY = timedelta(days=1)
MOST_OF_ACCOUNT, MOST_OF_ADDRESS = 5, 3  # mails of this kind within a day
_KEPT_FOR = timedelta(days=30)
_SALT = "portal.notify.confirm"


class TooOften(Exception):
    """So many were asked for already that another could annoy somebody."""


@transaction.atomic
def ask(user: User, address: str, language: str) -> None:
    """Have `address` asked whether `user` may have mails sent there. Raises TooOften."""
    now = timezone.now()
    Confirmation.objects.filter(made_at__lt=now - _KEPT_FOR).delete()
    lately = Confirmation.objects.filter(made_at__gt=now - _A_DAY)
    if (
        lately.filter(user=user).count() >= MOST_OF_ACCOUNT
        or lately.filter(address__iexact=address).count() >= MOST_OF_ADDRESS
    ):
        raise TooOften
    withdraw(user)
    Confirmation.objects.create(user=user, address=address, language=language)


def withdraw(user: User) -> None:
    """What `user` asked for before is no longer meant."""
    user.confirmations.filter(closed_at=None).update(closed_at=timezone.now())


def pending() -> QuerySet[Confirmation]:
    """Those that can still be confirmed."""
    since = timezone.now() - HOLDS
    found = Confirmation.objects.filter(closed_at=None, made_at__gt=since, user__is_active=True)
    return found.select_related("user")


def waiting(now: datetime | None = None) -> QuerySet[Confirmation]:
    """Those whose mail is yet to be sent, as `due.waiting` has the digests."""
    found = pending().filter(sent_at=None)
    if now is not None:
        found = found.filter(Q(retry_at=None) | Q(retry_at__lte=now), refused__lt=MOST_REFUSALS)
    return found.order_by(F("failed_at").asc(nulls_first=True), "pk")


def meant(token: str) -> Confirmation | None:
    """What a link asks to confirm; None if that is no longer possible. Raises BadSignature."""
    return pending().filter(pk=signing.loads(token, salt=_SALT)).first()


@transaction.atomic
def confirm(confirmation: Confirmation) -> None:
    """From now on its account has mails sent there."""
    user = confirmation.user
    user.email = confirmation.address
    user.save(update_fields=["email"])
    withdraw(user)
    due.try_again(user)


def url(confirmation: Confirmation) -> str:
    token = signing.dumps(confirmation.pk, salt=_SALT)
    return f"{settings.PORTAL_URL}/notify/confirm/{token}/"


def write(confirmation: Confirmation) -> EmailMessage:
    """The mail that asks."""
    with translation.override(confirmation.language):
        words = {
            "account": reading.label(confirmation.user.get_username()),
            "site": f"{settings.PORTAL_URL}/",
            "days": HOLDS.days,
        }
        lines = (
            _("The account %(account)s of the Schema Portal at %(site)s wants mails about changes "
              "of schemas sent to this address.") % words,
            _("If that is you, confirm it here within %(days)s days:") % words,
            url(confirmation),
            _("If not, do nothing: no mails about changes will come."),
        )  # fmt: skip
        return EmailMessage(
            subject=_("Confirm your address for mails about changes"),
            body="\n\n".join(lines) + "\n",
            to=[confirmation.address],
            headers=letter.headers(confirmation.identity),
        )
