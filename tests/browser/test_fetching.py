"""Fetching, watched from a page: on demand with live progress, and behind a reader's back."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NewPage
from tests.ingest.deployment import Deployment
from tests.served import TOP, Portal
from tests.upstream.faulty import Behaviour, Call, answer

SCHEMAS = ("member", "members", "tasks")


def slowly(name: str) -> Behaviour:
    """Serve the recorded document of that name, after a while."""
    body = (TOP / f"tests/recordings/glance-33.0.0/{name}.json").read_bytes()

    def late(call: Call) -> None:
        time.sleep(0.8)
        answer(body, content_type="application/json")(call)

    return late


def add(portal: Portal, name: str, url: str, *options: str) -> str:
    """Add a source; its address."""
    chosen = [word for schema in SCHEMAS for word in ("--schema", schema)]
    added = portal.manage(
        "source", "add", name, "--kind", "glance", "--url", url, *chosen, *options
    )
    assert added.returncode == 0, added.stderr
    return f"{portal.url}/{name}/"


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("don't match")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")


@pytest.fixture(params=[True, False], ids=["scripted", "unscripted"])
def any_page(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    return new_page(java_script_enabled=request.param)


def test_fetch_now_is_followed_live(
    any_page: Page, portal: Portal, deployment: Deployment, editor: str
) -> None:
    page = any_page
    for name in SCHEMAS:
        deployment.set(name, slowly(name))
    deployment.set("tasks", answer(b"", 503))
    name = f"live-{deployment.host.rpartition(':')[2]}"
    address = add(portal, name, deployment.url)
    page.goto(address)
    expect(page.locator(".empty")).to_contain_text("Nothing has been fetched yet.")
    page.get_by_role("link", name="Sign in to fetch now").click()
    sign_in(page, editor)
    page.wait_for_url(address)
    page.get_by_role("button", name="Fetch now").click()
    page.wait_for_url("**/fetches/*/")
    expect(page.locator("main").get_by_role("status")).to_contain_text(
        re.compile(r"Waiting|Asking|\d of 3")
    )
    expect(page.locator("main").get_by_role("status")).to_contain_text(
        "3 asked for, 2 new, 1 failed."
    )
    expect(page.locator("tbody tr").last).to_contain_text("unavailable")
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text("member")
    page.goto(address)
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_an_older_page_says_that_it_is_fetched_anew_and_what_came_of_it(
    page: Page, portal: Portal, deployment: Deployment
) -> None:
    address = add(portal, "ageing", deployment.url, "--max-age", "1s")
    for name in SCHEMAS:
        deployment.publish(name, "id")
    fetched = portal.manage("fetch", "ageing")
    assert fetched.returncode == 0, fetched.stderr
    _grow_old()
    page.goto(f"{address}members/")
    freshness = page.locator(".freshness")
    expect(freshness).to_contain_text("As of capture 1")
    expect(freshness).to_contain_text("Older than its source allows: it is being fetched anew.")
    expect(freshness).to_contain_text("Fetched anew just now: nothing has changed.")
    deployment.publish("members", "id", "name")
    _grow_old()
    page.goto(f"{address}members/")
    expect(page.locator("#rows .row")).to_have_count(1)
    expect(freshness).to_contain_text("There is a new version.")
    page.get_by_role("link", name="Show it").click()
    expect(page.locator("#rows .row")).to_have_count(2)
    deployment.set("members", answer(b"", 500))
    _grow_old()
    page.goto(f"{address}members/")
    expect(freshness).to_contain_text("hat you read is the last good capture.")
    expect(page.locator("#rows .row")).to_have_count(2)


def _grow_old() -> None:
    time.sleep(1.1)  # longer than the source's --max-age
