#!/usr/bin/env python
"""The portal's command line: `manage.py help` lists the commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError

# Commands to which 1 is an answer, as a pipeline reads it; what could not even begin is 2.
_ANSWERING = ("diff", "fetch", "check-links", "digest")


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
    sys.exit(2 if sys.argv[1:] and sys.argv[1] in _ANSWERING else 1)


if __name__ == "__main__":
    main()
