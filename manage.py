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
        sys.exit(f"schema-portal: {error}")
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().partition("\n")[0]
        sys.exit(f"schema-portal: {reason}; has script/up prepared this database?")


if __name__ == "__main__":
    main()
