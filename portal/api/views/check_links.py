"""Do links still lead where they should? What is sent is checked, and forgotten."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.openapi import ALWAYS, general_headers, problem_responses
from portal.api.problems import Problem
from portal.api.serializers.check_links import CheckedLinksSerializer, LinksToCheckSerializer
from portal.api.views.base import Check
from portal.api.views.validate import StrictJson
from portal.links.check import report
from portal.links.check.judged import MOST, PREFIX, Judge, TooManyLinks
from portal.links.check.written import FORMATS, Format, Written

_KNOWN = ("addresses", "prefix", "texts")
_OF_TEXTS = ("format", "name", "text")
_ALONE = "addresses"  # what the addresses that stand by themselves are called


class CheckLinks(Check):
    parser_classes = (StrictJson,)

    @extend_schema(
        operation_id="check_links",
        summary="Do the links of texts to this portal still lead where they should?",
        description="Nothing of it is stored.",
        request=LinksToCheckSerializer,
        responses={
            200: CheckedLinksSerializer,
            **problem_responses(
                "bad-parameter",
                "bad-body",
                "not-acceptable",
                "method-not-allowed",
                "too-large",
                "unsupported-media-type",
                *ALWAYS,
            ),
        },
        parameters=general_headers(),
        auth=[],
        tags=["links"],
    )
    def post(self, request: Request) -> HttpResponse:
        try:
            return Response(report.as_dict(_all(_members(request.data, _KNOWN, ""))))
        except TooManyLinks as error:
            told = _("At most %(limit)s different links are checked at once; check them in parts.")
            raise _bad("", told % {"limit": f"{MOST:,}"}) from error


def _all(body: dict[str, Any]) -> list[report.Checked]:
    """What is asked for, judged. Raises Problem, TooManyLinks."""
    judge = Judge(_text(body, "prefix", PREFIX), MOST)
    texts = [_checked(each, judge, n) for n, each in enumerate(_list(body, "texts"))]
    if addresses := _list(body, "addresses"):
        if not all(isinstance(each, str) for each in addresses):
            raise _bad("addresses", _("addresses is an array of texts."))
        links = [Written(each, 0, len(each), n, 1) for n, each in enumerate(addresses, 1)]
        judged = tuple(judge.judge(links))
        texts.append(report.Checked(_ALONE, "html", "", judged))
    return texts


def _checked(text: Any, judge: Judge, number: int) -> report.Checked:
    """Raises Problem."""
    known = _members(text, _OF_TEXTS, f"texts/{number}/")
    if not isinstance(known.get("text"), str):
        raise _bad(f"texts/{number}/text", _("text is missing, or is no text."))
    asked = _text(known, "format", "")
    chosen: Format | None = next((each for each in FORMATS if each == asked), None)
    if asked and chosen is None:
        told = _("format is one of %(known)s.") % {"known": ", ".join(FORMATS)}
        raise _bad(f"texts/{number}/format", told)
    return report.check(_text(known, "name", str(number + 1)), known["text"], judge, chosen)


def _members(body: Any, known: tuple[str, ...], within: str) -> dict[str, Any]:
    """Raises Problem."""
    if not isinstance(body, dict):
        told = _("It is an object with some of the members %(known)s.")
        raise _bad(within.rstrip("/"), told % {"known": ", ".join(known)})
    for name in body:
        if name not in known:
            told = _("The member %(name)r is unknown here; known are: %(known)s.")
            raise _bad(f"{within}{name}", told % {"name": name, "known": ", ".join(known)})
    return body


def _list(body: dict[str, Any], name: str) -> list[Any]:
    """Raises Problem."""
    value = body.get(name, [])
    if not isinstance(value, list):
        raise _bad(name, _("%(name)s is an array.") % {"name": name})
    return value


def _text(body: dict[str, Any], name: str, otherwise: str) -> str:
    """Raises Problem."""
    value = body.get(name, otherwise)
    if not isinstance(value, str):
        raise _bad(name, _("%(name)s is a text.") % {"name": name})
    return value or otherwise


def _bad(member: str, detail: str) -> Problem:
    return Problem("bad-body", detail, member=member)
