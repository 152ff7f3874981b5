"""Markdown that people and upstreams wrote, as harmless HTML."""

from portal.prose.clean import visible
from portal.prose.links import Link, Links, Resolve
from portal.prose.render import references, render

__all__ = ["Link", "Links", "Resolve", "references", "render", "visible"]
