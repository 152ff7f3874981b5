"""How the tests run a command of manage.py: with its own arguments, and all that it prints."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def run(*arguments: str) -> str:
    """What a command prints; it is to end well."""
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> CommandError:
    """The error that a command ends with."""
    with pytest.raises(CommandError) as refused:
        call_command(*arguments, stdout=StringIO())
    return refused.value


def help_of(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        call_command(*arguments, "--help")
    assert ended.value.code == 0
    return capsys.readouterr().out
