"""A note with all its revisions; two of them beside each other; or one as it was."""

from django.core.paginator import Paginator
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.catalog import addresses
from portal.notes import differences, told
from portal.notes.editors import may_edit
from portal.notes.models import Note, Revision
from portal.notes.target import Target, note_on

_PER_PAGE = 50
_MOST_LINES = 2_000  # of a difference


@require_safe
def show(request: HttpRequest, target: Target) -> HttpResponse:
    """`?revision=3` shows that one, `?before=2&after=5` what differs between two."""
    if request.path != addresses.decode(target.note_url):
        # The same page, spelled otherwise: one page has one address.
        return HttpResponsePermanentRedirect(target.note_url)
    note = note_on(target)
    context: dict[str, object] = {"target": target, "may_edit": may_edit(request.user)}
    if note is None or note.latest is None:
        return render(request, "notes/note.html", context)
    context["latest"] = note.latest
    if "before" in request.GET or "after" in request.GET:
        context |= _between(request, note, note.latest)
    elif "revision" in request.GET:
        context["past"] = told.of(target, _found(note, request.GET["revision"]))
    else:
        context["told"] = told.of(target, note.latest)
    return render(request, "notes/note.html", context | _revisions(request, note))


def _between(request: HttpRequest, note: Note, latest: Revision) -> dict[str, object]:
    """What differs between two revisions; the number 0 stands for what was before the first."""
    after = _found(note, request.GET.get("after") or str(latest.number))
    number = request.GET.get("before") or str(after.number - 1)
    before = _found(note, number) if number != "0" else None
    lines = differences.between(before.text if before else "", after.text)
    return {
        "before": before,
        "after": after,
        "lines": lines[:_MOST_LINES],
        "more": max(0, len(lines) - _MOST_LINES),
    }


def _found(note: Note, number: str) -> Revision:
    """The revision of that number. Raises Http404."""
    found = None
    if number.isascii() and number.isdecimal() and len(number) < 10:
        found = note.revisions.filter(number=int(number)).select_related("about").first()
    if found is None:
        raise Http404(_("The note has no revision %(number)s.") % {"number": number[:20]})
    return found


def _revisions(request: HttpRequest, note: Note) -> dict[str, object]:
    """The revisions, the latest first, by the page; each with how many characters longer, or how
    many shorter, it made the note.
    """
    rows = note.revisions.select_related("about").defer("text").order_by("-number")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    # With the one before the last of them.
    near = note.revisions.filter(number__range=(shown[-1].number - 1, shown[0].number))
    lengths = dict(near.order_by().values_list("number", Length("text")))
    longer = [lengths[row.number] - lengths.get(row.number - 1, 0) for row in shown]
    told_of = [(row, max(by, 0), max(-by, 0)) for row, by in zip(shown, longer, strict=True)]
    return {"revisions": told_of, "page": page}
