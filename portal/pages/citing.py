"""What a reader takes along from a property's page: addresses and names, as wikis write them."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal import reading
from portal.catalog import addresses
from portal.catalog.models import Property

_MARKDOWN = re.compile(r"([\\`*_\[\]])")
_CONFLUENCE = re.compile(r"([\\{}\[\]|*_?+^~!]|(?<!\w)-|-(?!\w))")
# What Markdown has no common escape for.
_HTML = re.compile(r"[<>&|~]")
_MEDIAWIKI = re.compile(r"[\[\]{}<>&|~']")
# What ends an address in wiki text, or turns what follows into markup there.
_ENDS_ADDRESS = re.compile(r"[\[\]{}|()'\"<>!]")


@dataclass(frozen=True, slots=True)
class Copy:
    """Something to copy: what it is called, and the text."""

    label: str
    text: str


def copies(request: HttpRequest, stored: Property, number: int) -> list[Copy]:
    """All there is to copy of a property, `number` being the version that is looked at."""
    source, schema = stored.schema.source.name, stored.schema.name
    link = request.build_absolute_uri(stored.get_absolute_url())
    pinned = addresses.property_url(source, schema, stored.pointer, number)
    path = addresses.property_path(stored.pointer)
    api = f"/api/v1/sources/{source}/schemas/{addresses.schema_path(schema)}/properties/{path}/"
    title = reading.label(f"{source}/{schema} {stored.path}")
    plain = _ENDS_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", link)
    return [
        Copy(_("link"), link),
        Copy(_("pinned link"), request.build_absolute_uri(pinned)),
        Copy(_("name"), stored.name),
        Copy(_("dotted name"), stored.path),
        Copy("JSON Pointer", stored.pointer),
        Copy("Markdown", f"[{_HTML.sub(_entity, _MARKDOWN.sub(_escaped, title))}]({plain})"),
        Copy("MediaWiki", f"[{plain} {_MEDIAWIKI.sub(_entity, title)}]"),
        Copy("Confluence", f"[{_CONFLUENCE.sub(_escaped, title)}|{plain}]"),
        Copy("curl", f"curl {_quoted(request.build_absolute_uri(api))}"),
    ]


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[1]}"


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _quoted(text: str) -> str:
    """One word of a POSIX shell, whatever is in it."""
    return "'" + text.replace("'", "'\\''") + "'"
