"""The catalogue of the portal's texts in Chinese: a .po file for people, a .mo file for gettext."""

import io
import re
import string
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.translation.extract import TOP, Text

PO = TOP / "portal/locale/zh_Hans/LC_MESSAGES/django.po"
_LOCALE = "zh_Hans"
# A date that stays, since no file should change without a text that did.
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = "# The portal's texts in Simplified Chinese; see script/translate --help."
_TAG = re.compile(r"</?[a-z][^>]*>")
_PERCENT = re.compile(r"%(?:\((\w+)\))?([%srd])")

_Key: TypeAlias = tuple[str, str]


def read(path: Path = PO) -> Catalog:
    """The catalogue as it is; an empty one if there is none."""
    if not path.exists():
        return Catalog(_LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=_LOCALE)


def merged(old: Catalog, texts: Iterable[Text]) -> Catalog:
    """The texts, with their translations from `old` where it has them."""
    known = {_key(message): message for message in old if message.id}
    new = Catalog(
        _LOCALE,
        header_comment=_HEADER,
        project="Schema Portal",
        version="1",
        creation_date=_AT,
        revision_date=_AT,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    for text in texts:
        before = known.get((text.context, text.text))
        identifier = (text.text, text.plural) if text.plural else text.text
        new.add(
            identifier,
            _translation(before, identifier) if before else None,
            locations=[(text.file, 0)],
            context=text.context or None,
        )
    return new


def _translation(before: Message, identifier: str | tuple[str, str]) -> str | tuple[str, ...]:
    """What a text was translated to; the same with and without a plural, since Chinese has none."""
    known, *_ = _forms(before)
    return known if isinstance(identifier, str) else (known,)


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def as_po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def faults(catalogue: Catalog, texts: Iterable[Text], mo: bytes) -> Iterator[str]:
    """What is wrong with a catalogue of these texts, and with what was compiled from it."""
    wanted = {_key(message): message for message in merged(Catalog(_LOCALE), texts) if message.id}
    found = {_key(message): message for message in catalogue if message.id}
    for key in sorted(wanted.keys() - found.keys()):
        yield f"missing: {_shown(wanted[key])}"
    for key in sorted(found.keys() - wanted.keys()):
        yield f"not in the sources any more: {_shown(found[key])}"
    for key in sorted(found.keys() & wanted.keys()):
        message = found[key]
        if message.id != wanted[key].id:
            yield f"another plural in the sources: {_shown(message)}"
        elif why := _fault(message):
            yield f"{why}: {_shown(message)}"
    if mo != as_mo(catalogue):
        yield f"{PO.with_suffix('.mo').name} is not what {PO.name} compiles to"


def _fault(message: Message) -> str:
    original = message.id if isinstance(message.id, str) else message.id[-1]
    for translation in _forms(message):
        if message.fuzzy:
            return "fuzzy"
        if not translation:
            return "not translated"
        if _placeholders(original) != _placeholders(translation):
            return f"placeholders differ from those of {translation!r}"
        if sorted(_TAG.findall(original)) != sorted(_TAG.findall(translation)):
            return f"tags differ from those of {translation!r}"
    return ""


def _placeholders(text: str) -> set[str]:
    """`%(name)s`, `{name}` and `{name:,}`, each with how it is written out."""
    found = {f"%({name}){kind}" for name, kind in _PERCENT.findall(text) if kind != "%"}
    try:
        fields = [*string.Formatter().parse(text)]
    except ValueError:  # braces that are no placeholders
        return found
    return found | {f"{{{name}!{how}:{form}}}" for _, name, form, how in fields if name}


def _key(message: Message) -> _Key:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def _shown(message: Message) -> str:
    context, text = _key(message)
    return f"{text!r} ({context})" if context else repr(text)
