"""Scripts on other sites may read the API, and nothing else."""

import pytest
from django.test import Client

from portal.catalog.models import Schema

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [("sources/", 200), ("sources/nobody/", 404), ("nonsense/", 404), ("sources/?x", 400)],
)
def test_every_answer_can_be_read(client: Client, address: str, status: int) -> None:
    response = client.get(f"/api/v1/{address}", headers={"Origin": "https://wiki.example"})
    assert response.status_code == status
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Origin" not in response["Vary" if "Vary" in response else "Content-Type"]


def test_what_is_known_can_be_read(client: Client, widgets: Schema) -> None:
    tag = client.get("/api/v1/sources/")["ETag"]
    response = client.get("/api/v1/sources/", headers={"If-None-Match": tag})
    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize("address", ["sources/", "validate/"])
def test_browsers_may_ask_before(client: Client, address: str) -> None:
    response = client.options(
        f"/api/v1/{address}",
        headers={
            "Origin": "https://wiki.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert "Content-Type" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/health/"])
def test_pages_are_not_for_other_sites(client: Client, address: str) -> None:
    response = client.get(address, headers={"Origin": "https://wiki.example"})
    assert "Access-Control-Allow-Origin" not in response
