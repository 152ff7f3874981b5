"""Whose pages no other window may hold on to."""

import pytest
from django.test import Client

HEADER = "Cross-Origin-Opener-Policy"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/nothing/here/", "/api/v1/", "/health/"])
def test_public_answers_may_be_opened_by_any_window(client: Client, path: str) -> None:
    assert HEADER not in client.get(path)


def test_the_page_to_sign_in_at_is_isolated(client: Client) -> None:
    assert client.get("/accounts/login/?next=/")[HEADER] == "same-origin"


def test_so_is_every_answer_to_somebody_who_is_signed_in(admin_client: Client) -> None:
    assert {admin_client.get(path)[HEADER] for path in ("/", "/nothing/here/", "/changes/")} == {
        "same-origin"
    }
