"""The rules of the verdicts, for people: what each says, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pages import peers, rulebook


def rules(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    families = rulebook.families()
    context = {
        "query": query,
        "outline": families,
        "families": rulebook.matching(families, query) if query else families,
        "total": sum(len(family.rules) for family in families),
        "contexts": rulebook.contexts(),
        "departures": rulebook.departures(),
        "peers": peers.compared(),
    }
    return render(request, "pages/rules.html", context)
