"""Judging what differs, beside tools that only find it."""

import copy
import json
import random
from typing import Any

from portal.schema.dialect import DRAFT7, OPENSTACK
from portal.schema.impact import compare
from portal.schema.parse import parse
from portal.schema.value import JSON
from portal.schema.walk import walk
from tests.bench.downloads import VEGA_LITE, npm_file, peer
from tests.bench.rounds import best_of
from tests.served import TOP

_SAMPLES = TOP / "portal/ingest/samples"


def bench(rounds: int) -> bool:
    """judge what differs between two documents, beside deepdiff, jsondiff and jsonpatch"""
    deepdiff, jsondiff, jsonpatch = map(peer, ("deepdiff", "jsondiff", "jsonpatch"))
    huawei, glance = (
        parse((_SAMPLES / path / "images.json").read_bytes()).value
        for path in ("huawei-ims/2024-06-24", "glance/19.0.0")
    )
    data = npm_file(*VEGA_LITE).read_bytes()
    before, equal = parse(data).value, parse(data).value
    after = parse(json.dumps(_edited(before, 50)).encode()).value
    results = []
    for name, old, new, dialect, bounds in (
        ("images, Huawei's and Glance's", huawei, glance, OPENSTACK, {"deepdiff": 10.0}),
        ("vega-lite 6.5.0, 50 edits", before, after, DRAFT7, {"jsonpatch": 5.0}),
        ("vega-lite 6.5.0, equal", before, equal, DRAFT7, {}),
    ):
        measured = {
            "compare": lambda: compare(old, new, dialect),  # noqa: B023 (called at once)
            "deepdiff": lambda: deepdiff.DeepDiff(old, new),  # noqa: B023
            "jsondiff": lambda: jsondiff.diff(old, new),  # noqa: B023
            "jsonpatch": lambda: jsonpatch.make_patch(old, new),  # noqa: B023
        }
        best = dict(zip(measured, best_of(rounds, *measured.values()), strict=True))
        print(f"diff: {name}, {len(compare(old, new, dialect))} changes")
        for tool, seconds in best.items():
            bound = f"     at least {bounds[tool]:.0f}" if tool in bounds else ""
            times = "" if tool == "compare" else f"   x {seconds / best['compare']:6.1f}{bound}"
            print(f"  {tool:<13} {seconds * 1000:8.2f} ms{times}")
            results.append(seconds >= bounds.get(tool, 0) * best["compare"])
    return all(results)


def _edited(document: JSON, count: int) -> Any:
    """Return a copy with so many edits anywhere in its definitions: types, enums, descriptions,
    and properties that come and go; always the same ones.
    """
    chance = random.Random(0)  # noqa: S311
    result: Any = copy.deepcopy(document)
    nodes = [node.value for node in walk(result, DRAFT7) if isinstance(node.value, dict)]
    typed, holders, enums = (
        [node for node in nodes if keyword in node] for keyword in ("type", "properties", "enum")
    )
    for number in range(count):
        properties: Any = chance.choice(holders)["properties"]
        match number % 5:
            case 0:
                chance.choice(typed)["type"] = "integer" if number % 2 else "string"
            case 1:
                enum: Any = chance.choice(enums)["enum"]
                enum.append(f"new-{number}")
            case 2:
                chance.choice(typed)["description"] = f"New {number}"
            case 3 if properties:
                del properties[chance.choice(list(properties))]
            case _:
                properties[f"new{number}"] = {"type": "string", "maxLength": number}
    return result
