"""How the API is used, for people: each recipe in three languages."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.api import links

_LANGUAGES: Final = {"curl": "sh", "Python": "py", "JavaScript": "js"}
_RECIPES: Final = {
    "current": (
        gettext_lazy("What a schema says now"),
        gettext_lazy("Asked again with the entity tag, it is only sent if it has changed."),
    ),
    "breaking": (
        gettext_lazy("What may break those who send requests"),
        gettext_lazy("Page by page, the version captured last first."),
    ),
    "then": (
        gettext_lazy("What a schema said on a day"),
        gettext_lazy("Leads to the version that was current then, which never changes."),
    ),
    "check": (
        gettext_lazy("Does a document pass?"),
        gettext_lazy("It is neither stored nor logged."),
    ),
}


@require_safe
def recipes(request: HttpRequest) -> HttpResponse:
    """The recipes, with the addresses of this portal."""
    shown = [
        {"name": name, "title": title, "text": text, "codes": _codes(name)}
        for name, (title, text) in _RECIPES.items()
    ]
    return render(request, "api/recipes.html", {"recipes": shown})


def _codes(name: str) -> list[tuple[str, str]]:
    # No HTML yet, so nothing is escaped: the page does that.
    api = {"api": mark_safe(links.index())}  # noqa: S308 - the operator's own address
    return [
        (language, "".join(render_to_string(f"api/recipes/{name}.{ending}", api)))
        for language, ending in _LANGUAGES.items()
    ]
