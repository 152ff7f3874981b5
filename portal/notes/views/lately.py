"""All notes, the one changed last first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.notes import staleness, told
from portal.notes.models import Note

_PER_PAGE = 50


@require_safe
def lately(request: HttpRequest) -> HttpResponse:
    notes = told.whole(Note.objects.exclude(latest=None))
    page = Paginator(notes.order_by("-latest__at", "-latest"), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page)
    rows = [
        (target, note.latest, note.latest and staleness.of(target, note.latest))
        for note, target in zip(shown, told.targets(shown), strict=True)
    ]
    return render(request, "notes/lately.html", {"rows": rows, "page": page})
