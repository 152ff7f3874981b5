"""What is wrong with a question, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_MOST_KNOWN = 20
_TEMPLATES = {
    "long": gettext_noop("Only the first %(limit)s characters are read."),
    "filter": gettext_noop(
        "There is no filter %(filter)s, so %(written)s is searched for as it stands; in quotation "
        "marks it always is. The filters are %(known)s."
    ),
    "empty": gettext_noop("%(filter)s takes a value, such as %(known)s."),
    "value": gettext_noop("%(filter)s does not know %(value)s. It knows %(known)s."),
    "more": gettext_noop(
        "%(filter)s does not know %(value)s. It knows %(known)s and %(more)s more."
    ),
    "none": gettext_noop(
        "%(filter)s does not know %(value)s: there is nothing to choose from yet."
    ),
    "when": gettext_noop(
        "%(filter)s does not know %(value)s. It takes an age, such as %(ages)s, or a date, a month "
        "or a year, such as %(dates)s."
    ),
}
_EXAMPLES = {
    "changed": ("<30d", ">2019-01-01"),
    "source": ("glance",),
    "schema": ("images", "glance/images"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that can't be understood: `kind` of _TEMPLATES, and what that tells of it.

    What is at fault is left out of the question, unless a kind says otherwise.
    """

    kind: str
    filter: str = ""
    value: str = ""
    known: Sequence[str] = ()
    written: str = ""
    limit: int = 0

    @property
    def template(self) -> str:
        """A sentence in the reader's language, with places for `parts`."""
        kind = self.kind
        if kind == "value" and len(self.known) > _MOST_KNOWN:
            kind = "more"
        elif kind == "value" and not self.known:
            kind = "none"
        return _(_TEMPLATES[kind])

    @property
    def parts(self) -> dict[str, str]:
        """What stands in the template: names and values, which are not translated."""
        known = list(self.known or _EXAMPLES.get(self.filter, ()))
        return {
            "limit": str(self.limit),
            "filter": f"{self.filter}:",
            "value": self.value,
            "written": self.written,
            "known": ", ".join(known[:_MOST_KNOWN]),
            "more": str(len(known) - _MOST_KNOWN),
            "ages": "<30d, >8w, >1y",
            "dates": "<2019-04-10, >2019-04, 2019",
        }

    @property
    def text(self) -> str:
        return self.template % self.parts
