"""The matrix of what is not there, or not understood."""

import pytest

from portal.catalog.models import Source
from tests.pages.matrices import PAGE, table
from tests.pages.scene import Visit


def test_what_is_wrong_is_told_and_the_rest_is_shown(visit: Visit, samples: list[Source]) -> None:
    page = visit(f"{PAGE}&column=nobody/images&column=glance/images@9", status=404)
    alerts = page.texts("p", role="alert")
    assert alerts == [
        "There is no source 'nobody'; there is glance, huawei-ims",
        "Glance/images has no version 9; it has 1 to 4",
    ]
    assert len(table(page)) == 44
    page = visit("/matrix/?column=nobody/images", status=404)
    assert page.one("select", id="add").all("option")


@pytest.mark.parametrize("query", ["facet=nope", "only=nope", "format=pdf"])
def test_what_is_not_understood_is_told(visit: Visit, samples: list[Source], query: str) -> None:
    page = visit(f"{PAGE}&{query}")
    assert "nope" in page.one("p", role="alert").text or "pdf" in page.one("p", role="alert").text
    assert len(table(page)) == 44


@pytest.mark.parametrize(
    "text", ["%00", "%27%22%3Cscript%3Ealert(1)%3C/script%3E", "%FF/%FF", "%E2%80%AE/x", "a" * 5000]
)
def test_hostile_addresses(visit: Visit, samples: list[Source], text: str) -> None:
    page = visit(f"/matrix/?column={text}&column=glance/images&facet={text}", status=404)
    assert None not in [each.attributes.get("src") for each in page.all("script")]
    assert len(table(page)) == 44
    visit(f"{PAGE}&page={text}&only={text}&format={text}")
