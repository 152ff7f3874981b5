"""Many versions with one request."""

from portal.catalog.models import Schema
from tests.api.scene import Get, body

BASE = "sources/cloud/schemas/widget/"


def test_each_has_a_status_of_its_own(get: Get, widgets: Schema) -> None:
    refs = ("cloud/widget@1", "cloud/widget", "cloud/nothing", "nonsense", "cloud/widget@9")
    response = get("bulk/?" + "&".join(f"ref={ref}" for ref in refs))
    assert response.status_code == 200
    rows = body(response)["results"]
    assert [row["ref"] for row in rows] == list(refs)
    assert [row["status"] for row in rows] == [200, 200, 404, 400, 404]
    listed = body(get(f"{BASE}versions/"))["results"]
    assert [row["version"] for row in rows[:2]] == [listed[2], listed[0]]
    assert [row["problem"] for row in rows[:2]] == [None, None]
    assert all("document" not in row for row in rows)
    for row in rows[2:]:
        assert row["version"] is None
        assert row["problem"]["status"] == row["status"]
        assert row["problem"]["detail"]


def test_the_documents_too(get: Get, widgets: Schema) -> None:
    (row,) = body(get("bulk/?ref=cloud/widget@2&document=true"))["results"]
    assert row["document"] == body(get(f"{BASE}versions/2/raw/"))


def test_fifty_at_most(get: Get, widgets: Schema) -> None:
    refs = ["ref=cloud/widget@1"] * 50
    assert len(body(get("bulk/?" + "&".join(refs)))["results"]) == 50
    response = get("bulk/?" + "&".join([*refs, "ref=cloud/widget@2"]))
    assert (response.status_code, body(response)["parameter"]) == (400, "ref")
    assert get("bulk/").status_code == 400
