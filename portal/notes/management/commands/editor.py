"""manage.py editor: who may write notes."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from portal.ingest.management.base import PortalCommand
from portal.notes import editors

EXAMPLES = """examples:
  manage.py editor add alice                       (asks for a password if there is no such account)
  pass show portal/alice | manage.py editor add alice          (reads it from standard input)
  manage.py editor list
  manage.py editor remove alice                    (her account and her notes stay)
  manage.py changepassword alice
"""


class Command(PortalCommand):
    examples = EXAMPLES
    help = "Let people write notes, or no more; list those who may."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        add = actions.add_parser("add", help="let an account write notes; it is made if need be")
        add.add_argument("name")
        actions.add_parser("list", help="list the editors")
        remove = actions.add_parser("remove", help="take that away again")
        remove.add_argument("name")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        match action:
            case "add":
                self._add(options["name"])
            case "remove":
                self._remove(options["name"])
            case _:
                names = [user.get_username() for user in editors.editors()]
                nobody = "There are no editors yet; see manage.py editor add --help."
                self.stdout.write("\n".join(names) or nobody)

    def _add(self, name: str) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            user = _new(name)
        editors.add(user)
        self.stdout.write(f"{name} may write notes.")

    def _remove(self, name: str) -> None:
        user = User.objects.filter(username=name).first()
        if user is None or user not in editors.editors():
            raise CommandError(f"{name!r} is no editor; manage.py editor list names them")
        editors.remove(user)
        self.stdout.write(f"{name} writes no more notes. The account stays.")


def _new(name: str) -> User:
    """A new account with a good password. Raises CommandError."""
    user = User(username=name)
    try:
        user.full_clean(exclude=["password"])
        password = _password()
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    user.set_password(password)
    user.save()
    return user


def _password() -> str:
    """Asked for twice at a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\n")
        if not given:
            raise CommandError("there is no such account yet, and no password on standard input")
        return given
    password = getpass("Password: ")
    if getpass("Password (again): ") != password:
        raise CommandError("the passwords differ")
    return password
