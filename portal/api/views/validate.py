"""Does an instance pass? It is checked against versions, and forgotten."""

from collections.abc import Mapping
from typing import IO, Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.api import problems
from portal.api.openapi import problem_responses
from portal.api.problems import Problem
from portal.api.serializers.validate import CheckSerializer, ChecksSerializer
from portal.api.views.base import Read
from portal.catalog import documents
from portal.catalog.models import Snapshot
from portal.history import address
from portal.schema.errors import ParseError, PointerError
from portal.schema.parse import Limits, parse
from portal.schema.pointer import split
from portal.validation import limits
from portal.validation.check import check
from portal.validation.outcome import Fails, GaveUp, Passes, Result, Unusable
from portal.validation.process import Busy

_BODY = Limits(size=limits.INSTANCE + 64 * 1024)
_KNOWN = ("against", "as", "instance", "part")
_RETRY_SECONDS = "2"


class StrictJson(BaseParser):
    """JSON as the portal reads it everywhere: nothing is guessed, nothing is rounded."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return parse(stream.read(_BODY.size + 1), limits=_BODY).value
        except ParseError as error:
            if error.code == "too-large":
                detail = f"The body may have {_BODY.size:,} bytes."
                raise Problem("too-large", detail) from error
            place = {"line": error.line, "column": error.column, "pointer": error.pointer}
            known = {name: value for name, value in place.items() if value is not None}
            raise Problem("bad-body", str(error), **known) from error


class Validate(Read):
    """Changes nothing, so nobody needs to sign in, and no page can misuse a reader's session."""

    parser_classes = (StrictJson,)

    @extend_schema(
        operation_id="validate",
        summary="Does an instance pass? Checked against up to four versions at once",
        description="The instance is neither stored nor logged. A check is given up after "
        f"{limits.CHECK_SECONDS} seconds.",
        request=CheckSerializer,
        responses={
            200: ChecksSerializer,
            **problem_responses(
                "bad-body",
                "not-acceptable",
                "not-found",
                "too-large",
                "unsupported-media-type",
                "busy",
            ),
        },
        auth=[],
        tags=["validate"],
    )
    def post(self, request: Request) -> HttpResponse:
        body = _body(request.data)
        against = [_version(each) for each in body["against"]]
        chosen = [documents.of(each) for each in against]
        as_request = body.get("as") == "request"
        try:
            results = check(body["instance"], chosen, body.get("part"), as_request=as_request)
        except Busy:
            busy = problems.response(request._request, "busy", problems.KINDS["busy"].description)
            busy["Retry-After"] = _RETRY_SECONDS
            return busy
        rows = [_row(*each) for each in zip(against, results, strict=True)]
        return Response(ChecksSerializer({"passes": _all_pass(results), "results": rows}).data)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        # Not as Read does: what was sent is nobody else's, and no condition holds for a POST.
        final = APIView.finalize_response(self, request, response, *args, **kwargs)
        final["Cache-Control"] = "no-store"
        return final


def _body(body: Any) -> dict[str, Any]:
    """The members of the body, which are as CheckSerializer describes them. Raises Problem."""
    if not isinstance(body, dict):
        raise Problem("bad-body", "The body is an object with the members instance and against.")
    for name in body:
        if name not in _KNOWN:
            detail = f"The member {name!r} is unknown here; known are: {', '.join(_KNOWN)}."
            raise Problem("bad-body", detail, member=name, known=_KNOWN)
    if "instance" not in body:
        raise _bad("instance", "instance is missing: the document to be checked.")
    against = body.get("against")
    if not isinstance(against, list) or not all(isinstance(each, str) for each in against):
        raise _bad("against", "against is an array of addresses, such as glance/images@3.")
    if not 1 <= len(against) <= limits.MOST_TARGETS:
        raise _bad("against", f"against has 1 to {limits.MOST_TARGETS} addresses.")
    if "as" in body and body["as"] != "request":
        raise _bad("as", 'as can only be "request".')
    if "part" in body:
        _check_pointer(body["part"])
    return body


def _check_pointer(part: Any) -> None:
    if not isinstance(part, str):
        raise _bad("part", "part is a JSON Pointer into the schema document.")
    try:
        split(part)
    except PointerError as error:
        raise _bad("part", f"part: {error}") from error


def _version(text: str) -> Snapshot:
    try:
        return address.resolve(text)
    except (address.UnknownSource, address.UnknownSchema, address.UnknownVersion) as error:
        raise Problem("not-found", f"{error}.", member="against", address=text) from error
    except address.AddressError as error:
        raise _bad("against", f"{error}.") from error


def _bad(member: str, detail: str) -> Problem:
    return Problem("bad-body", detail, member=member)


def _all_pass(results: list[Result]) -> bool | None:
    codes = {each.outcome.code for each in results}
    return False if "fails" in codes else True if codes == {"passes"} else None


def _row(version: Snapshot, result: Result) -> dict[str, Any]:
    outcome = result.outcome
    unknown = outcome if isinstance(outcome, GaveUp | Unusable) else None
    return {
        "version": version,
        "part": result.part,
        "outcome": outcome.code,
        "why": unknown and unknown.why,
        "reason": unknown and unknown.reason,
        "unchecked": outcome.unchecked if isinstance(outcome, Passes) else None,
        "violations": outcome.violations if isinstance(outcome, Fails) else (),
        "more": outcome.more if isinstance(outcome, Fails) else 0,
        "notes": result.notes,
        "unsent": result.unsent,
    }
