import pytest

from portal.catalog.models import Source
from tests.api.scene import Get, body, results, say, widget

LIST = "sources/glance/schemas/"


def test_a_page(get: Get, samples: list[Source]) -> None:
    page = body(get(f"{LIST}?page_size=5&page=2"))
    assert list(page) == ["count", "next", "previous", "results"]
    assert (page["count"], len(page["results"])) == (16, 5)


def test_the_links_lead_through_all_of_them(get: Get, samples: list[Source]) -> None:
    everything = [row["name"] for row in results(get(LIST))]
    forth, back = [], []
    address = f"{LIST}?page_size=5"
    while address:
        page = body(get(address))
        forth += [row["name"] for row in page["results"]]
        last, address = address, page["next"]
    assert forth == everything
    while last:
        page = body(get(last))
        back.append(len(page["results"]))
        last = page["previous"]
    assert back == [1, 5, 5, 5]


def test_the_links_keep_the_other_parameters(get: Get, samples: list[Source]) -> None:
    page = body(get("search/?q=zzzz%20%26&page_size=1&source=glance"))
    assert page["next"] is None
    page = body(get("search/?q=image%20name&page_size=1"))
    assert page["next"].endswith("/search/?q=image+name&page_size=1&page=2")


def test_the_links_keep_an_odd_name(get: Get, cloud: Source) -> None:
    say(cloud, "a?b %2F\n#", widget(a={}, b={}))
    (row,) = results(get("sources/cloud/schemas/"))
    page = body(get(f"{row['properties']}?page_size=1"))
    assert page["next"] == f"{row['properties']}?page_size=1&page=2"
    assert results(get(page["next"]))[0]["name"] == "b"


def test_fifty_unless_told_and_two_hundred_at_most(get: Get, cloud: Source) -> None:
    say(cloud, "widget", widget(**{f"p{n}": {} for n in range(201)}))
    base = "sources/cloud/schemas/widget/"
    for list_ in (f"{base}properties/", f"{base}versions/1/properties/"):
        assert len(results(get(list_))) == 50
        assert len(results(get(f"{list_}?page_size=200"))) == 200
        assert len(results(get(f"{list_}?page_size=999999999"))) == 200
        assert len(results(get(f"{list_}?page_size=200&page=2"))) == 1


@pytest.mark.parametrize("name", ["page", "page_size"])
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "x", "", "last", "9" * 5000, "%D9%A3", "1%0A"])
def test_bad_values_are_refused(get: Get, db: None, name: str, value: str) -> None:
    response = get(f"sources/?{name}={value}")
    assert response.status_code == 400
    assert body(response)["parameter"] == name


def test_past_the_end_there_is_nothing(get: Get, samples: list[Source]) -> None:
    response = get(f"{LIST}?page=2")
    assert response.status_code == 404
    assert body(response)["detail"] == "There is no page 2; the last is 1."
    assert get("sources/nobody/schemas/").status_code == 404


def test_an_empty_list_has_one_page(get: Get, db: None) -> None:
    assert body(get("sources/")) == {"count": 0, "next": None, "previous": None, "results": []}
