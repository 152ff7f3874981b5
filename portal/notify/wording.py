"""What a subscription is, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.notify.models import Least, Often, Subscription
from portal.pages import verdicts

SIDES = {"both": gettext_lazy("on either side"), **verdicts.SIDES}


def name(subscription: Subscription) -> str:
    """What it is about."""
    plain = subscription.name
    return reading.label(plain) if plain else _("everything")


def terms(subscription: Subscription) -> str:
    """Which changes it tells, and how often."""
    return _("%(least)s %(side)s, %(often)s") % {
        "least": Least(subscription.least).label,
        "side": SIDES[subscription.side],
        "often": Often(subscription.often).label,
    }


def told(subscription: Subscription) -> str:
    """The whole of it, in a line."""
    return _("%(name)s: %(terms)s") % {"name": name(subscription), "terms": terms(subscription)}
