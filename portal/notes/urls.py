"""The addresses of notes: those of all, those below a source, and those below a schema."""

from django.urls import path, re_path

from portal.notes.views import lately, places

urlpatterns = [
    path("notes/", lately.lately),
    re_path(r"^(?P<name>[a-z0-9-]+)/-/notes/\Z", places.note_of_source),
    re_path(r"^(?P<name>[a-z0-9-]+)/-/edit-note/\Z", places.edit_note_of_source),
]
# What lies below is the address of a property; without it, the schema itself is meant.
below_schema = [
    re_path(r"^-/notes/(?:(?P<below>[\s\S]+)/)?\Z", places.note_of_schema),
    re_path(r"^-/edit-note/(?:(?P<below>[\s\S]+)/)?\Z", places.edit_note_of_schema),
]
