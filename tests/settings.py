"""The portal's settings for tests: in a folder of their own, whatever the environment says.

Each pytest process, and so each of pytest-xdist's workers, has its own. DATABASE_URL alone is kept:
it says which database the suite runs on (tests/__main__.py).
"""

import os
import tempfile
from pathlib import Path

for _name in "ALIASES DEBUG EMAIL_FROM EMAIL_URL EMBED_HOSTS PORT REPLAY URL".split():
    os.environ.pop(f"PORTAL_{_name}", None)
# Held in a name, since the folder goes when the object does.
_folder = tempfile.TemporaryDirectory(prefix="schema-portal-test-")
os.environ["PORTAL_DATA"] = _folder.name
# Playwright keeps an event loop in the tests' thread, and Django would refuse to work beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from portal.settings import *  # noqa: E402, F403
from portal.settings import DATABASES, STORAGES  # noqa: E402

if not os.environ.get("DATABASE_URL"):
    # In a file as in production: in memory, SQLite locks by other rules.
    DATABASES["default"]["TEST"] = {"NAME": Path(_folder.name) / "test.sqlite3"}
# No manifest: tests need no collected files.
# Tests ask faster than anybody may; tests/api/test_throttle.py sets a rate of its own.
API_RATE = 0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# The portal's own are slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
