"""oEmbed 1.0 (https://oembed.com): how other sites show what they link to."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.links import named, places
from portal.links.check.judged import hosts
from portal.links.places import Nowhere, Place, Several
from portal.pages import discovery

_WIDTH, _HEIGHT = 640, 280  # pixels
_SHORT, _LONG = 3_600, 30 * 86_400  # seconds for which an answer may be kept
_TYPES = {"json": "application/json", "xml": "text/xml; charset=utf-8"}


class _Refused(Exception):
    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """What a consumer shows for `url`; of foreign addresses nothing is known, and nothing asked.

    "rich" with a frame if there are hosts that may show one, else "link".
    """
    try:
        response = _answer(request)
    except _Refused as refused:
        response = HttpResponse(
            str(refused), status=refused.status, content_type="text/plain; charset=utf-8"
        )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    format_ = asked.get("format") or "json"
    if format_ not in _TYPES:
        told = _("There is no format %(name)s; there is json and xml.") % {"name": format_[:40]}
        raise _Refused(HTTPStatus.NOT_IMPLEMENTED, told)
    width, height = (
        _pixels(asked.get(name, ""), name, most)
        for name, most in (("maxwidth", _WIDTH), ("maxheight", _HEIGHT))
    )
    place = _place(asked.get("url", ""))
    said = _said(place, width, height, is_bounded="maxwidth" in asked or "maxheight" in asked)
    body = json.dumps(said, ensure_ascii=False) if format_ == "json" else _xml(said)
    kept = {"Cache-Control": f"public, max-age={said['cache_age']}"}
    return HttpResponse(body, content_type=_TYPES[format_], headers=kept)


def _place(url: str) -> Place:
    """The place at a whole address of this portal. Raises _Refused."""
    if not url:
        told = _("url is missing: the address of a page of this portal.")
        raise _Refused(HTTPStatus.BAD_REQUEST, told)
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or parts.netloc not in hosts():
            raise Nowhere
        path = unquote(parts.path)
        is_named = path.startswith("/go/")
        place = named.find(path[4:]) if is_named else places.find(path)
        if place.schema is None or place.schema.current is None:
            raise Nowhere
    except (Nowhere, Several, ValueError) as error:
        told = _("There is no page of this portal at that address that others can show.")
        raise _Refused(HTTPStatus.NOT_FOUND, told) from error
    return place


def _said(place: Place, width: int, height: int, *, is_bounded: bool) -> dict[str, Any]:
    about = discovery.of(place)
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "link",
        "title": about.title,
        "provider_name": "Schema Portal",
        "provider_url": f"{settings.PORTAL_URL}/",
        "cache_age": _LONG if place.pinned else _SHORT,
    }
    if settings.EMBED_HOSTS:
        frame = format_html(
            '<iframe src="{}/embed{}" width="{}" height="{}" title="{}" loading="lazy" '
            'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>',
            *(settings.PORTAL_URL, place.url, width, height, about.title),
        )
        said |= {"type": "rich", "html": frame, "width": width, "height": height}
    if about.image and not is_bounded:  # a picture must not be larger than what is asked for
        said |= {
            "thumbnail_url": about.image,
            "thumbnail_width": discovery.CARD_WIDTH,
            "thumbnail_height": discovery.CARD_HEIGHT,
        }
    return said


def _xml(said: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in said.items():
        ElementTree.SubElement(root, name).text = str(value)
    start = b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
    body: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=False)
    return start + body


def _pixels(text: str, name: str, most: int) -> int:
    """At most `most`, and at most what is asked for. Raises _Refused."""
    if not text:
        return most
    if not (text.isascii() and text.isdigit()) or int(text[:9]) < 1:
        told = _("%(name)s=%(value)s is not a number of pixels.")
        raise _Refused(HTTPStatus.BAD_REQUEST, told % {"name": name, "value": text[:40]})
    return min(most, int(text[:9]))
