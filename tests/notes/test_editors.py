"""Who may write notes, and the command that says who."""

import io
import sys
from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, User
from django.core.management import CommandError, call_command

from portal.notes import editors
from portal.notes.management.commands import editor as command

Run = Callable[..., str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs manage.py editor with what stands on standard input; what it prints."""

    def call(*arguments: str, stdin: str = "", kind: type[io.StringIO] = io.StringIO) -> str:
        monkeypatch.setattr(sys, "stdin", kind(stdin))
        out = io.StringIO()
        call_command("editor", *arguments, stdout=out)
        return out.getvalue()

    return call


def test_the_group_is_there_from_the_first_migration(db: None) -> None:
    (permission,) = Group.objects.get(name="Editors").permissions.all()
    assert permission.content_type.app_label == "notes"
    assert permission.codename == "change_note"


def test_what_an_operator_took_from_the_group_stays_taken(db: None) -> None:
    group = Group.objects.get(name="Editors")
    group.permissions.clear()
    editors.make_group(apps.get_app_config("notes"))
    assert not group.permissions.exists()


def test_who_may_write(alice: User, bob: User) -> None:
    assert editors.may_edit(alice)
    assert not editors.may_edit(bob)
    assert not editors.may_edit(AnonymousUser())
    assert editors.may_edit(User.objects.create_superuser("root"))


def test_an_account_is_made_with_a_password(run: Run) -> None:
    assert run("add", "carol", stdin="a long pass word 7\n") == "carol may write notes.\n"
    carol = User.objects.get(username="carol")
    assert carol.check_password("a long pass word 7")
    assert editors.may_edit(carol)
    assert not carol.is_superuser
    assert run("list") == "carol\n"


def test_one_that_is_there_keeps_its_password(run: Run, bob: User) -> None:
    run("add", "bob")
    bob = User.objects.get(pk=bob.pk)
    assert bob.check_password("secret")
    assert editors.may_edit(bob)


def test_also_if_somebody_has_deleted_the_group(run: Run, bob: User) -> None:
    Group.objects.all().delete()
    run("add", "bob")
    assert editors.may_edit(User.objects.get(pk=bob.pk))


def test_it_is_taken_away_again(run: Run, alice: User) -> None:
    assert run("list") == "alice\n"
    assert "account stays" in run("remove", "alice")
    assert "no editors yet" in run("list")
    assert not editors.may_edit(User.objects.get(pk=alice.pk))
    for name in ("alice", "nobody"):
        with pytest.raises(CommandError, match="is no editor"):
            run("remove", name)


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("carol", "short", "too short"),
        ("carol", "", "no password on standard input"),
        ("a b", "a long one 7", "valid username"),
        ("", "a long one 7", "cannot be blank"),
    ],
)
def test_a_bad_account_is_refused(run: Run, name: str, password: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run("add", name, stdin=password)
    assert not User.objects.exists()


def test_at_a_terminal_it_asks_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["a long pass word 7", "another", "a long pass word 7", "a long pass word 7"]
    asked: list[str] = []

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return answers[len(asked) - 1]

    monkeypatch.setattr(command, "getpass", getpass)
    with pytest.raises(CommandError, match="the passwords differ"):
        run("add", "carol", kind=Terminal)
    assert run("add", "carol", kind=Terminal) == "carol may write notes.\n"
    assert asked[:2] == ["Password: ", "Password (again): "]
