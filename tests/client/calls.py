"""What a program does with the client that was made of the API's description.

Run beside the package `generated` with the portal's address; prints as JSON what it was answered.
"""

import json
import sys
from typing import Any

from generated import Client
from generated.api.export import export_read
from generated.api.problems import problems_read
from generated.api.properties import properties_elsewhere, properties_list, properties_read
from generated.api.sources import sources_list, sources_read
from generated.api.validate import validate
from generated.models import Check, Checks, Problem, WholeProperty

IMAGES = ("glance", "images")

client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
sources = sources_list.sync(client=client)
disk_format = properties_read.sync(*IMAGES, "images/*/disk_format", client=client)
assert isinstance(disk_format, WholeProperty)
elsewhere = properties_elsewhere.sync(*IMAGES, property_="images/*/disk_format", client=client)

pages: list[Any] = []
number = 1
while not pages or pages[-1].next_:
    page = properties_list.sync(*IMAGES, page=number, page_size=9, client=client)
    pages.append(page)
    number += 1

lines = export_read.sync(client=client).rstrip("\n").split("\n")
cursor = json.loads(lines[-1])["after"]
rest = export_read.sync(after=cursor, client=client).rstrip("\n").split("\n")

missing = sources_read.sync_detailed("nowhere", client=client)
problem = missing.parsed
assert isinstance(problem, Problem)
kind = problems_read.sync(problem.type_.rstrip("/").rpartition("/")[2], client=client)
gone = properties_read.sync_detailed(*IMAGES, "images/*/backend", client=client)
known = sources_list.sync_detailed(client=client).headers["ETag"]
again = sources_list.sync_detailed(client=client, if_none_match=known)
checks = validate.sync(body=Check(instance={"images": 1}, against=["glance/images"]), client=client)
assert isinstance(checks, Checks)

json.dump(
    {
        "sources": [each.name for each in sources.results],
        "types": disk_format.words.types,
        "values": disk_format.facts.additional_properties["enum"],
        "first_seen": disk_format.first_seen.at.isoformat(),
        "elsewhere": [f"{each.source}/{each.schema}" for each in elsewhere.schemas],
        "pages": [len(page.results) for page in pages],
        "count": pages[0].count,
        "names": [row.path for page in pages for row in page.results],
        "exported": [len(lines), len(rest)],
        "missing": [missing.status_code, problem.detail, kind.title],
        "gone": [gone.status_code, gone.parsed.additional_properties["property"]["path"]],
        "again": again.status_code,
        "passes": checks.passes,
    },
    sys.stdout,
)
