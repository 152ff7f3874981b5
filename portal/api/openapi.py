"""The OpenAPI document: how each view describes itself, and which addresses are described."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from portal.api import problems, sparse
from portal.api.parameters import Parameter
from portal.api.serializers.problem import ProblemSerializer

_View = TypeVar("_View", bound=type)

_PATH_PARAMETERS: Final = {
    "source": (str, "A source's name."),
    "schema": (str, "A schema's name; it may hold slashes, as in metadefs/namespace."),
    "number": (int, "A version's number, from 1."),
    "property": (str, "Where a property is, as in images/*/disk_format, or its name if unique."),
    "kind": (str, "The type of a problem."),
    "fetch": (int, "The number of a fetch."),
}
_POSITIVE: Final = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
_ANY_TEXT: Final = r"^[^\u0000]*$"  # PostgreSQL can't be asked for that character
_HTTP_DATE: Final = {"type": "string", "pattern": "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4}"}
_HEADERS: Final = {
    "ETag": "Strong; it becomes weak where the answer is compressed.",
    "Cache-Control": "How long it may be used again; immutable for what never changes.",
    "Content-Language": "The language of what the portal itself says.",
    "Vary": "The headers of the request that it depends on.",
}
_DIGEST: Final = "The SHA-256 of the bytes that are sent (RFC 9530); what is streamed has none."
_WITH_BODY: Final = sorted({200, *(int(kind.status) for kind in problems.KINDS.values())})
OF_SCHEMA: Final = {
    "Link": "Where its versions are (RFC 5829), and what it is in time (RFC 7089).",
    "Portal-Captured-At": "When the source last said so (RFC 3339).",
    "Portal-Refreshing": "Whether it is being asked again: ?0 or ?1 (RFC 9651).",
}
OF_VERSION: Final = {
    "Link": "Where the other versions are (RFC 5829), and what it is in time (RFC 7089).",
    "Memento-Datetime": "When the version was first captured (RFC 7089).",
}
OF_BYTES: Final = {
    "Content-Disposition": "A name for a file of them.",
    "Last-Modified": "When the version was first captured; it hasn't changed since.",
}
_ALL: Final = ("bad-parameter", "not-acceptable", "not-found", "method-not-allowed",
               "precondition-failed")  # fmt: skip
ALWAYS: Final = ("too-many-requests", "internal-error", "unavailable")
_RETRY: Final = [429, 503]


def describe(
    operation: str,
    summary: str,
    answer: Any,
    *,
    path: Iterable[str] = (),
    problem_kinds: Iterable[str] = (),
    headers: dict[str, str] | None = None,
    leads_on: bool = False,
    in_time: bool = False,
    more: str = "",
) -> Callable[[_View], _View]:
    """Describe the GET of a view: its name for clients and what it answers; what it takes in a
    query stands in its `parameters`.

    `path` names the parameters in its address; `problem_kinds` those problems it has besides the
    ones of every address; `headers` those of its answers. `leads_on` says that it may redirect
    even if nothing was renamed, `in_time` that it does so by Accept-Datetime. `more` is further
    description.
    """
    path = tuple(path)
    kinds = {*_ALL, *ALWAYS, *problem_kinds} | ({"bad-header"} if in_time else set())
    answers = _answers(answer, leads_on=leads_on or in_time) | led_on(path)
    members = sparse.members(answer)

    def decorate(view: _View) -> _View:
        view.members = members  # type: ignore[attr-defined]
        extended = extend_schema(
            operation_id=operation,
            summary=summary,
            # Or a docstring would stand there, which is for our readers.
            description=f"{summary}. {more}".rstrip(),
            parameters=[
                *(in_path(name) for name in path),
                *(_in_query(_told(each, members)) for each in view.parameters),  # type: ignore[attr-defined]
                *_conditions(in_time=in_time),
                *(_answered(*each, [200, 304]) for each in (_HEADERS | (headers or {})).items()),
                *general_headers(),
                *location(answers),
                _answered("Allow", "The methods that there are.", [405]),
            ],
            responses=answers | problem_responses(*sorted(kinds)),
            auth=[],
            tags=[operation.partition("_")[0]],
        )
        view.get = extended(view.get)  # type: ignore[attr-defined]
        return view

    return decorate


def _answers(answer: Any, *, leads_on: bool) -> dict[Any, Any]:
    """The answers of a GET that are no problems; one that redirects may lead on."""
    given = answer if isinstance(answer, dict) else {200: answer}
    known = {304: OpenApiResponse(description="It is known.")}
    led = {302: OpenApiResponse(description="It has another address: see Location.")}
    return {**given, **known, **(led if leads_on else {})}


def general_headers() -> list[OpenApiParameter]:
    """The headers of whatever an operation answers."""
    return [
        _answered("RateLimit-Policy", "How often an address may ask.", [200, 429]),
        _answered("RateLimit", "How often it may do so still.", [200, 429]),
        _answered("Retry-After", "In how many seconds to ask again.", _RETRY),
        _answered("Repr-Digest", _DIGEST, _WITH_BODY),
    ]


def led_on(path: Iterable[str]) -> dict[int, OpenApiResponse]:
    """What is answered at an address with these parameters if one had another name before."""
    told = OpenApiResponse(description="Its source or schema has another name now: see Location.")
    return {308: told} if "source" in path else {}


def location(answers: Iterable[int]) -> list[OpenApiParameter]:
    """The header of those `answers` that lead on."""
    leading = sorted({302, 308} & set(answers))
    return [_answered("Location", "Where it is.", leading)] if leading else []


def problem_responses(*kinds: str) -> dict[Any, Any]:
    """What an operation answers with these kinds of problems."""
    told = defaultdict(list)
    for kind in kinds:
        told[int(problems.KINDS[kind].status)].append(problems.KINDS[kind].description)
    return {
        (status, problems.MEDIA_TYPE): OpenApiResponse(
            ProblemSerializer, description="\n\n".join(descriptions)
        )
        for status, descriptions in told.items()
    }


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document. It depends on the code alone, so it is made once."""
    with translation.override("en"):  # whoever asks first
        made: dict[str, Any] = Generator().get_schema(public=True)
    return made


class Generator(SchemaGenerator):
    """Describes the addresses below a schema one by one, although routing finds them as one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from portal.api import urls  # whose views this module describes

        super().__init__(*args, **{**kwargs, "patterns": urls.described, "urlconf": None})  # type: ignore[no-untyped-call]

    def get_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The document. A body has no members but those that are described."""
        made = super().get_schema(*args, **kwargs)  # type: ignore[no-untyped-call]
        components = made["components"]["schemas"]
        for path in made["paths"].values():
            body = path.get("post", {}).get("requestBody", {"content": {}})
            for content in body["content"].values():
                name = content["schema"].get("$ref", "").rpartition("/")[2]
                if name in components:
                    components[name]["additionalProperties"] = False
        return made


def in_path(name: str) -> OpenApiParameter:
    """The parameter of that name in an address."""
    kind, description = _PATH_PARAMETERS[name]
    type_ = _POSITIVE if kind is int else kind
    return OpenApiParameter(name, type_, OpenApiParameter.PATH, description=description)


def _in_query(each: Parameter) -> OpenApiParameter:
    text = {"type": "string", "pattern": each.pattern or _ANY_TEXT}
    kind = _POSITIVE if each.positive else str if each.choices else text
    is_text = kind is text
    return OpenApiParameter(
        each.name,
        {"type": "array", "items": text} if each.many and is_text else kind,
        OpenApiParameter.QUERY,
        required=each.required,
        description=each.description,
        enum=each.choices or None,
        many=each.many and not is_text,
    )


def _told(each: Parameter, members: tuple[str, ...]) -> Parameter:
    """`each`, or for the members of an answer: which there are."""
    if each is not sparse.FIELDS:
        return each
    name = rf"({'|'.join(members)})(\.[A-Za-z0-9_]+)*"
    return replace(each, pattern=f"^{name}(,{name})*$")


def _conditions(*, in_time: bool) -> list[OpenApiParameter]:
    """The headers of a request that its answer depends on."""
    asked: dict[str, tuple[Any, str]] = {"If-None-Match": (str, "The ETag of what is known.")}
    if in_time:
        asked["Accept-Datetime"] = (
            _HTTP_DATE,
            "As it was then (RFC 7089); leads to the pinned version.",
        )
    return [
        OpenApiParameter(name, kind, OpenApiParameter.HEADER, description=description)
        for name, (kind, description) in asked.items()
    ]


def _answered(name: str, description: str, statuses: list[int]) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, response=statuses
    )
