"""Whole answers, kept for whoever asks the same while the database says the same.

An answer is made of what the database holds, of the settings and the code, which don't change while
a process runs, and of what the request says. So it is kept by the state of the database that was
read (portal.database) and all that a view may read of a request: no view has to name what makes its
answer stale, and none can forget to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from sys import getsizeof
from threading import Lock
from time import monotonic
from typing import Final, TypeAlias

from cachetools import TTLCache
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, ResponseHeaders

from portal.conditional import tag, unchanged
from portal.database import Watch

# What a hit adds, such as how often one may still ask; None: let the view answer this one.
OnReuse: TypeAlias = Callable[[HttpRequest], Mapping[str, str] | None]
Key: TypeAlias = tuple[str | None, ...]

# Time passes, too: a page looks whether it is too old, though not at each visit, since the fetch
# loop does so as well; and a search may be for what has changed of late.
_LONGEST: Final = 300.0  # seconds
_MOST_BYTES: Final = 64 * 2**20  # of all answers in a process
_LARGEST: Final = 4 * 2**20
_WEIGHT: Final = 2_000  # bytes that an answer takes beside all its texts, roughly


def _variable(header: str) -> str:
    return f"HTTP_{header.upper().replace('-', '_')}"


# What views read of a request. Whose answer depends on more says so in Vary, and isn't kept.
_HEADERS: Final = ("accept", "accept-datetime", "accept-encoding", "accept-language", "hx-request")
_VARIABLES: Final = tuple(map(_variable, _HEADERS))
_COOKIES: Final = (settings.LANGUAGE_COOKIE_NAME, "theme")
_KNOWN: Final = {"cookie", *_HEADERS}
# Whoever says this is somebody, or asks for something rare.
_PERSONAL: Final = frozenset({settings.SESSION_COOKIE_NAME, "messages"})
_RARE: Final = ("authorization", "if-match", "if-range", "if-unmodified-since", "range")
_UNKEPT: Final = frozenset(map(_variable, _RARE))
_FILES: Final = settings.STATIC_URL  # given by WhiteNoise, which is as fast
_CONDITIONS: Final = {name: _variable(name) for name in ("If-None-Match", "If-Modified-Since")}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent."""

    content: bytes
    headers: ResponseHeaders
    on_reuse: OnReuse | None
    weight: int  # bytes, with its key: a long query makes a short answer heavy

    def again(self, more: Mapping[str, str]) -> HttpResponse:
        response = HttpResponse(self.content, self.headers["Content-Type"])
        # Nobody behind the first middleware writes headers, so they need not be copied.
        response.headers = ResponseHeaders({**self.headers, **more}) if more else self.headers
        return response


class Answers:
    """Middleware, in front of all other, that gives answers again."""

    def __init__(
        self,
        get_response: Callable[[HttpRequest], HttpResponseBase],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed  # code and templates change while it runs
        self._get_response = get_response
        self._watch = Watch()
        self._lock = Lock()
        self._kept: TTLCache[Key, Answer] = TTLCache(
            _MOST_BYTES, _LONGEST, clock, lambda answer: answer.weight
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_for_all(request):
            return self._get_response(request)
        # Before anything else is read: what is committed meanwhile makes another state.
        state = self._watch.token()
        if state is None:
            return self._get_response(request)
        key = (state, *_asked(request))
        # The answer is made whole, so that it can be kept; only then do these count.
        conditions = _conditions(request)
        with self._lock:
            kept = self._kept.get(key)
        more = {} if kept is None or kept.on_reuse is None else kept.on_reuse(request)
        if kept is not None and more is not None:
            response: HttpResponseBase = kept.again(more)
        else:
            response = self._get_response(request)
            if (answer := _answer(response, key)) is not None:
                with self._lock:
                    self._kept[key] = answer
            elif response.status_code != 200 or "ETag" not in response:
                return response
        return unchanged(conditions, response) or response


def reuse(response: HttpResponseBase, on_reuse: OnReuse) -> None:
    """Let `on_reuse` be asked whenever `response` is given again."""
    setattr(response, "on_reuse", on_reuse)  # noqa: B010 - a response knows nothing of it


def _is_for_all(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and not request.path.startswith(_FILES)
        and _PERSONAL.isdisjoint(request.COOKIES)
        and _UNKEPT.isdisjoint(request.META)
    )


def _asked(request: HttpRequest) -> Key:
    """All that an answer may depend on."""
    meta, cookies = request.META, request.COOKIES
    return (
        request.method,
        request.scheme,
        meta.get("HTTP_HOST"),
        request.path,
        meta.get("QUERY_STRING"),
        *map(meta.get, _VARIABLES),
        *map(cookies.get, _COOKIES),
    )


def _conditions(request: HttpRequest) -> dict[str, str]:
    """Take these headers out of a request, before anybody has looked at them."""
    found = {name: request.META.pop(variable, None) for name, variable in _CONDITIONS.items()}
    return {name: text for name, text in found.items() if text is not None}


def _answer(response: HttpResponseBase, key: Key) -> Answer | None:
    """`response` as it is kept by `key`, under a tag of its own; None if it is for one reader, or
    once.
    """
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
        return None
    control, vary = (response.get(name, "").lower() for name in ("Cache-Control", "Vary"))
    if "no-store" in control or "private" in control or len(response.content) > _LARGEST:
        return None
    if not {name.strip() for name in vary.split(",") if name} <= _KNOWN:
        return None
    if "ETag" not in response:
        response["ETag"] = tag(response.content, response["Content-Type"])
    headers = dict(response.items())
    texts = [*key, *headers, *headers.values(), response.content]
    return Answer(
        response.content,
        ResponseHeaders(headers),
        getattr(response, "on_reuse", None),
        sum(map(getsizeof, texts)) + _WEIGHT,
    )
