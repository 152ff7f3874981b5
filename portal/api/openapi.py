"""The OpenAPI document: how each view describes itself, and which addresses are described."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from portal.api import problems
from portal.api.parameters import Parameter
from portal.api.serializers.problem import ProblemSerializer

_View = TypeVar("_View", bound=type)

_PATH_PARAMETERS = {
    "source": (str, "A source's name."),
    "schema": (str, "A schema's name; it may hold slashes, as in metadefs/namespace."),
    "number": (int, "A version's number, from 1."),
    "property": (str, "Where a property is, as in images/*/disk_format, or its name if unique."),
    "kind": (str, "The type of a problem."),
}


_POSITIVE = {"type": "integer", "minimum": 1}
_CONDITIONAL = (
    OpenApiParameter(
        "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of what is known."
    ),
    OpenApiParameter(
        "ETag",
        str,
        OpenApiParameter.HEADER,
        response=[200, 304],
        description="Strong; it becomes weak where the answer is compressed.",
    ),
)
_NOT_MODIFIED = OpenApiResponse(description="If-None-Match has the representation's entity tag.")


def describe(
    operation: str,
    summary: str,
    answer: Any,
    *,
    path: Iterable[str] = (),
    query: Iterable[Parameter] = (),
    problem_kinds: Iterable[str] = (),
) -> Callable[[_View], _View]:
    """Describe the GET of a view: its name for clients, what it takes and what it answers.

    `path` names the parameters in its address; `problem_kinds` those problems it has besides the
    ones of every address.
    """
    kinds = {"bad-parameter", "not-acceptable", *problem_kinds, *(("not-found",) if path else ())}
    responses = {200: answer, 304: _NOT_MODIFIED, **problem_responses(*sorted(kinds))}
    extended = extend_schema(
        operation_id=operation,
        summary=summary,
        description=f"{summary}.",  # or a docstring would stand there, which is for our own readers
        parameters=[
            *(_in_path(name) for name in path),
            *(_in_query(each) for each in query),
            *_CONDITIONAL,
        ],
        responses=responses,
        auth=[],
        tags=[operation.partition("_")[0]],
    )

    def decorate(view: _View) -> _View:
        view.get = extended(view.get)  # type: ignore[attr-defined]
        return view

    return decorate


def problem_responses(*kinds: str) -> dict[Any, Any]:
    """What an operation answers with these kinds of problems."""
    answers = {}
    for kind in kinds:
        status, description = problems.KINDS[kind].status, problems.KINDS[kind].description
        problem = OpenApiResponse(ProblemSerializer, description=description)
        answers[(int(status), problems.MEDIA_TYPE)] = problem
    return answers


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document. It depends on the code alone, so it is made once."""
    made: dict[str, Any] = Generator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return made


class Generator(SchemaGenerator):
    """Describes the addresses below a schema one by one, although routing finds them as one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from portal.api import urls  # whose views this module describes

        super().__init__(*args, **{**kwargs, "patterns": urls.described, "urlconf": None})  # type: ignore[no-untyped-call]


def _in_path(name: str) -> OpenApiParameter:
    kind, description = _PATH_PARAMETERS[name]
    return OpenApiParameter(name, kind, OpenApiParameter.PATH, description=description)


def _in_query(each: Parameter) -> OpenApiParameter:
    return OpenApiParameter(
        each.name,
        _POSITIVE if each.positive else str,
        OpenApiParameter.QUERY,
        required=each.required,
        description=each.description,
        enum=each.choices or None,
        many=each.many,
    )
