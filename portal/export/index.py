"""What the search of an export knows: the portal's own index, as a script."""

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from portal.catalog import addresses
from portal.search import shelves
from portal.search.entry import Core, Place, as_text


def script(sources: Collection[str], link: Callable[[str], str | None]) -> str:
    """Return a script that defines `index`: what is said of each path, and where it is said.

    `link` says where the export has a page. The order is that of hits that are equally good.
    """
    groups = [
        {"path": group.path, "cores": cores}
        for group in shelves.current().groups
        if (cores := list(_cores(group.cores, sources, link)))
    ]
    # U+2028 and U+2029 end lines in older readings of JavaScript; "</" would end the element.
    told = json.dumps(groups, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
    return f"globalThis.index = {told};\n"


def _cores(
    cores: list[tuple[Core, list[Place]]],
    sources: Collection[str],
    link: Callable[[str], str | None],
) -> Iterator[dict[str, Any]]:
    for core, places in cores:
        found = [_place(place, url) for place in places if (url := _url(place, sources, link))]
        if found:
            yield {
                "name": core.name,
                "types": core.types,
                "values": list(map(as_text, core.values)),
                "title": core.title,
                "description": core.description,
                "notes": list(core.notes),
                "places": found,
            }


def _place(place: Place, url: str) -> dict[str, Any]:
    return {"at": f"{place.source} / {place.schema}", "url": url, "gone": place.gone}


def _url(place: Place, sources: Collection[str], link: Callable[[str], str | None]) -> str | None:
    if place.source not in sources:
        return None
    return link(addresses.property_url(place.source, place.schema, place.pointer))
