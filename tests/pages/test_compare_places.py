"""A comparison: where a change is that is in no property, and what was there."""

from tests.pages.scene import Visit, served
from tests.pages.test_compare import groups


def test_what_is_in_no_property_says_where_it_is(visit: Visit, db: None) -> None:
    def document(longest: int) -> dict[str, object]:
        text = {"type": "string", "maxLength": longest}
        return {
            "title": str(longest),
            "$defs": {"s": {"items": text}, "a/b": text},
            "additionalProperties": text,
        }

    served(document(3), document(2))
    page = visit("/cloud/thing/compare/1...2/?impact=all")
    told = {where: what for where, ((what, *_),) in groups(page).items()}
    assert told == {
        "#s": "maxLength changed in items",
        '#["a/b"]': "maxLength changed",
        "/additionalProperties": "maxLength changed",
        "the document itself": "title changed",
    }
    anchors = [body.attributes["id"] for body in page.one("table", cls="sides").all("tbody")]
    assert len(set(anchors)) == 4
    assert not any("#s" in link for link in page.one("table", cls="sides").links())


def test_what_stays_of_a_long_list_is_cut(visit: Visit, db: None) -> None:
    some = [{"properties": {"a": {"enum": list(range(end))}}} for end in (20, 21)]
    served(*some)
    ((_, before, after),) = groups(visit("/cloud/thing/compare/1...2/"))["a"]
    assert (before, after) == (f"{', '.join(map(str, range(12)))} and 8 more", "20")


def test_members_of_required_need_no_other_side(visit: Visit, db: None) -> None:
    properties: dict[str, object] = {"properties": {"a": {}, "b": {}}}
    served(properties | {"required": ["a"]}, properties | {"required": ["a", "b"]})
    ((what, before, after),) = groups(visit("/cloud/thing/compare/1...2/"))["b"]
    assert (what, before, after) == ("added to required", "", "b")
