"""Does my document pass? A document that is sent is checked, and then forgotten."""

from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.catalog import documents, sentences
from portal.catalog.models import Snapshot
from portal.history import address
from portal.pages import checking
from portal.schema.errors import ParseError
from portal.schema.parse import Limits, parse
from portal.schema.value import JSON
from portal.validation import limits, parts
from portal.validation.check import check
from portal.validation.outcome import Part
from portal.validation.process import Busy

_AROUND_IT = 64 * 1024  # bytes that the rest of a form may take
_MOST_OFFERED = 1000
_WHOLE = "#"  # an empty `part` leaves the choice to the portal
_NEAR = 40  # characters
_RETRY_SECONDS = 2


@dataclass(slots=True)
class Asked:
    """What the form says: which versions, which part of them, the document."""

    against: list[str]
    part: str
    as_request: bool
    text: str = ""
    faults: list[str] = field(default_factory=list)
    status: HTTPStatus = HTTPStatus.OK
    broken: str = ""  # the text around the place where the document is no JSON
    snapshots: list[Snapshot] = field(default_factory=list)

    def fail(self, fault: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        self.faults.append(fault)
        self.status = status if self.status == HTTPStatus.OK else self.status

    @property
    def pointer(self) -> str | None:
        return "" if self.part == _WHOLE else self.part or None

    @property
    def query(self) -> str:
        """What leads to the same choices again."""
        pairs = [("against", each) for each in self.against]
        pairs += [("part", self.part)] if self.part else []
        pairs += [("as", "request")] if self.as_request else []
        return urlencode(pairs)


@csrf_exempt  # only until the size is known: `_page` is protected
@never_cache
def validate(request: HttpRequest) -> HttpResponse:
    """The page; refuses a document that is too large before anybody reads it."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > limits.INSTANCE + _AROUND_IT:
        asked = _asked(request.GET)
        asked.fail(_too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return _answer(request, asked)
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@sensitive_post_parameters("instance")
def _page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, _asked(request.GET))
    asked = _asked(request.POST)
    instance = _instance(request, asked)
    if not asked.against:
        asked.fail(_("Choose a version to check against."))
    if asked.faults:
        return _answer(request, asked)
    chosen = [documents.of(each) for each in asked.snapshots]
    try:
        results = check(instance, chosen, asked.pointer, as_request=asked.as_request)
    except Busy:
        asked.fail(str(_BUSY), HTTPStatus.SERVICE_UNAVAILABLE)
        return _answer(request, asked)
    return _answer(request, asked, checking.report(asked.snapshots, results, asked.text))


_BUSY = gettext_lazy("Others are checking documents just now. Try again in a moment.")


def _too_large() -> str:
    told = _("The document is too large: at most %(limit)s bytes are checked.")
    return told % {"limit": f"{limits.INSTANCE:,}"}


def _asked(form: QueryDict) -> Asked:
    """What the form says of versions and parts; what is wrong with it is among the faults."""
    against = [each.strip() for each in form.getlist("against") if each.strip()]
    asked = Asked(list(dict.fromkeys(against)), form.get("part", ""), form.get("as") == "request")
    if len(asked.against) > limits.MOST_TARGETS:
        told = _("At most %(number)s versions can be checked against at once.")
        asked.fail(told % {"number": limits.MOST_TARGETS})
        asked.against = asked.against[: limits.MOST_TARGETS]
    for each in asked.against:
        try:
            asked.snapshots.append(address.resolve(each))
        except (address.UnknownSource, address.UnknownSchema, address.UnknownVersion) as error:
            words = {"address": each, "fault": error}
            asked.fail(_("%(address)s: %(fault)s.") % words, HTTPStatus.NOT_FOUND)
        except address.AddressError as error:
            asked.fail(_("%(fault)s.") % {"fault": error})
    if asked.part not in {"", _WHOLE} and not asked.part.startswith("/"):
        told = _("%(part)r is no JSON Pointer: it would begin with a slash.")
        asked.fail(told % {"part": asked.part})
    return asked


def _instance(request: HttpRequest, asked: Asked) -> JSON:
    """The document that was sent; what is wrong with it is among the faults."""
    file = request.FILES.get("file")
    data = file.read() if file else request.POST.get("instance", "").encode()
    asked.text = data.decode(errors="replace").removeprefix("\ufeff")
    if not data.strip():
        asked.fail(_("Paste a document, or choose a file."))
        return None
    try:
        return parse(data, limits=Limits(size=limits.INSTANCE)).value
    except ParseError as error:
        is_large = error.code == "too-large"
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_large else HTTPStatus.BAD_REQUEST
        asked.fail(_too_large() if is_large else sentences.told(str(error)), status)
        asked.broken = _around(asked.text, error)
        return None


def _around(text: str, error: ParseError) -> str:
    if error.line is None or error.column is None:
        return ""
    line = text.split("\n")[error.line - 1].rstrip("\r")
    return line[max(0, error.column - _NEAR) : error.column + _NEAR].strip()


def _answer(
    request: HttpRequest, asked: Asked, report: checking.Report | None = None
) -> HttpResponse:
    empty = [""] * (limits.MOST_TARGETS - len(asked.against))
    context = {
        "asked": asked,
        "fields": [*asked.against, *empty],
        "offered": _offered(),
        "parts": _parts(asked),
        "report": report,
    }
    response = render(request, "pages/validate.html", context, status=asked.status)
    if asked.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _parts(asked: Asked) -> list[Part]:
    """The parts of the chosen versions that people are likely to mean; and the one that is."""
    every = [each for chosen in asked.snapshots for each in parts.offered(documents.of(chosen))]
    found = {each.pointer or _WHOLE: Part(each.pointer or _WHOLE, each.label) for each in every}
    found.setdefault(_WHOLE, Part(_WHOLE, parts.WHOLE.label))
    if asked.part:
        found.setdefault(asked.part, Part(asked.part, asked.part))
    return list(found.values())


def _offered() -> list[Snapshot]:
    """Versions to choose from, the newest of each schema first; of too many, the first ones."""
    every = Snapshot.objects.select_related("schema__source", "schema__current")
    return list(every.order_by("schema__source__name", "schema__name", "-number")[:_MOST_OFFERED])
