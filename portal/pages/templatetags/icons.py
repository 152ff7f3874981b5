"""Signs as inline SVG: `{% icon "copy" %}`. A word, seen or for screen readers, stands beside."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_PENCIL = "M2.5 13.5 3 10.6 10.8 2.8l2.4 2.4L5.4 13zM9 4.6 11.4 7"
# Strokes on a grid of 16 by 16, by the name of what they mean.
PATHS = {
    "changed": "M2.5 9.5C4 6.5 6 6.5 8 8s4 1.5 5.5-1.5",
    # whom it breaks
    "breaking": "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM5.4 5.4l5.2 5.2m0-5.2-5.2 5.2",
    "warning": "M8 1.8 15 14H1zM8 6.2v3.6m0 1.9v.3",
    "safe": "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM5 8.2l2.2 2.2L11.2 6",
    "editorial": _PENCIL,
    # how something stands
    "good": "M2.5 8.5 6 12l7.5-8",
    "failed": "M3.5 3.5l9 9m0-9-9 9",
    "recorded": "M2 3h12v3H2zM3 6v7.5h10V6M6.5 9h3",
    # where one is, and goes
    "schema": "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5m-5 3h5",
    "property": "M8.5 2H14v5.5L7.5 14 2 8.5zM11 5v.1",
    "changes": "M8 1.5a6.5 6.5 0 1 1-6.2 4.6M1.5 2.5l.3 3.6 3.5-.4M8 4.5V8l2.5 1.5",
    "compare": "M2 2.5h4.5v11H2zM9.5 2.5H14v11H9.5z",
    "matrix": "M2 2.5h12v11H2zM2 6.2h12M2 9.9h12M6 2.5v11M10 2.5v11",
    "validate": "M3.5 1.5h9v13h-9zM5.5 8.2l1.8 1.8L10.5 6",
    # what one may do
    "search": "M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2zM10.6 10.6 14 14",
    "copy": "M5.5 5.5h8v9h-8zM10.5 5.5v-4h-8v9h3",
    "fetch": "M13.5 8A5.5 5.5 0 1 1 11.7 4M13.8 1.5v3.3h-3.3",
    "edit": _PENCIL,
    "note": "M2.5 2.5h11v8L10 14H2.5zM13.5 10.5H10V14M5 6h6M5 9h3",
    "restore": "M3 5h6.5a4 4 0 0 1 0 8H5M6 2 3 5l3 3",
    "close": "M4 4l8 8m0-8-8 8",
    "keyboard": "M1.5 4h13v8.5h-13zM4 6.8v.1m2.7-.1v.1m2.7-.1v.1m2.6-.1v.1M4.5 9.8h7",
    "theme": (
        "M8 1.5a6.5 6.5 0 1 1 0 13zM8 1.5a6.5 6.5 0 0 0 0 13M8 4h4m-4 2.7h5.8M8 9.3h5.8M8 12h4"
    ),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The sign `name`, as high as the text around it; `KeyError` if there is none."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>', PATHS[name]
    )
