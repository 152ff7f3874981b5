"""The colours of the design: what stands on a paper can be read there (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text(encoding="utf-8")
MEANINGS = ("added", "removed", "changed", "breaking", "warning", "safe", "editorial")
PAPERS = ("paper", "paper-raised")
TEXTS = ("ink", "ink-soft", "accent", *MEANINGS)
LEAST_TEXT, LEAST_MUCH, LEAST_EDGE = 4.5, 7.0, 3.0

_TOKEN = re.compile(r"--([a-z-]+): ([^;]+);")
_PAIR = re.compile(r"light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")


def tokens(*, more: bool) -> dict[str, str]:
    """The values of the tokens, as written; `more`: for readers who want more contrast."""
    usual, _, sharper = CSS.partition("@media (prefers-contrast: more)")
    return dict(_TOKEN.findall(usual)) | (dict(_TOKEN.findall(sharper)) if more else {})


def colour(values: dict[str, str], name: str, scheme: int) -> str:
    value = values[name]
    if value.startswith("var("):
        return colour(values, value[len("var(--") : -1], scheme)
    pair = _PAIR.fullmatch(value)
    assert pair, f"--{name} is no pair of colours: {value}"
    return pair[1 + scheme]


def luminance(rgb: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(rgb[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    """What stands on what, and how much the two must differ at least."""
    for text in TEXTS:
        for paper in PAPERS:
            yield text, paper, LEAST_TEXT
    for paper in ("paper-sunken", "accent-paper", "found"):
        yield "ink", paper, LEAST_TEXT
    for meaning in ("added", "removed", "changed", "breaking", "warning"):
        yield "ink", f"{meaning}-paper", LEAST_TEXT
        yield meaning, f"{meaning}-paper", LEAST_TEXT
    yield "accent", "accent-paper", LEAST_TEXT
    yield "accent-ink", "accent", LEAST_TEXT
    yield "ink-soft", "paper-sunken", LEAST_TEXT
    for paper in PAPERS:
        yield "line-strong", paper, LEAST_EDGE


def faults(*, more: bool) -> list[str]:
    values = tokens(more=more)
    found = []
    for scheme, named in enumerate(("light", "dark")):
        for text, paper, least in pairs():
            wanted = LEAST_MUCH if more and least == LEAST_TEXT else least
            ratio = contrast(colour(values, text, scheme), colour(values, paper, scheme))
            if ratio < wanted:
                found.append(f"{named}: {text} on {paper} is {ratio:.2f}, not {wanted}")
    return found


@pytest.mark.parametrize("more", [False, True], ids=["usual", "more contrast"])
def test_what_stands_on_a_paper_can_be_read(more: bool) -> None:
    assert not faults(more=more)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)  # just too little


def test_every_colour_is_a_pair() -> None:
    for name, value in tokens(more=False).items():
        assert not re.match(r"#|rgb", value), f"--{name} is the same in light and dark"
