#!/usr/bin/env python
"""The portal's command line: `manage.py help` lists the commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # A wrong setting is the operator's to mend: one line serves them better than a traceback.
        stop(str(error))
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().partition("\n")[0]
        stop(f"{reason}; has script/up prepared this database?")


def stop(reason: str) -> None:
    sys.stderr.write(f"schema-portal: {reason}\n")
    # Where 1 is an answer, as it is to a pipeline, what could not even begin is 2.
    sys.exit(2 if sys.argv[1:2] in (["diff"], ["fetch"]) else 1)


if __name__ == "__main__":
    main()
