"""The engine: jsonschema_rs, as it runs in a process of its own (portal.validation.worker)."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import jsonschema_rs

MOST_ERRORS: Final = 100
_MOST_CAUSES = 3  # of each branch
_LONGEST = 300  # characters of a text
_MOST_NAMES = 20

_DRAFTS: Final[dict[str, tuple[int, type[jsonschema_rs.Validator]]]] = {
    "draft4": (jsonschema_rs.Draft4, jsonschema_rs.Draft4Validator),
    "draft6": (jsonschema_rs.Draft6, jsonschema_rs.Draft6Validator),
    "draft7": (jsonschema_rs.Draft7, jsonschema_rs.Draft7Validator),
    "2019-09": (jsonschema_rs.Draft201909, jsonschema_rs.Draft201909Validator),
    "2020-12": (jsonschema_rs.Draft202012, jsonschema_rs.Draft202012Validator),
}
_Kind = jsonschema_rs.ValidationErrorKind
# How it refuses a schema.
_REFUSED = (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError)
# Errors of the engine, which say nothing about the instance.
_BROKE_OFF = (_Kind.BacktrackLimitExceeded, _Kind.RegexEngineFailure)
# A pattern that the engine gives up on does not match, it says, which `not` would turn into a
# pass. So it never gives up; the process runs out of its time instead.
_PATIENCE = 2**62
# Rust's patterns mean more than ECMA-262 has, such as \A; where they mean the same, it says so.
_PATTERN = jsonschema_rs.Draft7Validator({"format": "regex"}, validate_formats=True)

Answer = dict[str, Any]


def answers(task: dict[str, Any]) -> Iterator[Answer]:
    """Yield what is known, the surest first, since the process may be stopped at any moment.

    `task` has the "schema", its "uri", the fragment ("part") of the subschema, the "draft", the
    "patterns" (a pointer for each), and the "instance". The answers are {"bad_pattern": …}, or
    {"unusable": why, "path": where in the schema}, or {"valid": …}, followed by
    {"errors": …, "more": how many, None if unknown} if it is false: the first error, then all of
    them. {"broken": why} takes back what was said.
    """
    if (pointer := _bad_pattern(task)) is not None:
        yield {"bad_pattern": pointer}
        return
    try:
        validator = _validator(task, _registry(task), task["part"])
    except jsonschema_rs.ValidationError as error:
        yield {"unusable": _cut(error.message), "path": _cut_all(error.instance_path)}
        return
    except (jsonschema_rs.ReferencingError, ValueError) as error:
        yield {"unusable": _cut(str(error)), "path": None}
        return
    instance = task["instance"]
    if validator.is_valid(instance):
        yield {"valid": True}
        return
    yield {"valid": False}
    try:
        validator.validate(instance)
    except jsonschema_rs.ValidationError as error:
        yield {"errors": [_error(error)], "more": None}
    yield _all_errors(validator.iter_errors(instance))


def batch(task: dict[str, Any]) -> Iterator[Answer]:
    """Yield, for each pair of a fragment and its values in "each", {"valid": whether each is}.

    {"valid": None} if the engine does not take that subschema. The rest of `task` is as for
    answers(), and so is {"bad_pattern": …}.
    """
    if (pointer := _bad_pattern(task)) is not None:
        yield {"bad_pattern": pointer}
        return
    try:
        registry = _registry(task)
    except _REFUSED:
        yield from ({"valid": None} for _ in task["each"])
        return
    for part, values in task["each"]:
        try:
            validator = _validator(task, registry, part)
        except _REFUSED:
            yield {"valid": None}
            continue
        yield {"valid": [validator.is_valid(value) for value in values]}


def _bad_pattern(task: dict[str, Any]) -> str | None:
    """The pointer of a pattern that is none."""
    patterns = task["patterns"].items()
    return next((pointer for each, pointer in patterns if not _PATTERN.is_valid(each)), None)


def _registry(task: dict[str, Any]) -> jsonschema_rs.Registry:
    draft, _ = _DRAFTS[task["draft"]]
    return jsonschema_rs.Registry([(task["uri"], task["schema"])], draft=draft)


def _validator(
    task: dict[str, Any], registry: jsonschema_rs.Registry, part: str
) -> jsonschema_rs.Validator:
    """Compile the subschema within its document; nothing outside of it is ever opened."""
    _, validator = _DRAFTS[task["draft"]]
    return validator(
        {"$ref": f"{task['uri']}#{part}"},
        registry=registry,
        validate_formats=True,
        pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_PATIENCE),
        offline=True,
    )


def _all_errors(errors: Iterator[jsonschema_rs.ValidationError]) -> Answer:
    listed = []
    for error in islice(errors, MOST_ERRORS):
        if isinstance(error.kind, _BROKE_OFF):
            return {"broken": _cut(error.message)}
        listed.append(_error(error))
    return {"errors": listed, "more": sum(1 for _ in errors)}


def _error(error: jsonschema_rs.ValidationError, *, causes: bool = True) -> Answer:
    """An error as plain JSON; `path` goes through references, and begins at the subschema."""
    kind = error.kind
    said: Answer = {
        "keyword": "false" if isinstance(kind, _Kind.FalseSchema) else kind.name,
        "message": _cut(error.message),
        "at": error.instance_path,
        "path": error.evaluation_path[1:],  # without our own $ref
    }
    for name in ("property", "format"):
        if hasattr(kind, name):
            said[name] = getattr(kind, name)
    if isinstance(kind, _Kind.AdditionalProperties | _Kind.UnevaluatedProperties):
        said["unexpected"] = _cut_all(kind.unexpected[:_MOST_NAMES])
        said["count"] = len(kind.unexpected)
    if isinstance(kind, _Kind.PropertyNames):
        said["name"] = _cut(str(kind.error.instance))
        said["message"] = _cut(kind.error.message)
    if hasattr(kind, "limit"):
        said["limit"] = kind.limit if isinstance(kind.limit, int | float) else str(kind.limit)
    if hasattr(kind, "context"):
        said["count"] = len(kind.context)
        fitting = (index for index, branch in enumerate(kind.context) if not branch)
        said["fitting"] = list(islice(fitting, _MOST_NAMES))
        if causes:
            said["causes"] = [
                _error(each, causes=False)
                for branch in kind.context[:_MOST_NAMES]
                for each in branch[:_MOST_CAUSES]
            ]
    return said


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _cut_all(texts: list[Any]) -> list[Any]:
    return [_cut(each) if isinstance(each, str) else each for each in texts]
