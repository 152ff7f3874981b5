"""Any two versions beside each other."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api import links, stored
from portal.api.openapi import describe
from portal.api.parameters import Parameter, bad
from portal.api.problems import Problem
from portal.api.serializers.compare import ComparisonSerializer
from portal.api.sparse import FIELDS
from portal.api.views.base import Read
from portal.catalog import addresses
from portal.catalog.models import Snapshot
from portal.history import address, comparing, report, wording
from portal.schema.impact import Impact, Judged

_BEFORE = Parameter(
    "before",
    gettext_noop(
        "The address of a version: source/schema, source/schema@3 or source/schema@2019-04-10."
    ),
    required=True,
)
_AFTER = Parameter(
    "after",
    gettext_noop(
        "The address of the other version: source/schema, source/schema@3 or "
        "source/schema@2019-04-10."
    ),
    required=True,
)
_IMPACT = Parameter(
    "impact",
    "Only changes of this impact, on the side that is asked for.",
    choices=tuple(impact.value for impact in Impact),
)
_SIDE = Parameter(
    "side", "Whose verdicts count; the worse of the two if left out.", choices=report.SIDES
)


@describe(
    "compare_read",
    "What differs between any two versions, and whom it breaks",
    ComparisonSerializer,
    problem_kinds=("not-found",),
)
class Compare(Read):
    parameters = (_BEFORE, _AFTER, _IMPACT, _SIDE, FIELDS)

    def get(self, request: Request) -> Response:
        before, after = _version(self.asked, _BEFORE), _version(self.asked, _AFTER)
        judged = comparing.between(before, after)
        shown = [each for each in judged if self._is_asked_for(each)]
        asked = {"before": address.written(before), "after": address.written(after)}
        whole = report.outline(before, after, judged) | {
            "url": links.with_query(links.index("compare/"), asked),
            "page": links.absolute(_page(before, after, asked)),
            "says_the_same": not judged,
            "is_same_bytes": before.content_id == after.content_id,
            "changes": [_told(each) for each in shown],
        }
        return Response(ComparisonSerializer(whole).data)

    def _is_asked_for(self, judged: Judged) -> bool:
        impact, verdict = self.asked.get("impact"), judged.verdict
        sides = {"request": verdict.request, "response": verdict.response}
        return impact is None or sides.get(self.asked.get("side", ""), verdict.worst) == impact


def _told(judged: Judged) -> dict[str, Any]:
    """A change, and in words what happened."""
    told = {"text": wording.phrase(judged.change), "through": list(map(_told, judged.through))}
    return report.change(judged) | told


def _version(asked: Mapping[str, str], side: Parameter) -> Snapshot:
    """The version that a parameter names, with the members that VersionSerializer shows."""
    try:
        found = address.resolve(asked[side.name])
    except (address.UnknownSource, address.UnknownSchema, address.UnknownVersion) as error:
        raise Problem(
            "not-found",
            _("%(name)s: %(fault)s.") % {"name": side.name, "fault": error},
            parameter=side.name,
        ) from error
    except address.AddressError as error:
        raise bad(
            side.name, _("%(name)s: %(fault)s.") % {"name": side.name, "fault": error}
        ) from error
    return stored.versions(found.schema).get(pk=found.pk)


def _page(before: Snapshot, after: Snapshot, asked: dict[str, str]) -> str:
    if before.schema_id == after.schema_id:
        schema = before.schema
        return addresses.compare_url(schema.source.name, schema.name, before.number, after.number)
    return f"/compare/?{urlencode(asked)}"
