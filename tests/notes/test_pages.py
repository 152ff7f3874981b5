"""What readers see of notes: on the page of a thing, on the note's own page, and in the list."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.template import Context, Template
from django.test import Client

from portal.catalog.models import Property, Schema
from portal.catalog.models.former import rename_source
from portal.notes.models import Revision
from portal.notes.target import Target, Thing
from portal.notes.writing import save
from tests.ingest.making import capture
from tests.notes.conftest import document
from tests.pages.dom import Element, parse
from tests.pages.scene import Visit

NOTE = "/cloud/images/-/notes/images/*/status/"
EDIT = "/cloud/images/-/edit-note/images/*/status/"


def shown(thing: Thing, user: User | AnonymousUser | None = None) -> Element:
    """What the tag puts on the page of `thing`."""
    context = Context({"thing": thing, "user": user or AnonymousUser(), "csrf_token": "t"})
    return parse(Template("{% notes_of thing %}").render(context))


def latest(images: Schema) -> Property:
    return Property.objects.select_related("schema__source", "schema__current").get(
        schema=images, name="status"
    )


def test_without_a_note_only_editors_see_something(
    status: Property, alice: User, bob: User
) -> None:
    for page in (shown(status), shown(status, bob)):
        assert page.text == ""
        assert list(page.descendants()) == []
    assert shown(status, alice).links() == {"add a note": EDIT}
    assert parse(Template("{% notes_of thing %}").render(Context({"thing": status}))).text == ""


def test_a_note_says_who_when_and_about_which_version(
    target: Target, status: Property, alice: User
) -> None:
    save(target, alice, "See [[images]].", based_on=0)
    Revision.objects.update(at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    section = shown(status).one("section", id="notes")
    assert section.one("div", cls="prose").text == "See images."
    assert section.links() == {"images": "/cloud/images/", "its revisions": NOTE}
    assert "Alice Ä., 2026-11-23 09:30 UTC · about version 1" in section.text
    assert "changed since" not in section.text
    assert shown(status, alice).links()["edit"] == EDIT


@pytest.mark.parametrize("of", ["source", "schema"])
def test_on_a_source_and_a_schema_too(images: Schema, alice: User, of: str) -> None:
    thing = images.source if of == "source" else images
    save(Target.of(thing), alice, "One.", based_on=0)
    assert shown(thing).one("div", cls="prose").text == "One."
    assert shown(images if of == "source" else images.source).text == ""


def test_one_that_is_out_of_date_says_so(target: Target, images: Schema, alice: User) -> None:
    save(target, alice, "One.", based_on=0)
    capture(images, document(maxLength=1))
    notice = shown(latest(images)).one("div", cls="stale")
    assert notice.text == (
        "Written when version 1 was current. The property has changed since, last with version 2."
    )
    assert notice.links() == {"changed since, last with version 2": "/cloud/images/compare/1...2/"}
    assert shown(latest(images), alice).one("button", value="confirm").text == "It is still true"


def test_also_when_the_property_has_gone(target: Target, images: Schema, alice: User) -> None:
    save(target, alice, "One.", based_on=0)
    capture(images, {"properties": {}})
    assert "The property has gone since, with version 2." in shown(latest(images)).text


def test_and_for_a_schema(images: Schema, alice: User) -> None:
    save(Target.of(images), alice, "One.", based_on=0)
    capture(images, document(maxLength=1))
    images = Schema.objects.select_related("source", "current").get()
    assert "The schema has changed since, last with version 2." in shown(images).text


def test_a_deleted_note_is_there_for_editors_alone(
    target: Target, status: Property, alice: User
) -> None:
    save(target, alice, "One.", based_on=0)
    save(target, alice, "", based_on=1)
    assert shown(status).text == ""
    assert shown(status, alice).links() == {"add a note": EDIT, "there was one": NOTE}


def test_a_page_without_a_note_takes_one_query(
    status: Property, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        shown(status)


def test_the_page_of_a_note_lists_its_revisions(
    visit: Visit, target: Target, alice: User, bob: User
) -> None:
    save(target, alice, "One.", based_on=0, comment="begun")
    save(target, bob, "One. Two.", based_on=1)
    save(target, alice, "Two.", based_on=2)
    page = visit(NOTE)
    assert page.one("h1").text == "Note on status"
    assert page.one("div", cls="noted").text == "Two."
    cells = [[cell.text for cell in row.all("td")[1:]] for row in page.one("tbody").all("tr")]
    assert [cell[0] for cell in cells] == ["3", "2", "1"]
    assert page.one("tbody").texts("bdi") == ["Alice Ä.", "bob", "Alice Ä."]
    assert [cell[2] for cell in cells] == [
        "5 characters shorter about version 1",
        "5 characters longer about version 1",
        "4 characters longer begun about version 1",
    ]
    assert not page.all("button", value="restore")


def test_two_revisions_beside_each_other(visit: Visit, target: Target, alice: User) -> None:
    for number, text in enumerate(["One.", "One, two.", "One, two, three."]):
        save(target, alice, text, based_on=number, comment=f"step {number}")
    page = visit(f"{NOTE}?before=1&after=3")
    assert page.one("h2", id="between").text == "What differs between revision 1 and revision 3"
    assert page.one("ol", cls="difference").texts("ins") == [", two, three"]
    of_one = visit(f"{NOTE}?after=3")
    assert of_one.one("ol", cls="difference").texts("ins") == [", three"]
    assert "step 2" in of_one.texts("p")
    first = visit(f"{NOTE}?after=1")
    assert first.one("h2", id="between").text == "What revision 1 began with"
    assert first.one("li", cls="added").one("bdi").text == "One."
    same = visit(f"{NOTE}?before=2&after=2")
    assert "They say the same." in same.texts("p")
    chosen = [each for each in page.all("input", type="radio") if "checked" in each.attributes]
    assert {each.attributes["aria-label"] for each in chosen} == {
        "from revision 1",
        "to revision 3",
    }


def test_a_difference_without_end_is_cut(visit: Visit, target: Target, alice: User) -> None:
    save(target, alice, "\n".join(str(n) for n in range(2500)), based_on=0)
    page = visit(f"{NOTE}?after=1")
    assert len(page.all("li", cls="added")) == 2000
    assert "and 500 more lines" in page.texts("p")


def test_a_revision_as_it_was(visit: Visit, target: Target, alice: User) -> None:
    save(target, alice, "*One*\u202e.", based_on=0)
    save(target, alice, "", based_on=1)
    page = visit(f"{NOTE}?revision=1")
    assert page.one("h2", id="past").text == "Revision 1 of 2"
    assert page.one("div", cls="noted").one("em").text == "One"
    assert page.one("pre").text == "*One*⟨U+202E⟩."
    assert "It was deleted with this revision." in visit(f"{NOTE}?revision=2").texts("p")
    assert "The note was deleted." in visit(NOTE).text


def test_editors_can_restore_it(visit: Visit, editor: object, target: Target, alice: User) -> None:
    save(target, alice, "One.", based_on=0)
    save(target, alice, "Two.", based_on=1)
    form = visit(f"{NOTE}?revision=1").one("button", value="restore")
    assert form.text == "Restore it"
    values = {each.attributes["name"]: each.attributes.get("value")
              for each in visit(f"{NOTE}?revision=1").all("input", type="hidden")}  # fmt: skip
    assert (values["based_on"], values["revision"]) == ("2", "1")
    assert not visit(f"{NOTE}?revision=2").all("button", value="restore")


@pytest.mark.parametrize(
    "query", ["revision=9", "revision=x", "revision=", "before=9", "after=0", "before=-1&after=1"]
)
def test_a_revision_that_is_none(visit: Visit, target: Target, alice: User, query: str) -> None:
    save(target, alice, "One.", based_on=0)
    assert "The note has no revision" in visit(f"{NOTE}?{query}", status=404).text


def test_revisions_come_by_the_page(visit: Visit, target: Target, alice: User) -> None:
    for number in range(53):
        save(target, alice, "a" * (number + 1), based_on=number)
    page = visit(NOTE)
    assert len(page.one("tbody").all("tr")) == 50
    assert page.links()["older ones"] == "?page=2"
    rest = visit(f"{NOTE}?page=2").one("tbody").all("tr")
    assert [row.all("td")[1].text for row in rest] == ["3", "2", "1"]
    assert rest[0].all("td")[3].text.startswith("1 character longer")


def test_where_nothing_was_noted(visit: Visit, images: Schema) -> None:
    assert visit(NOTE).one("p", cls="empty").text == "Nobody has noted anything here yet."
    assert visit("/cloud/-/notes/").one("h1").text == "Note on cloud"
    assert visit("/cloud/images/-/notes/").one("h1").text == "Note on images"


@pytest.mark.parametrize("path", ["/nowhere/-/notes/", "/cloud/images/-/notes/nothing/"])
def test_what_is_nowhere_has_no_note(visit: Visit, images: Schema, path: str) -> None:
    visit(path, status=404)


def test_one_note_has_one_address(client: Client, images: Schema) -> None:
    other = "/cloud/images/-/notes/~6images/*/status/"
    response = client.get(other)
    assert (response.status_code, response["Location"]) == (301, NOTE)


def test_a_former_name_of_its_source_leads_on(client: Client, images: Schema) -> None:
    rename_source(images.source, "sky")
    for former in ("/cloud/-/notes/", "/cloud/images/-/notes/", NOTE):
        response = client.get(former)
        assert response.status_code == 301
        assert response["Location"] == former.replace("/cloud/", "/sky/")


def test_all_notes_the_latest_first(
    visit: Visit, target: Target, images: Schema, alice: User
) -> None:
    assert "Nobody has noted anything yet." in visit("/notes/").one("p", cls="empty").text
    save(target, alice, "\n# One\n\ntwo", based_on=0)
    save(Target.of(images), alice, "On the schema.", based_on=0)
    save(Target.of(images.source), alice, "Gone.", based_on=0)
    save(Target.of(images.source), alice, "", based_on=1)
    capture(images, {"properties": {}})
    rows = visit("/notes/").one("tbody").all("tr")
    assert [row.all("td")[0].text for row in rows] == [
        "cloud", "cloud/images", "cloud/images images[].status"
    ]  # fmt: skip
    assert [row.all("td")[1].text for row in rows] == [
        "deleted",
        "On the schema. what it is on has changed since",
        "# One what it is on has gone since",
    ]
    assert [row.all("a")[0].attributes["href"] for row in rows] == [
        "/cloud/-/notes/", "/cloud/images/#notes", "/cloud/images/images/*/status/#notes"
    ]  # fmt: skip


def test_the_list_takes_as_many_queries_however_long(
    visit: Visit, images: Schema, alice: User, django_assert_num_queries: object
) -> None:
    for property in Property.objects.filter(schema=images):
        save(Target.of(property), alice, "One.", based_on=0)
    with django_assert_num_queries(3):  # type: ignore[operator]
        visit("/notes/")


def test_a_note_on_what_is_no_longer_derived_has_a_name(
    visit: Visit, target: Target, images: Schema, alice: User
) -> None:
    save(target, alice, "One.", based_on=0)
    Property.objects.filter(schema=images).delete()
    (row,) = visit("/notes/").one("tbody").all("tr")
    assert row.all("td")[0].text == "cloud/images images/*/status"
    assert Target(images.source, images, target.pointer).name == "images/*/status"
