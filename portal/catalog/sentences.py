"""Sentences of the packages that know no Django, in the reader's language and in the database."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext, ngettext

from portal.sentence import Sentence, from_json
from portal.sentence import as_json as sentence_json

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField

_BEGINNING = '{"template": '


def told(text: str) -> str:
    """`text` in the reader's language, if it is a Sentence that there is a translation of."""
    if not isinstance(text, Sentence):
        return text
    values = {
        name: told(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    if text.plural:
        template = ngettext(text.template, text.plural, int(text.values["n"]))
    else:
        template = gettext(text.template)
    return template.format(**values)


class SentenceField(_TextField):
    """Text. A Sentence is kept with its template and its values, as JSON."""

    def from_db_value(self, value: str | None, *args: object) -> str | None:
        is_sentence = value is not None and value.startswith(_BEGINNING)
        return from_json(json.loads(value)) if value and is_sentence else value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sentence):
            return json.dumps(sentence_json(value), ensure_ascii=False)
        return super().get_prep_value(value)

    def deconstruct(self) -> Any:
        """As a TextField, which it is to the database: what is stored needs no migration."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs
