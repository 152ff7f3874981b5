"""Writing a note: a form with a preview, and what happens when two write at the same time."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from portal.notes import differences, editors, told, writing
from portal.notes.forms import NoteForm
from portal.notes.models import Revision
from portal.notes.target import Target, note_on


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def edit(request: HttpRequest, target: Target) -> HttpResponse:
    """The form; and, by POST, what its buttons do: preview, save, delete, confirm, restore."""
    if not request.user.is_authenticated and request.method != "POST":
        return redirect_to_login(request.get_full_path())
    if request.user.is_authenticated and not editors.may_edit(request.user):
        raise PermissionDenied(
            _("Notes are written by editors. Whoever runs this portal can make you one.")
        )
    if request.method != "POST":
        return _form(request, target, _latest(target))
    if not request.user.is_authenticated:
        # To lead to the sign-in would throw away what was written.
        return _again(request, target, status=403, signed_out=True)
    if request.POST.get("action") == "preview":
        return _preview(request, target)
    form = NoteForm(request.POST)
    if not form.is_valid():
        errors = [each for several in form.errors.values() for each in several]
        return _again(request, target, status=400, errors=errors)
    return _act(request, target, form.cleaned_data)


def _act(request: HttpRequest, target: Target, sent: dict[str, Any]) -> HttpResponse:
    """Save the note as the button that was pressed means it."""
    action, text, comment = request.POST.get("action"), sent["text"], sent["comment"]
    if action == "restore":
        restored = _numbered(target, request.POST.get("revision", ""))
        if restored is None:
            return HttpResponseBadRequest("revision is the number of one of the note's revisions")
        text = restored.text
        comment = _("Restored revision %(number)s") % {"number": restored.number}
    elif action == "confirm":
        latest = _latest(target)
        text, comment = latest.text if latest else "", _("Still true")
    elif action == "delete":
        text = ""
    try:
        saved = writing.save(
            target,
            cast(User, request.user),
            text,
            based_on=sent["based_on"],
            comment=comment,
            confirming=action == "confirm" and text != "",
        )
    except writing.Unchanged:
        messages.info(request, _("The note says this already."))
    except writing.Conflict as conflict:
        return _conflict(request, target, sent | {"text": text}, conflict.latest)
    else:
        kept = _("The note is saved.")
        messages.success(request, kept if saved.text else _("The note is deleted."))
    return HttpResponseRedirect(f"{target.url}#notes" if text else target.note_url)


def _form(request: HttpRequest, target: Target, latest: Revision | None) -> HttpResponse:
    text = latest.text if latest else ""
    based_on = latest.number if latest else 0
    return _page(request, target, latest, text=text, based_on=based_on)


def _preview(request: HttpRequest, target: Target) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return _again(request, target)
    html = told.render(request.POST.get("text", ""), target)
    return render(request, "notes/_preview.html", {"html": html})


def _again(
    request: HttpRequest, target: Target, *, status: int = 200, **more: object
) -> HttpResponse:
    """The form as it was sent, with what its text comes to."""
    sent = {name: request.POST.get(name, "") for name in ("comment", "based_on")}
    text = request.POST.get("text", "")
    return _page(request, target, _latest(target), text=text, status=status, **sent, **more)


def _conflict(
    request: HttpRequest, target: Target, sent: dict[str, Any], latest: Revision
) -> HttpResponse:
    """Both texts: what somebody else has made of the note meanwhile, and what was to be saved."""
    base = _numbered(target, str(sent["based_on"]))
    return _page(
        request,
        target,
        latest,
        status=409,
        conflict=latest,
        theirs=differences.between(base.text if base else "", latest.text),
        yours=differences.between(latest.text, sent["text"]),
        **sent | {"based_on": latest.number},
    )


def _page(
    request: HttpRequest,
    target: Target,
    latest: Revision | None,
    *,
    text: str,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    context = {"target": target, "latest": latest, "text": text} | more
    if editors.may_edit(request.user):  # nobody else has the portal render what they please
        context["html"] = told.render(text, target)
    return render(request, "notes/edit.html", context, status=status)


def _latest(target: Target) -> Revision | None:
    note = note_on(target)
    return note.latest if note else None


def _numbered(target: Target, number: str) -> Revision | None:
    note = note_on(target)
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    return note.revisions.filter(number=int(number)).first() if note and is_number else None
