"""The page of two services side by side, and its table."""

from tests.pages.dom import Element

BOTH = "column=huawei-ims/images&column=glance/images"
PAGE = f"/matrix/?{BOTH}"


def table(page: Element) -> dict[str, Element]:
    """The rows of the table by their paths."""
    (body,) = page.one("table", cls="matrix").all("tbody")
    return {row.all("a", cls="matrix-name")[0].text: row for row in body.all("tr")}


def filters(page: Element) -> list[str]:
    return page.one("nav", cls="matrix-filter").texts("a")
