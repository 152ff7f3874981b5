"""What an editor sends."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import prose
from portal.notes.links import MOST
from portal.notes.models import LONGEST_COMMENT, LONGEST_TEXT


class NoteForm(forms.Form):
    """A text, what was changed in it, and the number of the revision it is based on, 0 for none."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        error_messages={
            "max_length": gettext_lazy(
                "The text has %(show_value)d characters; a note may have %(limit_value)d."
            )
        },
    )
    comment = forms.CharField(
        required=False,
        max_length=LONGEST_COMMENT,
        error_messages={
            "max_length": gettext_lazy(
                "What you changed is told in %(show_value)d characters; %(limit_value)d are enough."
            )
        },
    )
    based_on = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def clean_text(self) -> str:
        """The text with lines that end as everywhere, and no white space at its end."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n").rstrip()
        if len(prose.references(text)) > MOST:
            raise forms.ValidationError(
                _("The text has more than %(most)s different [[links]].") % {"most": MOST}
            )
        return text
