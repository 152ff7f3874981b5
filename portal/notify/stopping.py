"""Addresses that stop subscriptions, for whoever has the mail: they need no account."""

from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet

from portal.notify.models import Subscription

_SALT = "portal.notify.stop"


def url(subscriptions: Iterable[Subscription]) -> str:
    """Where these can be stopped. It holds for as long as the portal's secret key."""
    # Compressed, so that a hundred of them still fit the 998 bytes that a line of a mail may have.
    token = signing.dumps([each.pk for each in subscriptions], salt=_SALT, compress=True)
    return f"{settings.PORTAL_URL}/notify/stop/{token}/"


def meant(token: str) -> QuerySet[Subscription]:
    """Those of them that there still are. Raises signing.BadSignature."""
    keys = signing.loads(token, salt=_SALT)
    return Subscription.objects.filter(pk__in=keys).select_related("source", "schema__source")
