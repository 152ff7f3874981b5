"""manage.py digest, and the loop that does the same."""

import json
import threading

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import OperationalError
from pytest_django.fixtures import Settings

from portal.catalog.models import Schema
from portal.ingest import loop
from portal.notify.models import Digest, Subscription
from tests.called import called
from tests.notify.conftest import Mailbox, by, changed, free_port, subscribe


def run(*arguments: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    return called("digest", *arguments)


@pytest.fixture
def due(ann: User, thing: Schema) -> Subscription:
    """Something to be told."""
    subscription = subscribe(ann)
    changed(thing, added={})
    return subscription


@pytest.mark.django_db
def test_it_sends_what_is_due_and_says_so(mailbox: Mailbox, due: Subscription) -> None:
    row = {
        "account": "ann", "address": "ann@example.org", "often": "at-once", "language": "en",
        "kind": "digest", "changes": 1, "fault": "",
    }  # fmt: skip
    status, printed = run("--dry-run", "--json")
    assert (status, json.loads(printed)) == (0, [row | {"outcome": "due"}])
    assert mailbox.raw == []
    assert not Digest.objects.exists()
    status, printed = run("--json")
    assert (status, json.loads(printed)) == (0, [row | {"outcome": "sent"}])
    assert len(mailbox.raw) == 1
    assert run() == run("--dry-run") == (0, "Nothing is due.\n")


@pytest.mark.django_db
def test_a_fault_is_an_exit_status(settings: Settings, mailbox: Mailbox, due: Subscription) -> None:
    by(settings, free_port())
    status, printed = run()
    assert status == 1
    assert "failed: Connection refused" in printed
    assert "ann@example.org" in printed
    assert run("--dry-run")[1].count("ann@example.org") == 1  # what is under way is due still
    assert run()[0] == 1
    by(settings, mailbox.port)
    status, printed = run()  # at any rate: also what the loop would try again later
    assert status == 0
    assert " sent " in printed


@pytest.mark.django_db
def test_without_a_mail_server_it_could_not_begin(settings: Settings, due: Subscription) -> None:
    settings.EMAIL_HOST = ""
    status, printed = run()
    assert status == 2
    assert "no mail server is configured (PORTAL_EMAIL_URL), so none of 1 due" in printed
    assert run("--dry-run")[0] == 0


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("digest", "--help")
    printed = capsys.readouterr().out
    assert "manage.py digest --dry-run" in printed
    assert "exit status:" in printed


@pytest.mark.django_db(transaction=True)
def test_the_loop_outlives_its_chore(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loop, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(loop, "CHORE_SECONDS", 0.02)
    stop, done = threading.Event(), list[str]()

    def chore(told: threading.Event) -> None:
        assert told is stop
        done.append("")
        if len(done) == 1:
            raise OperationalError("the database is gone")
        if len(done) == 2:
            raise ValueError("odd")
        stop.set()

    loop.run(stop, chore)
    assert len(done) == 3
    assert "the database is gone" in caplog.text
    assert "a chore failed" in caplog.text
