"""What stands in the addresses of the API, for `django.urls.path`."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class SourceName(StringConverter):
    """The names of sources; catalog.addresses.check_source_name has the whole rule."""

    regex = r"[a-z0-9-]+"


class Anything(StringConverter):
    """Names of schemas and properties hold anything, slashes and line breaks included."""

    regex = r"[\s\S]+"


class Number(IntConverter):
    """A whole number from 1, of no more digits than fit a database's integer."""

    regex = r"[1-9][0-9]{0,8}"


register_converter(SourceName, "source")
register_converter(Anything, "anything")
register_converter(Number, "number")
