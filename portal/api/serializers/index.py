"""The first page of the API."""

from typing import Any

from rest_framework import serializers


class IndexSerializer(serializers.Serializer[Any]):
    url = serializers.URLField()
    page = serializers.URLField(help_text="The portal for people.")
    sources = serializers.URLField()
    search = serializers.CharField(help_text="A template (RFC 6570).")
    compare = serializers.CharField(help_text="A template, too.")
    matrix = serializers.CharField(help_text="A template, too.")
    changes = serializers.CharField(help_text="A template, too.")
    notes = serializers.CharField(help_text="A template, too.")
    fetches = serializers.CharField(help_text="What is fetched, and was lately; a template.")
    rules = serializers.URLField(help_text="By which changes are judged.")
    validate = serializers.URLField(help_text="Takes a document by POST, and checks it.")  # type: ignore[assignment]
    check_links = serializers.URLField(help_text="Takes texts by POST, and checks their links.")
    bulk = serializers.CharField(help_text="Many versions with one request; a template.")
    export = serializers.CharField(help_text="Everything, line by line; a template.")
    problems = serializers.URLField(help_text="The types of problems that errors name.")
    openapi = serializers.URLField(help_text="This API as an OpenAPI document.")
    docs = serializers.URLField(help_text="The same for people.")
    recipes = serializers.URLField(help_text="With curl, Python and JavaScript.")
