"""Patterns that readers meet again and again, in a few words: "UUID", "hex, 32 digits".

A gloss is read off the pattern's structure, so it holds however the pattern is spelled; where it
would not be certain, there is none.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Row
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.schema.impact.local.patterns import charset
from portal.schema.impact.local.patterns.charset import Charset
from portal.schema.impact.local.patterns.syntax import Group, Sequence, read

Run = tuple[Charset, int, int | None]  # characters of a set, at least and at most so many


def _of(*spans: str) -> Charset:
    return charset.union((ord(span[0]), ord(span[-1])) for span in spans)


_DIGITS: Final = _of("09")
_HEX: Final = {
    _of("09", "af", "AF"): gettext_lazy("hex"),
    _of("09", "af"): gettext_lazy("hex in lower case"),
    _of("09", "AF"): gettext_lazy("hex in upper case"),
}
_KINDS: Final[dict[Charset, Promise]] = {
    _of("az"): gettext_lazy("lower-case letters"),
    _of("AZ"): gettext_lazy("upper-case letters"),
    _of("az", "AZ"): gettext_lazy("letters"),
    _of("09", "az"): gettext_lazy("digits and lower-case letters"),
    _of("09", "AZ"): gettext_lazy("digits and upper-case letters"),
    _of("09", "az", "AZ"): gettext_lazy("letters and digits"),
    _of("09", "az", "AZ", "_"): gettext_lazy("letters, digits and “_”"),
    _of("09", "az", "AZ", "-"): gettext_lazy("letters, digits and “-”"),
    _of("09", "az", "-"): gettext_lazy("lower-case letters, digits and “-”"),
    _of("09", "az", "AZ", "_", "-"): gettext_lazy("letters, digits, “_” and “-”"),
}
_UUID: Final = (8, 4, 4, 4, 12)


def gloss(pattern: str) -> str:
    """What a text must be to match, in the reader's language; "" if there is no word for it."""
    runs = [_joined(each) for each in _alternatives(pattern)]
    filled = [each for each in runs if each != []]
    if len(filled) != 1 or filled[0] is None:
        return ""
    words = _words(filled[0])
    if words and len(runs) > 1:
        return _("%(kind)s, or empty") % {"kind": words}
    return words


def _words(runs: Row[Run]) -> str:
    lengths = [least for _, least, most in runs[::2] if least == most]
    sets = {characters for characters, _, _ in runs[::2]}
    if len(runs) == 2 and runs[0][1:] == (1, 1) and runs[1] == (_DIGITS, 0, None):
        return _("a whole number without leading zeros") if runs[0][0] == _of("19") else ""
    if len(runs) == 1:
        return _one(*runs[0])
    if not all(each == (_of("-"), 1, 1) for each in runs[1::2]):
        return ""
    if tuple(lengths) == _UUID and len(runs) == 9 and len(sets) == 1:
        return _uuid(sets.pop())
    if lengths == [4, 2, 2] and len(runs) == 5 and sets == {_DIGITS}:
        return _("digits as in 2019-04-10")
    return ""


def _uuid(characters: Charset) -> str:
    if characters == _of("09", "af", "AF"):
        return _("UUID")
    if characters == _of("09", "af"):
        return _("UUID in lower case")
    return _("UUID in upper case") if characters == _of("09", "AF") else ""


def _one(characters: Charset, least: int, most: int | None) -> str:
    if characters == _DIGITS:
        return _digits(least, most)
    if characters in _HEX:
        return _with(_HEX[characters], _digits(least, most) if most else "", least)
    if characters in _KINDS:
        return _with(_KINDS[characters], _characters(least, most) if most else "", least)
    return ""


def _with(kind: Promise, count: str, least: int) -> str:
    if count:
        return _("%(kind)s, %(count)s") % {"kind": kind, "count": count}
    if least == 0:
        return _("%(kind)s, or empty") % {"kind": kind}
    return str(kind) if least == 1 else ""


def _digits(least: int, most: int | None) -> str:
    if most is None:
        return {0: _("digits, or empty"), 1: _("digits")}.get(least, "")
    if least == most:
        return ngettext("%(n)s digit", "%(n)s digits", most) % {"n": most}
    return _("%(least)s to %(most)s digits") % {"least": least, "most": most}


def _characters(least: int, most: int | None) -> str:
    if least == most:
        return ngettext("%(n)s character", "%(n)s characters", least) % {"n": least}
    return _("%(least)s to %(most)s characters") % {"least": least, "most": most}


@lru_cache(maxsize=512)
def _alternatives(pattern: str) -> tuple[Sequence, ...]:
    return tuple(each for one in read(pattern) or () for each in _unwrapped(one))


def _unwrapped(sequence: Sequence) -> Iterator[Sequence]:
    """What a sequence may be, without brackets around the whole of it."""
    if len(sequence) == 1 and isinstance(sequence[0].atom, Group) and sequence[0].most == 1:
        if sequence[0].least == 0:
            yield ()
        for each in sequence[0].atom.alternatives:
            yield from _unwrapped(each)
    else:
        yield sequence


def _joined(sequence: Sequence) -> list[Run] | None:
    """The runs of characters of a sequence; None if it has something else.

    What is not anchored at both ends has a run of any characters there, for which there is no word.
    """
    runs: list[Run] = []
    for item in sequence:
        atom = item.atom
        if not isinstance(atom, Group):
            runs.append((atom, item.least, item.most))
            continue
        inner = _joined(atom.alternatives[0]) if len(atom.alternatives) == 1 else None
        if inner is None:
            return None
        if (item.least, item.most) == (1, 1):
            runs += inner
        elif len(inner) == 1 and inner[0][1:] == (1, 1):
            runs.append((inner[0][0], item.least, item.most))
        else:
            return None
    return runs
