"""Commands, as a pipeline calls them."""

import io

from django.core.management import CommandError, call_command


def called(name: str, *arguments: str) -> tuple[int, str]:
    """The exit status of `manage.py name`, and what it printed, or what was wrong."""
    out = io.StringIO()
    try:
        call_command(name, *arguments, stdout=out)
    except SystemExit as exit_:
        return int(exit_.code or 0), out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()
