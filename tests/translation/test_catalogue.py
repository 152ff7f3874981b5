"""The catalogue is whole, and the tools that keep it so see what is wrong."""

import pytest
from babel.messages import Catalog

from tests.translation import __main__ as script
from tests.translation import catalogue, extract
from tests.translation.extract import NotConstant, Text


def test_every_text_is_translated_and_compiled() -> None:
    assert script.found([*extract.texts()]) == [], (
        "run script/translate, and translate what it names"
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("One")', [("", "One", "")]),
        ('gettext_lazy("One " "and two")', [("", "One and two", "")]),
        ('ngettext("%(n)s x", "%(n)s xs", n)', [("", "%(n)s x", "%(n)s xs")]),
        ('pgettext("verb", "Open")', [("verb", "Open", "")]),
        ('npgettext("c", "x", "xs", n)', [("c", "x", "xs")]),
        ('Sentence("{a} is odd", a="not this")', [("", "{a} is odd", "")]),
        ('Sentence("{n} x", "{n} xs", n=1)', [("", "{n} x", "{n} xs")]),
        ("Sentence(*FORMS, n=1), gettext(variable)", []),
    ],
)
def test_texts_of_a_module(source: str, found: list[tuple[str, str, str]]) -> None:
    assert [each[:3] for each in extract.of_python(source, "x.py")] == found


@pytest.mark.parametrize("source", ['_(f"{x} is odd")', '_("x" + y)', '_("%s" % x)'])
def test_a_text_that_is_put_together_first_is_refused(source: str) -> None:
    with pytest.raises(NotConstant, match=r"x\.py:1"):
        list(extract.of_python(source, "x.py"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "One" %} {{ _("two") }}', [("", "One", ""), ("", "two", "")]),
        ("{% translate 'It\"s' context 'c' %}", [("c", 'It"s', "")]),
        ("{% blocktranslate trimmed %}\n  a\n  {{ b }}\n{% endblocktranslate %}",
         [("", "a %(b)s", "")]),
        ("{% blocktranslate count n=x %}{{ n }} y{% plural %}{{ n }} ys{% endblocktranslate %}",
         [("", "%(n)s y", "%(n)s ys")]),
        ("<p>(x) it's _unmarked_</p>", []),
    ],
)  # fmt: skip
def test_texts_of_a_template(source: str, found: list[tuple[str, str, str]]) -> None:
    assert [each[:3] for each in extract.of_template(source, "x.html")] == found


def made(text: str, translation: str, *, plural: str = "", context: str = "") -> Catalog:
    """A catalogue of one text."""
    new = catalogue.merged(Catalog("zh_Hans"), [Text(context, text, plural, "x.py")])
    for message in new:
        if message.id:
            message.string = (translation,) if plural else translation
    return new


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("One", "一", ""),
        ("One", "", "not translated"),
        ("%(a)s and %(b)s", "%(b)s 和 %(a)s", ""),
        ("%(a)s and %(b)s", "%(a)s 和 b", "placeholders differ"),
        ("{a} and {n:,}", "{a} 和 {n}", "placeholders differ"),
        ("{a!r}", "{a}", "placeholders differ"),
        ("50 %% of {a", "{a 的 50 %%", ""),
        ('<a href="/x">One</a>', '<a href="/x">一</a>', ""),
        ('<a href="/x">One</a>', '<a href="/y">一</a>', "tags differ"),
    ],
)
def test_a_translation_holds_what_its_text_holds(text: str, translation: str, fault: str) -> None:
    one = made(text, translation)
    found = [*catalogue.faults(one, [Text("", text, "", "x.py")], catalogue.as_mo(one))]
    assert [each.partition(fault)[1] for each in found] == ([fault] if fault else [])


def test_what_is_missing_and_what_is_left_over_is_told() -> None:
    one = made("One", "一")
    texts = [Text("", "Two", "", "x.py"), Text("c", "One", "", "x.py")]
    assert [*catalogue.faults(one, texts, b"")] == [
        "missing: 'Two'",
        "missing: 'One' (c)",
        "not in the sources any more: 'One'",
        "django.mo is not what django.po compiles to",
    ]


def test_translations_stay_when_texts_come_and_go() -> None:
    old = made("%(n)s x", "%(n)s 个")
    texts = [Text("", "%(n)s x", "%(n)s xs", "x.py"), Text("", "New", "", "x.py")]
    new = {message.id: message.string for message in catalogue.merged(old, texts) if message.id}
    assert new[("%(n)s x", "%(n)s xs")] == ("%(n)s 个",)
    assert not new["New"]
    assert not [each for each in catalogue.merged(old, texts[1:]) if each.id == "%(n)s x"]
