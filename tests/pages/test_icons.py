"""The signs: each that a template wants is there, and none is there for nobody."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from portal.pages.templatetags.icons import PATHS, icon
from portal.schema.impact import Impact

TEMPLATES = Path(__file__).parents[2] / "templates"
WANTED = {
    name
    for path in TEMPLATES.rglob("*.html")
    for name in re.findall(r'\{% icon "([\w-]+)" %\}', path.read_text(encoding="utf-8"))
}
BY_VALUE = set(Impact)  # an impact's sign has its name


def test_each_that_is_wanted_is_there() -> None:
    assert WANTED
    assert not WANTED - PATHS.keys()


def test_each_is_wanted() -> None:
    assert not PATHS.keys() - WANTED - BY_VALUE


@pytest.mark.parametrize("name", PATHS)
def test_it_is_drawn_for_eyes_alone(name: str) -> None:
    drawn = Template('{% icon "' + name + '" %}').render(Context())
    assert 'aria-hidden="true"' in drawn
    assert re.search(r'd="M[\dMmLlHhVvCcSsAaZz., -]+"', drawn)


def test_an_unknown_one_is_a_fault() -> None:
    with pytest.raises(KeyError):
        icon("unicorn")
