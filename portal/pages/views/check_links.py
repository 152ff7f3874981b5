"""Do the links of a page still lead where they should? What is sent is checked and forgotten."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from portal.links.check import report
from portal.links.check.judged import MOST, PREFIX, VERDICTS, Judge, Judged, TooManyLinks
from portal.links.check.report import Checked
from portal.links.check.written import FORMATS, SUFFIXES, Format

LARGEST = 5 * 1024 * 1024  # bytes of all texts
_AROUND_IT = 64 * 1024  # bytes that the rest of the form may take
_MOST_SHOWN = 1_000  # links of one text


@dataclass
class _Asked:
    """What the form says."""

    text: str = ""
    format: str = ""
    prefix: str = PREFIX
    faults: list[str] = field(default_factory=list)
    texts: list[tuple[str, str, Format | None]] = field(default_factory=list)  # with their names


@dataclass(frozen=True, slots=True)
class _Row:
    link: Judged
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class _Result:
    checked: Checked
    counts: list[tuple[str, str, int]]  # verdicts that there are, with their titles
    rows: list[_Row]  # the worst first, without other sites' and beyond _MOST_SHOWN
    corrected: str  # "" if there is nothing to correct


@csrf_exempt  # only until the size is known: `_page` is protected
@never_cache
def check_links(request: HttpRequest) -> HttpResponse:
    """The page; refuses texts that are too large before anybody reads them."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > LARGEST + _AROUND_IT:
        told = _("That is too large: at most %(limit)s bytes are checked at once.")
        fault = told % {"limit": f"{LARGEST:,}"}
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return _answer(request, _Asked(faults=[fault]), [], status)
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def _page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, _Asked(), [])
    asked = _asked(request)
    if asked.faults:
        return _answer(request, asked, [], HTTPStatus.BAD_REQUEST)
    judge = Judge(asked.prefix, MOST)
    try:
        checked = [report.check(name, text, judge, known) for name, text, known in asked.texts]
    except TooManyLinks:
        told = _("At most %(limit)s different links are checked at once; check them in parts.")
        asked.faults.append(told % {"limit": f"{MOST:,}"})
        return _answer(request, asked, [], HTTPStatus.BAD_REQUEST)
    results = [_result(each) for each in checked]
    return _answer(request, asked, results)


def _asked(request: HttpRequest) -> _Asked:
    form = request.POST
    asked = _Asked(form.get("text", ""), form.get("format", ""))
    asked.prefix = form.get("prefix", "").strip() or PREFIX
    if asked.format and asked.format not in FORMATS:
        asked.faults.append(_("There is no format %(name)s.") % {"name": asked.format})
        asked.format = ""
    chosen = cast(Format, asked.format) if asked.format else None
    if asked.text.strip():
        asked.texts.append(("", asked.text, chosen))
    for file in request.FILES.getlist("file"):
        name = file.name or ""
        try:
            text = file.read().decode("utf-8")
        except UnicodeDecodeError as error:
            told = _("%(name)s is not UTF-8 (at byte %(at)s).")
            asked.faults.append(told % {"name": name, "at": error.start})
            continue
        suffix = name[name.rfind(".") :].lower() if "." in name else ""
        asked.texts.append((name, text, chosen or SUFFIXES.get(suffix)))
    if not asked.texts and not asked.faults:
        asked.faults.append(_("Paste a text or choose a file."))
    return asked


def _result(checked: Checked) -> _Result:
    ours = [each for each in report.worst_first(checked.links) if each.verdict != "foreign"]
    counts = checked.counts
    return _Result(
        checked,
        [(each, str(report.TITLES[each]), counts[each]) for each in VERDICTS if counts[each]],
        [
            _Row(each, str(report.TITLES[each.verdict]), report.said(each))
            for each in ours[:_MOST_SHOWN]
        ],
        checked.corrected if checked.corrected != checked.text else "",
    )


def _answer(
    request: HttpRequest,
    asked: _Asked,
    results: list[_Result],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {"asked": asked, "formats": FORMATS, "results": results, "most": _MOST_SHOWN}
    return render(request, "pages/check_links.html", context, status=status)
