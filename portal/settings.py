"""Settings, all of them from the environment; the README lists what each variable does."""

import os
import re
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from portal import mail, sqlite

sqlite.use_newest()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("PORTAL_DATA") or BASE_DIR / "var").resolve()
PORT = os.environ.get("PORTAL_PORT") or "8000"
# The address of a whole site: the portal is nowhere below a path.
_SITE = re.compile(r"https?://[^\s/?#@]+")
# The address that readers type; links in answers are made from it.
PORTAL_URL = (os.environ.get("PORTAL_URL") or f"http://127.0.0.1:{PORT}").rstrip("/")
DEBUG = os.environ.get("PORTAL_DEBUG") == "1"
# How often a minute each address may ask the API; 0: as often as it likes.
_rate = os.environ.get("PORTAL_API_RATE") or "1200"
if not (_rate.isascii() and _rate.isdigit()):
    raise ImproperlyConfigured(f"PORTAL_API_RATE is not a whole number from 0: {_rate}")
API_RATE = int(_rate)
# Under which other addresses the portal is known: links to these are links to it.
ALIASES = [each.rstrip("/") for each in (os.environ.get("PORTAL_ALIASES") or "").split()]
for _each in ALIASES:
    if not _SITE.fullmatch(_each):
        raise ImproperlyConfigured(
            f"PORTAL_ALIASES holds what is not the address of a site: {_each!r}; "
            "write https://schemas.example.org"
        )
# The hosts of pages that may show /embed/… in a frame, as CSP writes them; none if empty.
EMBED_HOSTS = (os.environ.get("PORTAL_EMBED_HOSTS") or "").split()
_HOST = re.compile(r"\*|(?:https?://)?(?:\*\.)?[A-Za-z0-9.-]+(?::(?:[0-9]{1,5}|\*))?")
for _each in EMBED_HOSTS:
    if not _HOST.fullmatch(_each):
        raise ImproperlyConfigured(
            f"PORTAL_EMBED_HOSTS holds what is no host: {_each!r}; "
            "write wiki.example.org, *.example.org or https://wiki.example.org:8443"
        )
# The source whose own API is answered at the portal's /v2/schemas/… as well; none if empty.
REPLAYED = os.environ.get("PORTAL_REPLAY") or ""
# What the address of a page in the operator's wiki begins with; without it there are no links.
WIKI_URL = os.environ.get("PORTAL_WIKI_URL") or ""
_wiki = urlsplit(WIKI_URL)
if WIKI_URL and (_wiki.scheme not in {"http", "https"} or not _wiki.hostname):
    raise ImproperlyConfigured(f"PORTAL_WIKI_URL is not an http(s) address: {WIKI_URL}")


def _data_dir() -> Path:
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        if not os.access(DATA_DIR, os.W_OK | os.X_OK):
            raise PermissionError("Permission denied")
    except OSError as error:
        raise ImproperlyConfigured(
            f"cannot write to the data folder {DATA_DIR} ({error.strerror or error}); "
            "choose another with PORTAL_DATA"
        ) from error
    return DATA_DIR


def _secret_key() -> str:
    """The key of this installation, made on the first start and readable by its owner alone."""
    path = _data_dir() / "secret-key"
    try:
        # O_EXCL: of two processes that start at once, one makes the key and both read it.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{path} is empty; remove it and a new key is made")
    return key


def _database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _data_dir() / "portal.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                # Deferred transactions fail at once when two writers meet; immediate ones wait.
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        urlsplit(url).port  # noqa: B018 - raises on a port that is no number
    except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL is not a database address; it reads postgres://USER:PASSWORD@HOST/NAME"
        ) from error
    database: dict[str, Any] = dict(parsed)
    if database.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres://; leave it out for SQLite in PORTAL_DATA"
        )
    # A host that drops what it gets would else delay the first answer for minutes.
    database["OPTIONS"] = {"connect_timeout": 10} | database.get("OPTIONS", {})
    return database


SECRET_KEY = _secret_key()
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_public = urlsplit(PORTAL_URL)
if not _SITE.fullmatch(PORTAL_URL) or not _public.hostname:
    raise ImproperlyConfigured(
        f"PORTAL_URL is not the http(s) address of a site, without a path: {PORTAL_URL}"
    )
ALLOWED_HOSTS = [_public.hostname, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]
if _public.scheme == "https":
    # A proxy ends TLS in front of the portal and says so in this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by supervisors, past the proxy
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

# Without a mail server the host is empty: subscriptions are kept, and nothing is sent.
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = (
    mail.server(os.environ.get("PORTAL_EMAIL_URL") or "")
)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = mail.sender(os.environ.get("PORTAL_EMAIL_FROM") or "", _public.hostname)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # portal.isolation says which answers have it
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "portal",  # for its commands
    "portal.catalog",
    "portal.search",
    "portal.ingest",
    "portal.notes",
    "portal.pages",
    "portal.api",
    "portal.notify",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]
MIDDLEWARE = [
    "portal.answers.Answers",
    "portal.api.cors.Cors",
    "portal.api.digest.digested",  # of what is sent, so outside of whatever compresses
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.compression.Compression",
    "portal.isolation.isolated",
    "csp.middleware.CSPMiddleware",
    # Before whatever may refuse a request: the refusal is in the reader's language.
    "portal.pages.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "portal.pages.templatetags.portal",
                "portal.pages.templatetags.icons",
                "portal.notes.templatetags.notes",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.stylesheets.Storage"},
}
WHITENOISE_USE_FINDERS = DEBUG
# Source maps are megabytes that only a developer's tools ask for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "portal/locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_PAGINATION_CLASS": "portal.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.api.problems.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Schema Portal",
    "DESCRIPTION": "The stored versions of schema documents, as served and as read.",
    "OAS_VERSION": "3.1.0",
    # Describes the addresses below a schema, too; their routing has a step of its own.
    "DEFAULT_GENERATOR_CLASS": "portal.api.openapi.Generator",
    "VERSION": "1",
    # Several members have these values, or this name.
    "ENUM_NAME_OVERRIDES": {
        "ImpactEnum": ["breaking", "warning", "safe", "editorial"],
        "ChangeKindEnum": "portal.catalog.models.Change.Kind",
        "CounterpartKindEnum": ["renamed", "moved"],
        "SourceKindEnum": "portal.catalog.models.Source.Kind",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}},
}
