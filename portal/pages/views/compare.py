"""Any two versions of a schema, side by side."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from portal.catalog import addresses, documents
from portal.catalog.models import Schema, Snapshot
from portal.history.versions import versions_of
from portal.pages import changes
from portal.schema.change import Change
from portal.schema.diff import diff


def choose(request: HttpRequest, schema: Schema) -> HttpResponse:
    """Where the form that chooses two versions leads: on to the comparison's own address."""
    try:
        before, after = (int(request.GET[side]) for side in ("before", "after"))
    except (KeyError, ValueError):
        return HttpResponseRedirect(addresses.versions_url(schema.source.name, schema.name))
    return HttpResponseRedirect(
        addresses.compare_url(schema.source.name, schema.name, before, after)
    )


def compare(request: HttpRequest, schema: Schema, before: int, after: int) -> HttpResponse:
    versions = versions_of(schema)
    chosen = {each.number: each for each in versions if each.number in {before, after}}
    if before not in chosen or after not in chosen:
        raise Http404(f"{schema} has no versions {before} and {after}")
    context = {
        "schema": schema,
        "versions": versions,
        "before": chosen[before],
        "after": chosen[after],
        "groups": _groups(schema, chosen[before].snapshot, chosen[after].snapshot),
    }
    return render(request, "pages/compare.html", context)


def _groups(schema: Schema, before: Snapshot, after: Snapshot) -> list[changes.Group]:
    """What differs, by property; each links to its page in a version that surely has it."""
    old, new = documents.of(before), documents.of(after)
    found: dict[str | None, list[Change]] = {}
    for change in diff(old.value, new.value, old.dialect, new.dialect):
        found.setdefault(change.property, []).append(change)
    return [
        changes.Group(
            path=several[0].path,
            url=_url(schema, pointer, before if _is_gone(several) else after),
            lines=changes.lines(map(changes.found, several)),
        )
        for pointer, several in found.items()
    ]


def _is_gone(several: list[Change]) -> bool:
    return any(each.kind == "removed" and each.keyword is None for each in several)


def _url(schema: Schema, pointer: str | None, version: Snapshot) -> str:
    if pointer is None:
        return addresses.schema_url(schema.source.name, schema.name, version.number)
    return addresses.property_url(schema.source.name, schema.name, pointer, version.number)
