"""What somebody hears of: the page where it is seen, added and removed."""

from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.catalog.models import Notice
from portal.history.wanted import BadFilter, Wanted, read
from portal.notify import confirming, due, offered, wording
from portal.notify.forms import Address, Subscribing
from portal.notify.models import Subscription
from portal.notify.sending import is_configured

URL = "/notify/"
MOST = 100  # subscriptions of one person


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The page; and, by POST, what its buttons do."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            return redirect_to_login(URL)
        return render(request, "notify/mine.html", {"is_configured": is_configured()})
    user = request.user
    if request.method != "POST":
        return _page(request, user)
    actions = {
        "subscribe": _subscribe, "stop": _stop, "address": _address, "withdraw": _withdraw,
        "again": _again,
    }  # fmt: skip
    action = request.POST.get("action", "")
    if action not in actions:
        raise BadRequest(f"action is one of {', '.join(actions)}")
    faults = actions[action](request, user)
    return _page(request, user, faults) if faults else HttpResponseRedirect(URL)


def _subscribe(request: HttpRequest, user: User) -> list[str]:
    form = Subscribing(request.POST)
    if not form.is_valid():
        return [str(told) for several in form.errors.values() for told in several]
    if user.subscriptions.count() >= MOST:
        return [_("You hear of %(most)s things already; remove one first.") % {"most": MOST}]
    sent = form.cleaned_data
    thing = {"source": sent["source"], "schema": sent["schema"], "pointer": sent["property"]}
    terms = {name: sent[name] for name in ("least", "side", "language")}
    Subscription.objects.update_or_create(
        user=user,
        about=Subscription.key_of(**thing),
        often=sent["often"],
        defaults=terms,
        create_defaults=terms | thing | {"position": Notice.objects.latest_position()},
    )
    messages.success(request, _("Saved. You hear of what changes from now on."))
    return []


def _stop(request: HttpRequest, user: User) -> list[str]:
    key = request.POST.get("subscription", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise BadRequest("subscription is the number of one")
    user.subscriptions.filter(pk=int(key)).delete()
    messages.success(request, _("Removed."))
    return []


def _address(request: HttpRequest, user: User) -> list[str]:
    form = Address(request.POST)
    if not form.is_valid():
        return [str(told) for several in form.errors.values() for told in several]
    address = form.cleaned_data["address"]
    if address in {"", user.email}:
        user.email = address
        user.save(update_fields=["email"])
        confirming.withdraw(user)
        return _again(request, user)
    if not is_configured():
        told = _("This portal has no mail server yet, so no address can be confirmed; nothing was "
                 "saved.")  # fmt: skip
        return [told]
    try:
        confirming.ask(user, address, get_language() or settings.LANGUAGE_CODE)
    except confirming.TooOften:
        told = _("Too many such mails were asked for today, so this one is not sent; nothing was "
                 "saved.")  # fmt: skip
        return [told]
    told = _("A mail goes to %(address)s. Follow the link in it, and other mails go there too.")
    messages.success(request, told % {"address": address})
    return []


def _withdraw(request: HttpRequest, user: User) -> list[str]:
    confirming.withdraw(user)
    messages.success(request, _("Removed."))
    return []


def _again(request: HttpRequest, user: User) -> list[str]:
    due.try_again(user)
    messages.success(request, _("Saved."))
    return []


def _page(request: HttpRequest, user: User, faults: Sequence[str] = ()) -> HttpResponse:
    status = HTTPStatus.BAD_REQUEST if faults else HTTPStatus.OK
    hints: list[str] = []
    wanted = Wanted()
    try:
        wanted = read(dict(request.GET.lists()))
        offer = offered.of(wanted)
    except BadFilter as fault:
        faults, status = [*faults, fault.message], HTTPStatus.BAD_REQUEST
        offer = offered.of(Wanted())
    except LookupError as fault:
        hints = [str(fault)]
        offer = offered.of(Wanted(source=wanted.source, impact=wanted.impact, side=wanted.side))
    rows = user.subscriptions.select_related("source", "schema__source")
    context = {
        "is_configured": is_configured(),
        "address": user.email,
        "rows": [(each, wording.name(each), wording.terms(each)) for each in rows],
        "failed": user.digests.exclude(fault=""),
        "confirmation": confirming.pending().filter(user=user).first(),
        "offer": offer,
        "is_chosen": wanted != Wanted(),
        "faults": faults,
        "hints": hints,
    }
    return render(request, "notify/mine.html", context, status=status)
