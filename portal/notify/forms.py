"""What somebody sends who wants to hear of changes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import reading
from portal.catalog.models import Property, Schema, Source
from portal.notify.models import Least, Often
from portal.notify.wording import SIDES


class Address(forms.Form):
    """Where mails go; empty: nowhere."""

    address = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("That is no mail address; nothing was saved.")},
    )


class Subscribing(forms.Form):
    """What about, which changes, and how often.

    `what` is "", a source's name, or that with a schema's after a slash; `property` the pointer of
    a property of that schema. `cleaned_data` has the rows, as "source" and "schema".
    """

    what = forms.CharField(required=False, strip=False, max_length=400)
    property = forms.CharField(required=False, strip=False)
    least = forms.ChoiceField(choices=Least.choices)
    side = forms.ChoiceField(choices=list(SIDES.items()))
    often = forms.ChoiceField(choices=Often.choices)
    language = forms.ChoiceField(choices=settings.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        sent = self.cleaned_data
        source, schema = _rows(sent.get("what", ""))
        pointer = sent.get("property", "")
        if pointer and (schema is None or not _is_known(schema, pointer)):
            told = _("%(what)s has no property %(property)s.")
            raise forms.ValidationError(
                told
                % {"what": reading.label(sent.get("what", "")), "property": reading.label(pointer)}
            )
        return sent | {"source": source, "schema": schema}


def _rows(what: str) -> tuple[Source | None, Schema | None]:
    name, _slash, schema = what.partition("/")
    try:
        if schema:
            return None, Schema.objects.called(name, schema)
        return (Source.objects.called(name) if name else None), None
    except (Source.DoesNotExist, Schema.DoesNotExist) as error:
        told = _("There is no %(what)s.") % {"what": reading.label(what)}
        raise forms.ValidationError(told) from error


def _is_known(schema: Schema, pointer: str) -> bool:
    known = Property.objects.filter(schema=schema, pointer_hash=Property.hash_of(pointer))
    return known.exists()
