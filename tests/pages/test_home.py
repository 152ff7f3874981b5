"""The first page."""

from portal.catalog.models import Source
from tests.pages.scene import URL, Visit, failed, served


def test_sources_and_how_they_stand(visit: Visit, samples: list[Source]) -> None:
    table = visit("/").one("table", cls="sources")
    glance, huawei = table.all("tr")[1:]
    assert glance.texts("td")[1:] == ["16", "recorded 2026-09-30"]
    assert huawei.texts("td")[1:] == ["1", "recorded 2024-06-24"]
    assert glance.links()["images"] == "/glance/images/"
    assert glance.links()["16"] == "/glance/"
    assert "OpenStack's image service (Glance)" in glance.text


def test_schemas_of_images_come_first_then_by_name(visit: Visit, samples: list[Source]) -> None:
    glance, huawei = visit("/").all("div", cls="shortcuts")
    assert list(glance.links()) == ["images", "image", "member", "members"]
    assert list(huawei.links()) == ["images"]


def test_what_changed_lately(visit: Visit, samples: list[Source]) -> None:
    feed = visit("/").one("ol", cls="feed").all("li")
    assert len(feed) == 6
    assert feed[0].text.startswith("2019-10-16 glance/images +3 −1 ~1 ")
    assert feed[0].texts("span", cls="impact") == ["3 warnings"]
    assert feed[0].text.endswith(" and 1 more")
    assert feed[0].links() == {"glance/images": "/glance/images/compare/3...4/"}


def test_a_change_of_the_document_itself(visit: Visit, db: None) -> None:
    served({"title": "a"}, {"title": "b"})
    (line,) = visit("/").one("ol", cls="feed").all("li")
    assert line.text.endswith("cloud/thing ~1 1 editorial the document itself")


def test_examples_lead_to_the_search(visit: Visit, samples: list[Source]) -> None:
    assert visit("/").links()["disk_format"] == "/search/?q=disk_format"


def test_one_that_fails(visit: Visit, db: None) -> None:
    failed(served(True, url=URL))
    (row,) = visit("/").one("table", cls="sources").all("tr")[1:]
    assert "sign-in refused" in row.text
    assert "last captured" in row.text
    assert row.one("div", cls="shortcuts").links() == {"thing": "/cloud/thing/"}
    assert row.one("span", cls="failed").attributes["title"] == "401. Sign in."


def test_no_source_at_all(visit: Visit, db: None) -> None:
    page = visit("/")
    assert "There are no sources yet." in page.one("div", cls="empty").text
    assert not page.all("a", cls="chip")  # a search would find nothing
    assert "No schema has changed since its first capture." in page.text


def test_retired_sources_are_left_out(visit: Visit, samples: list[Source]) -> None:
    Source.objects.filter(name="glance").update(retired_at="2026-01-01T00:00Z")
    page = visit("/")
    assert len(page.one("table", cls="sources").all("tr")) == 2
    assert not page.all("ol", cls="feed")


def test_a_new_portal_welcomes_with_what_leads_somewhere(
    visit: Visit, samples: list[Source]
) -> None:
    welcome = visit("/").one("section", cls="welcome")
    addresses = list(welcome.one("ol").links().values())
    assert len(addresses) == 3
    answers = [visit(address).one("main").text for address in addresses]
    assert "one of 12 values" in answers[0]
    assert "Breaking" in answers[1]
    assert "Paste" in welcome.text
    assert "passes" in answers[2] or "document" in answers[2]


def test_the_welcome_goes_with_a_source_of_ones_own(visit: Visit, samples: list[Source]) -> None:
    Source.objects.create(name="mine", kind="glance", url=URL)
    assert not visit("/").all("section", cls="welcome")


def test_without_all_samples_nothing_is_promised(visit: Visit, samples: list[Source]) -> None:
    Source.objects.filter(name="glance").update(retired_at="2026-01-01T00:00Z")
    assert not visit("/").all("section", cls="welcome")


def test_clouds_beside_each_other(visit: Visit, samples: list[Source]) -> None:
    (line,) = visit("/").one("ul", cls="clouds").all("li")
    links = line.links()
    assert links["22 properties differ"].startswith("/matrix/?column=huawei-ims/images&")
    assert (
        len(visit(links["22 properties differ"] + "&only=differences").all("tr", cls="differs"))
        == 22
    )
    compared = visit(links["Whom it breaks"])
    assert "huawei-ims/images" in compared.one("title").text
