"""Any two versions beside each other, of one schema or of different sources."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.catalog import addresses, documents, sentences
from portal.catalog.models import Schema, Snapshot
from portal.history import address, beside, choices, report
from portal.history.matrix import offers
from portal.links.places import Place
from portal.pages import discovery
from portal.pages.comparison import Comparison, Filter, UnknownFilter
from portal.sentence import any_of

_SIDES = ("before", "after")
_FAULTS = {
    "before": gettext_lazy("Before: %(fault)s."),
    "after": gettext_lazy("After: %(fault)s."),
}
_OWN = (*_SIDES, "impact", "side", "page", "show", "format")


def anywhere(request: HttpRequest) -> HttpResponse:
    """Compare the versions at two addresses, each `source/schema[@n|@date]`."""
    asked = {side: request.GET.get(side, "").strip() for side in _SIDES}
    found: dict[str, Snapshot] = {}
    faults: list[str] = []
    for side in _SIDES:
        try:
            if asked[side]:
                found[side] = address.resolve(asked[side])
        except address.AddressError as error:
            faults.append(_FAULTS[side] % {"fault": error})
    if faults or len(found) < len(_SIDES):
        return _choose(request, found, faults)
    before, after = (found[side] for side in _SIDES)
    pinned = {side: address.written(found[side]) for side in _SIDES}
    if before.schema_id == after.schema_id and asked == pinned:
        return HttpResponseRedirect(_own_address(request, before, after))
    return _show(request, before, after, pinned if asked != pinned else None)


def choose(request: HttpRequest, schema: Schema) -> HttpResponse:
    """Where the form that chooses two versions leads: on to the comparison's own address."""
    try:
        before, after = (int(request.GET[side]) for side in _SIDES)
    except (KeyError, ValueError):
        return HttpResponseRedirect(addresses.versions_url(schema.source.name, schema.name))
    return HttpResponseRedirect(
        addresses.compare_url(schema.source.name, schema.name, before, after)
    )


def compare(request: HttpRequest, schema: Schema, before: int, after: int) -> HttpResponse:
    """Compare two versions of one schema."""
    snapshots = schema.snapshots.select_related("schema__source")
    found = {each.number: each for each in snapshots.filter(number__in=_storable(before, after))}
    if before in found and after in found:
        return _show(request, found[before], found[after], None)
    chosen = {
        side: found[number]
        for side, number in zip(_SIDES, (before, after), strict=True)
        if number in found
    }
    missing = [str(each) for each in dict.fromkeys((before, after)) if each not in found]
    words = {
        "schema": schema,
        "missing": sentences.told(any_of(missing)),
        "number": schema.current.number if schema.current else 0,
    }
    fault = _("%(schema)s has no version %(missing)s; it has %(number)s.") % words
    return _choose(request, chosen, [fault], schema)


def _show(
    request: HttpRequest, before: Snapshot, after: Snapshot, pinned: dict[str, str] | None
) -> HttpResponse:
    asked = {name: request.GET[name] for name in _OWN if name in request.GET}
    try:
        chosen = Filter(asked.get("impact", ""), asked.get("side", ""))
    except UnknownFilter as error:
        return _choose(request, {"before": before, "after": after}, [str(error)])
    both = Comparison(before, after, chosen, request.path, asked)
    if asked.get("format") == "md":
        return _markdown(both)
    addressed = {side: address.written(each) for side, each in both.by_side.items()}
    if asked.get("format") == "json":
        return HttpResponseRedirect(f"/api/v1/compare/?{urlencode(addressed)}")
    page = both.page(asked.get("page", ""))
    groups = choices.offered([before.schema, after.schema])
    dates = {each.address: each.first_at for group in groups for each in group.choices}
    two = list(addressed.values())
    context = {
        "both": both,
        "page": page,
        "groups": both.groups(page),
        "sides": [(each, addressed[side], dates.get(addressed[side]))
                  for side, each in both.by_side.items()],
        "choices": groups,
        "chosen": addressed,
        "is_one_schema": before.schema_id == after.schema_id,
        "pinned_url": pinned and f"{request.path}?{urlencode({**asked, **pinned})}",
        "swapped_url": _swapped(request, before, after),
        "changes_url": both.url(show=""),
        "documents_url": both.url(show="documents"),
        "markdown_url": both.url(format="md"),
        "json_url": f"/api/v1/compare/?{urlencode(addressed)}",
        "previous_url": both.url(page=page.number - 1 if page.number > 2 else ""),
        "next_url": both.url(page=page.number + 1),
        "validate_url": "/validate/?" + urlencode({"against": two}, doseq=True),
        "matrix_url": offers.matrix_url(two, ("only", "differences")),
    }  # fmt: skip
    if before.schema_id == after.schema_id:
        place = Place(before.schema.source, before.schema, pinned=after, before=before)
        context["discovery"] = discovery.of(place)
    if asked.get("show") == "documents":
        context |= _documents(before, after)
    return render(request, "pages/compare.html", context)


def _choose(
    request: HttpRequest,
    found: dict[str, Snapshot],
    faults: list[str],
    schema: Schema | None = None,
) -> HttpResponse:
    """The form alone, with what is known already, and what was wrong."""
    schemas = [each.schema for each in found.values()] or ([schema] if schema else [])
    offered = choices.offered(schemas)
    context = {
        "faults": faults,
        "choices": offered,
        "has_versions": any(group.choices for group in offered),
        "chosen": {side: address.written(each) for side, each in found.items()},
    }
    return render(request, "pages/compare_choose.html", context, status=404 if faults else 200)


def _own_address(request: HttpRequest, before: Snapshot, after: Snapshot) -> str:
    """Two versions of one schema have an address of their own, which the filters follow."""
    rest = {name: request.GET[name] for name in _OWN if name not in _SIDES and name in request.GET}
    schema = before.schema
    url = addresses.compare_url(schema.source.name, schema.name, before.number, after.number)
    return f"{url}?{urlencode(rest)}" if rest else url


def _swapped(request: HttpRequest, before: Snapshot, after: Snapshot) -> str:
    if before.schema_id == after.schema_id:
        return _own_address(request, after, before)
    turned = {"before": address.written(after), "after": address.written(before)}
    return f"/compare/?{urlencode(turned)}"


def _storable(*numbers: int) -> list[int]:
    """Those that a database can be asked for."""
    return [number for number in numbers if number <= address.LARGEST_NUMBER]


def _documents(before: Snapshot, after: Snapshot) -> dict[str, object]:
    """The two documents as text beside each other, unless that would take too long."""
    old, new = documents.of(before).value, documents.of(after).value
    try:
        return {"shows_documents": True, "beside": beside.beside(old, new)}
    except beside.TooLong:
        return {"shows_documents": True, "most_lines": beside.MOST_LINES}


def _markdown(both: Comparison) -> HttpResponse:
    before, after = (address.written(each) for each in both.by_side.values())
    text = report.as_markdown(before, after, both.judged, both.shown)
    name = f"{before}...{after}".replace("/", "-")
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{addresses.encode(name)}.md"
    return response
