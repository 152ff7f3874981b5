"""Does an instance pass? It is checked against versions, and forgotten."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import IO, Any, TypeVar

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import problems
from portal.api.openapi import (
    ALWAYS,
    general_headers,
    in_path,
    led_on,
    location,
    problem_responses,
)
from portal.api.problems import Problem
from portal.api.serializers.validate import (
    CheckOneSerializer,
    CheckSerializer,
    ChecksSerializer,
)
from portal.api.throttle import Throttle
from portal.api.views.base import Check
from portal.api.views.below_schema import snapshot
from portal.catalog import documents, sentences
from portal.catalog.models import Schema, Snapshot
from portal.history import address
from portal.schema.errors import ParseError, PointerError
from portal.schema.parse import Limits, parse
from portal.schema.pointer import split
from portal.validation import limits
from portal.validation.check import check
from portal.validation.outcome import Fails, GaveUp, Passes, Result, Unusable, is_only_here
from portal.validation.process import Busy

_BODY = Limits(size=limits.INSTANCE + 64 * 1024)
_KNOWN_OF_ONE = ("as", "instance", "part")
_KNOWN = ("against", *_KNOWN_OF_ONE)
_RETRY_SECONDS = "2"
_PROBLEMS = (
    "bad-parameter", "bad-body", "not-acceptable", "not-found", "method-not-allowed", "too-large",
    "unsupported-media-type", "busy", *ALWAYS,
)  # fmt: skip
_View = TypeVar("_View", bound=Callable[..., HttpResponse])


def _described(
    operation: str, summary: str, request: Any = CheckSerializer, path: Sequence[str] = ()
) -> Callable[[_View], _View]:
    """Describe a POST that checks an instance."""
    described: Callable[[_View], _View] = extend_schema(
        operation_id=operation,
        summary=summary,
        description="The instance is neither stored nor logged. A check is given up after "
        f"{limits.CHECK_SECONDS} seconds.",
        parameters=[*map(in_path, path), *general_headers(), *location(led_on(path))],
        request=request,
        responses={200: ChecksSerializer, **led_on(path), **problem_responses(*_PROBLEMS)},
        auth=[],
        tags=["validate"],
    )
    return described


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
                detail = _("The body may have %(size)s bytes.") % {"size": f"{_BODY.size:,}"}
                raise Problem("too-large", detail) from error
            place = {"line": error.line, "column": error.column, "pointer": error.pointer}
            known = {name: value for name, value in place.items() if value is not None}
            raise Problem("bad-body", sentences.told(str(error)), **known) from error


class _Checks(Check):
    parser_classes = (StrictJson,)
    rate = ("validate", Throttle(settings.API_RATE // 20))  # it costs more than reading does

    def answer(self, body: dict[str, Any], against: list[Snapshot]) -> HttpResponse:
        """What comes of the instance in `body` with each version. Raises Problem."""
        chosen = [documents.of(each) for each in against]
        as_request = body.get("as") == "request"
        try:
            results = check(body["instance"], chosen, body.get("part"), as_request=as_request)
        except Busy:
            busy = problems.response(self.request._request, "busy", problems.described("busy"))
            busy["Retry-After"] = _RETRY_SECONDS
            return busy
        rows = [_row(*each, results) for each in zip(against, results, strict=True)]
        return Response(ChecksSerializer({"passes": _all_pass(results), "results": rows}).data)


class Validate(_Checks):
    """Against the versions that the body names."""

    @_described("validate", "Does an instance pass? Checked against up to four versions at once")
    def post(self, request: Request) -> HttpResponse:
        body = _body(request.data, _KNOWN)
        return self.answer(body, [_version(each) for each in _addresses(body)])


class ValidateSchema(_Checks):
    """Against the current version of the schema in the address."""

    @_described(
        "schemas_validate",
        "Does an instance pass the current version?",
        request=CheckOneSerializer,
        path=("source", "schema"),
    )
    def post(self, request: Request, schema: Schema) -> HttpResponse:
        body = _body(request.data, _KNOWN_OF_ONE)
        if schema.current is None:
            detail = _("Nothing of %(schema)s has been captured.")
            raise Problem("not-found", detail % {"schema": schema})
        return self.answer(body, [snapshot(schema, schema.current.number)])


class ValidateVersion(_Checks):
    """Against the version in the address."""

    @_described(
        "versions_validate",
        "Does an instance pass this version?",
        request=CheckOneSerializer,
        path=("source", "schema", "number"),
    )
    def post(self, request: Request, schema: Schema, number: int) -> HttpResponse:
        body = _body(request.data, _KNOWN_OF_ONE)
        return self.answer(body, [snapshot(schema, number)])


def _body(body: Any, known: Sequence[str]) -> dict[str, Any]:
    """The members of the body, which are as its serializer describes them. Raises Problem."""
    if not isinstance(body, dict):
        detail = _("The body is an object; its members are: %(known)s.")
        raise Problem("bad-body", detail % {"known": ", ".join(known)})
    for name in body:
        if name not in known:
            detail = _("The member %(name)r is unknown here; known are: %(known)s.")
            detail %= {"name": name, "known": ", ".join(known)}
            raise Problem("bad-body", detail, member=name, known=known)
    if "instance" not in body:
        raise _bad("instance", _("instance is missing: the document to be checked."))
    if "as" in body and body["as"] != "request":
        raise _bad("as", _('as can only be "request".'))
    if "part" in body:
        _check_pointer(body["part"])
    return body


def _addresses(body: dict[str, Any]) -> list[str]:
    against = body.get("against")
    if not isinstance(against, list) or not all(isinstance(each, str) for each in against):
        detail = _("against is an array of addresses, such as glance/images@3.")
        raise _bad("against", detail)
    if not 1 <= len(against) <= limits.MOST_TARGETS:
        detail = _("against has 1 to %(number)s addresses.") % {"number": limits.MOST_TARGETS}
        raise _bad("against", detail)
    return against


def _check_pointer(part: Any) -> None:
    if not isinstance(part, str):
        raise _bad("part", _("part is a JSON Pointer into the schema document."))
    try:
        split(part)
    except PointerError as error:
        raise _bad("part", _("part: %(fault)s") % {"fault": sentences.told(str(error))}) from error


def _version(text: str) -> Snapshot:
    try:
        return address.resolve(text)
    except (address.UnknownSource, address.UnknownSchema, address.UnknownVersion) as error:
        raise Problem(
            "not-found", _("%(fault)s.") % {"fault": error}, member="against", address=text
        ) from error
    except address.AddressError as error:
        raise _bad("against", _("%(fault)s.") % {"fault": error}) from error


def _bad(member: str, detail: str) -> Problem:
    return Problem("bad-body", detail, member=member)


def _all_pass(results: list[Result]) -> bool | None:
    codes = {each.outcome.code for each in results}
    return False if "fails" in codes else True if codes == {"passes"} else None


def _row(version: Snapshot, result: Result, results: Sequence[Result]) -> dict[str, Any]:
    outcome = result.outcome
    others = [each for each in results if each is not result]
    unknown = outcome if isinstance(outcome, GaveUp | Unusable) else None
    return {
        "version": version,
        "part": result.part,
        "outcome": outcome.code,
        "why": unknown and unknown.why,
        "reason": unknown and unknown.reason,
        "unchecked": outcome.unchecked if isinstance(outcome, Passes) else None,
        "violations": [
            {field.name: getattr(each, field.name) for field in fields(each)}
            | {"only_here": is_only_here(each, others)}
            for each in result.violations
        ],
        "more": outcome.more if isinstance(outcome, Fails) else 0,
        "notes": result.notes,
        "unsent": result.unsent,
    }
