"""The rules of the verdicts, for people: what each says, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.pages import peers, rulebook

_FEW = 3  # rules that are shown unfolded


def rules(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    every = rulebook.families()
    found = rulebook.matching(every, rulebook.contexts(), rulebook.departures(), query)
    families, contexts, departures = found
    compared = peers.matching(peers.compared(), query)
    number = sum(len(family.rules) for family in families)
    context = {
        "wanted": query,
        "outline": every,
        "families": families,
        "number": number,
        "is_open": 0 < number <= _FEW,
        "total": sum(len(family.rules) for family in every),
        "contexts": contexts,
        "policies": [] if query else rulebook.policies(),
        "departures": departures,
        "peers": compared,
        "is_empty": not (families or contexts or departures or compared),
    }
    return render(request, "pages/rules.html", context)
