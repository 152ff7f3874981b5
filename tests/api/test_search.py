from itertools import groupby

import pytest
from pytest_django import DjangoAssertNumQueries

from portal.catalog.models import Schema, Source
from tests.api.scene import Get, body, results


def test_exact_names_come_first(get: Get, samples: list[Source]) -> None:
    rows = results(get("search/?q=disk_format"))
    assert {(row["source"], row["path"], row["hit"]) for row in rows} == {
        ("glance", "disk_format", "name"),
        ("glance", "images[].disk_format", "name"),
        ("huawei-ims", "images[].disk_format", "name"),
    }


def test_values_are_found(get: Get, samples: list[Source]) -> None:
    assert {row["hit"] for row in results(get("search/?q=qcow2"))} == {"value"}


def test_each_hit_leads_to_its_property(get: Get, samples: list[Source]) -> None:
    for row in results(get("search/?q=disk_format")):
        found = body(get(row["url"]))
        assert (found["source"], found["pointer"]) == (row["source"], row["pointer"])


def test_hits_say_how_good_they_are_and_why(get: Get, samples: list[Source]) -> None:
    rows = results(get("search/?q=images%20disk%20format%20source:huawei-ims"))
    (row,) = [row for row in rows if row["name"] == "disk_format"]
    assert (row["hit"], row["group"]) == ("name", "images[].disk_format")
    assert row["rank"] == 1
    snippets = {each["kind"]: each for each in row["snippets"]}
    name = snippets["name"]
    assert [name["text"][start:end] for start, end in name["marks"]] == ["disk", "format"]
    assert snippets["description"]["marks"] == [[0, 6], [14, 18]]
    exact, *_ = results(get("search/?q=disk_format"))
    assert exact["rank"] == 0
    similar, *_ = results(get("search/?q=disk_fromat"))
    assert (similar["rank"], similar["name"]) == (10, "disk_format")


def test_properties_of_a_group_follow_one_upon_another(get: Get, samples: list[Source]) -> None:
    groups = [row["group"] for row in results(get("search/?q=id"))]
    runs = [group for group, _ in groupby(groups)]
    assert len(runs) == len(set(runs))
    assert len(runs) < len(groups)


def test_the_language_of_questions(get: Get, samples: list[Source]) -> None:
    rows = results(get("search/?q=type:integer%20-has:enum%20schema:glance/image%20min"))
    assert {row["path"] for row in rows} == {"min_disk", "min_ram"}


def test_in_one_source(get: Get, samples: list[Source]) -> None:
    assert {row["source"] for row in results(get("search/?q=name&source=huawei-ims"))} == {
        "huawei-ims"
    }


def test_those_that_have_gone_come_last(get: Get, widgets: Schema) -> None:
    rows = results(get("search/?q=soon%20gone"))
    assert [(row["name"], row["gone"], row["last_version"]) for row in rows] == [("old", True, 1)]
    everything = results(get("search/?q=e"))  # in the names of all, or what they say
    assert [row["name"] for row in everything if row["gone"]] == ["old"]
    assert everything[-1]["name"] == "old"
    assert results(get("search/?q=e&gone=true")) == everything[-1:]
    assert results(get("search/?q=e&gone=false")) == everything[:-1]


def test_nothing_is_found(get: Get, samples: list[Source]) -> None:
    for text in ("nowhere-to-be-found", "%25", "_%25_", "'%22--"):
        assert results(get(f"search/?q={text}")) == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%20", "q"),
        ("q=x&source=nobody", "source"),
        ("q=%00", "q"),
        ("q=x&kind=y", "kind"),
        ("q=x&gone=any", "gone"),
        ("q=has:foo", "q"),
        ("q=x%20source:nobody", "q"),
        ("q=hw:cpu", "q"),
        ("q=changed:30d", "q"),
        (f"q={'x' * 201}", "q"),
    ],
)
def test_what_can_not_be_searched_for(get: Get, db: None, query: str, parameter: str) -> None:
    response = get(f"search/?{query}")
    assert response.status_code == 400
    assert body(response)["parameter"] == parameter


def test_queries(
    get: Get, samples: list[Source], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get("search/?q=name")
    with django_assert_num_queries(2):  # has the index changed, and the page
        get("search/?q=name")
    with django_assert_num_queries(3):  # and is there such a source
        get("search/?q=name&source=glance")


def test_a_bad_filter_says_what_is_known(get: Get, db: None) -> None:
    problem = body(get("search/?q=is:old"))
    assert problem["known"] == ["gone", "present"]
    assert problem["detail"] == "is: does not know old. It knows gone, present."
