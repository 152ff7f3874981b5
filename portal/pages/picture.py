"""The picture that stands beside a link on other sites: a name, where it is, and the facts.

It is drawn in the font that comes with Pillow, which has Latin letters. No page offers the picture
of a name with others, and facts with others are left out; who asks for it all the same sees their
escapes (\\u4e2d), as in JSON: never an empty box.
"""

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from portal.pages.discovery import CARD_HEIGHT, CARD_WIDTH

_MARGIN: Final = 72
_PAPER, _INK, _SOFT, _ACCENT = "#ffffff", "#182026", "#4d5962", "#0a6570"
_LONGEST: Final = 400  # characters of a line that are looked at
_MORE: Final = "..."


@lru_cache(maxsize=256)
def png(where: str, name: str, lines: tuple[str, ...]) -> bytes:
    """A PNG of CARD_WIDTH by CARD_HEIGHT pixels; what has no room is cut."""
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, CARD_WIDTH, 14), fill=_ACCENT)
    draw.text((_MARGIN, 70), _fitted(draw, where, _font(34)), fill=_SOFT, font=_font(34))
    size = next(
        (size for size in (76, 60, 48) if draw.textlength(drawable(name), _font(size)) <= _room()),
        40,
    )
    draw.text((_MARGIN, 130), _fitted(draw, name, _font(size)), fill=_INK, font=_font(size))
    for number, line in enumerate(_wrapped(draw, lines)):
        draw.text((_MARGIN, 268 + number * 54), line, fill=_INK, font=_font(36))
    draw.text((_MARGIN, CARD_HEIGHT - 76), "Schema Portal", fill=_ACCENT, font=_font(30))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def drawable(text: str) -> str:
    """`text` with an escape in place of each character that the font may not have."""
    return "".join(
        each if " " <= each <= "~" else json.dumps(each)[1:-1] for each in text[:_LONGEST]
    )


def _wrapped(draw: ImageDraw.ImageDraw, lines: Sequence[str]) -> list[str]:
    """`lines` broken at spaces to fit, at most five."""
    font = _font(36)
    found: list[str] = []
    for line in lines:
        row = ""
        for word in drawable(line).split():
            longer = f"{row} {word}".strip()
            if row and draw.textlength(longer, font) > _room():
                found.append(row)
                longer = word
            row = longer
        found.append(row)
    return [_fitted(draw, row, font) for row in found[:5]]


def _fitted(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> str:
    """As much of `text` as has room in a line."""
    text = drawable(text)
    if draw.textlength(text, font) <= _room():
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if draw.textlength(text[:middle] + _MORE, font) <= _room():
            low = middle
        else:
            high = middle - 1
    return text[:low] + _MORE


def _room() -> int:
    return CARD_WIDTH - 2 * _MARGIN


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # noqa: S101 - Pillow is built with FreeType
    return font
