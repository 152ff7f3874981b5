"""{% notes_of thing %}: the note on a source, a schema or a property, where its page has room."""

from typing import Any

from django import template
from django.template.context import Context

from portal.notes import told
from portal.notes.editors import may_edit
from portal.notes.target import Target, Thing, note_on

register = template.Library()


@register.inclusion_tag("notes/_notes.html", takes_context=True)
def notes_of(context: Context, thing: Thing) -> dict[str, Any]:
    """The note on `thing`; nothing if there is none, unless the reader may write one."""
    target = Target.of(thing)
    note = note_on(target)
    latest = note.latest if note and note.latest and note.latest.text else None
    user = context.get("user")
    return {
        "target": target,
        "told": told.of(target, latest) if latest else None,
        "had": note is not None and latest is None,
        "may_edit": user is not None and may_edit(user),
        "csrf_token": context.get("csrf_token"),
    }
