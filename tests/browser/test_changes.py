"""The history's filters, lines that unfold, and the rules, in a real browser."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import NewPage
from tests.served import Portal

ROWS = ".told details.line"
# A question that a later one has overtaken is aborted, which htmx reports.
OVERTAKEN = ("htmx:afterRequest", "htmx:sendAbort")


def test_filters_apply_as_they_are_chosen(new_page: NewPage, portal: Portal) -> None:
    page = new_page(allow=OVERTAKEN)
    page.goto(f"{portal.url}/changes/")
    everything = page.locator(ROWS).count()
    assert everything > 5
    page.get_by_label("Schema", exact=True).select_option("image")
    page.wait_for_url("**/changes/?schema=image")
    expect(page.locator(".version-changes").first).to_contain_text("glance/image version 4")
    expect(page.locator("h1")).to_have_text("Changes in the schema image of every source")
    page.get_by_role("checkbox", name="Safe").check()
    page.wait_for_url("**/changes/?schema=image&impact=safe")
    expect(page.locator(f"{ROWS} > summary .impact:not(.safe)")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Safe")).to_be_focused()
    page.get_by_label("Property").fill("stores")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes/?schema=image&property=stores&impact=safe")
    expect(page.locator(ROWS)).to_have_count(1)
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(everything)


def test_the_form_keeps_what_is_typed_while_another_filter_is_chosen(
    page: Page, portal: Portal
) -> None:
    page.goto(f"{portal.url}/changes/?property=status")
    page.get_by_label("What happened").select_option("added")
    page.wait_for_url("**/changes/?property=status&kind=added")
    expect(page.get_by_label("Property")).to_have_value("status")


def test_a_date_can_be_typed(new_page: NewPage, portal: Portal) -> None:
    page = new_page(allow=OVERTAKEN)
    # Of glance alone: other tests have the portal fetch from a source of their own.
    page.goto(f"{portal.url}/changes/?source=glance")
    since, until = page.get_by_label("since"), page.get_by_label("until")
    since.focus()
    page.keyboard.type("04102019", delay=120)
    expect(since).to_have_value("2019-04-10")
    assert "since" not in page.url  # nothing is asked for before it is whole
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("since=2019-04-10"))
    expect(page.locator(".version-changes")).to_have_count(4)
    until.focus()
    page.keyboard.type("06302019", delay=120)
    page.get_by_label("What happened").focus()
    page.wait_for_url(lambda url: url.endswith("since=2019-04-10&until=2019-06-30"))
    expect(page.locator(".version-changes")).to_have_count(2)
    expect(since).to_have_value("2019-04-10")


def test_what_is_chosen_meanwhile_does_not_take_the_field_away(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page(allow=OVERTAKEN)
    answered = []

    def later(route: Route) -> None:
        page.wait_for_timeout(600)
        answered.append(route.request.url)
        route.continue_()

    page.goto(f"{portal.url}/changes/")
    page.route("**/changes/?*", later)
    page.get_by_label("What happened").select_option("added")
    page.get_by_label("until").focus()
    page.keyboard.type("0630", delay=20)
    page.wait_for_timeout(1500)
    assert answered
    page.keyboard.type("2019", delay=20)
    expect(page.get_by_label("until")).to_have_value("2019-06-30")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes/?kind=added&until=2019-06-30")
    expect(page.get_by_label("until")).to_have_value("2019-06-30")


def test_a_picked_day_counts_at_once_and_an_impossible_one_is_told(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page(allow=("400",))
    page.goto(f"{portal.url}/changes/?since=2019-04-10")
    page.get_by_label("until").fill("2018-01-01")
    expect(page.get_by_role("alert")).to_contain_text("until=2018-01-01 is before since=2019-04-10")


def test_the_property_has_a_button(new_page: NewPage, portal: Portal) -> None:
    page = new_page(allow=OVERTAKEN)
    page.goto(f"{portal.url}/changes/")
    page.get_by_label("Property").fill("status")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/changes/?property=status")
    expect(page.locator(".told-of")).to_contain_text(["images[].status", "status"])


def test_a_line_unfolds_by_keyboard_and_leads_to_its_rule(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/changes/?source=glance&schema=images&property=images[].status")
    line = page.locator(ROWS).first
    summary = line.locator("summary")
    expect(line.locator(".reasons")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(line.locator(".reasons")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/#enum-value-added")
    expect(page.locator("#enum-value-added")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1440])
def test_one_change_takes_one_line(new_page: NewPage, portal: Portal, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"{portal.url}/changes/?schema=image&kind=removed")
    summary = page.locator(f"{ROWS} > summary").first.bounding_box()
    assert summary is not None
    assert summary["height"] <= (32 if width > 1000 else 56)


def test_without_script(new_page: NewPage, portal: Portal) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{portal.url}/changes/")
    page.get_by_label("Schema", exact=True).select_option("image")
    page.get_by_role("checkbox", name="Warning").check()
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/changes/?schema=image&impact=warning")
    line = page.locator(ROWS).first
    line.locator("summary").click()
    line.locator(".reasons a").first.click()
    page.wait_for_url("**/rules/#*")
    page.locator("#filter").fill("enum breaking")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/?q=enum+breaking")
    expect(page.locator("#enum-value-removed")).to_be_visible()
    expect(page.locator("#maximum-set")).to_have_count(0)


def test_the_rules_are_filtered_while_one_types(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/rules/")
    page.locator("#filter").fill("删除枚举值")
    expect(page.locator("#rules article.rule[id]")).to_have_count(1)
    page.locator("#filter").fill("zzz")
    expect(page.locator("#rules")).to_contain_text("No rule, place or tool has all of these words.")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_link_to_a_rule_unfolds_it(new_page: NewPage, portal: Portal, has_script: bool) -> None:
    page = new_page(java_script_enabled=has_script)
    page.goto(f"{portal.url}/rules/#enum-value-removed")
    expect(page.locator("#enum-value-removed .reasons")).to_be_visible()
    expect(page.locator("#maximum-set .reasons")).to_be_hidden()


def test_the_rules_fit_into_few_screens_and_begin_with_the_filter(
    new_page: NewPage, portal: Portal
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{portal.url}/rules/")
    filter_ = page.locator("#filter").bounding_box()
    assert filter_ is not None
    assert filter_["y"] < 200
    first = page.locator(".rule[id] > details > summary").first.bounding_box()
    assert first is not None
    assert first["height"] < 60


@pytest.mark.parametrize("has_script", [True, False])
def test_the_menu_of_narrow_screens(new_page: NewPage, portal: Portal, has_script: bool) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, java_script_enabled=has_script)
    page.goto(portal.url)
    header = page.locator("header")
    expect(header.get_by_role("link", name="Matrix")).to_be_hidden()
    header.get_by_text("Menu").click()
    for name in ("Changes", "Compare", "Matrix", "Validate", "API"):
        expect(header.get_by_role("link", name=name, exact=True)).to_be_visible()
    header.get_by_role("link", name="Matrix").click()
    page.wait_for_url("**/matrix/")


def test_the_menu_closes_as_menus_do(new_page: NewPage, portal: Portal) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(portal.url)
    menu = page.locator("header").get_by_text("Menu")
    matrix = page.locator("header").get_by_role("link", name="Matrix")
    menu.click()
    page.keyboard.press("Escape")
    expect(matrix).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    page.mouse.click(20, 700)
    expect(matrix).to_be_hidden()


def test_the_rules_in_print(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/rules/")
    page.emulate_media(media="print")
    expect(page.locator(".outline")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#enum-value-removed")).to_be_visible()
