"""Settings, all from the environment: one person on one machine needs none of them.

``NEXALINK_DATA``          folder of the database, keys and uploads (default: the user's data folder)
``NEXALINK_DATABASE_URL``  ``postgresql://user:password@host:port/name``; default: SQLite in the data folder
``NEXALINK_HOSTS``         names this server answers to, comma-separated (default: loopback only)
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from nexalink.kernel.folders import data_folder
from nexalink.site.sqlite_driver import prefer_safe_sqlite

BASE = Path(__file__).resolve().parent.parent


DATA = data_folder(os.environ)
WAL_IS_SAFE = prefer_safe_sqlite()


def _sqlite() -> dict[str, Any]:
    pragmas = [
        "PRAGMA journal_mode=" + ("WAL" if WAL_IS_SAFE else "TRUNCATE"),
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA busy_timeout=20000",
        "PRAGMA cell_size_check=ON",
        "PRAGMA secure_delete=ON",
        "PRAGMA cache_size=-65536",
        "PRAGMA temp_store=MEMORY",
    ]
    if WAL_IS_SAFE:
        pragmas.append("PRAGMA trusted_schema=OFF")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "nexalink.sqlite3",
        "OPTIONS": {"init_command": ";".join(pragmas), "transaction_mode": "IMMEDIATE", "timeout": 20},
        "CONN_MAX_AGE": None,
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _secret_key() -> str:
    """Return the installation's key, made once and readable by its owner only."""
    if given := os.environ.get("NEXALINK_SECRET_KEY"):
        return given
    file = DATA / "secret.key"
    try:
        return file.read_text("ascii")
    except OSError:
        pass_key = secrets.token_urlsafe(48)
    try:
        DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(pass_key)
    except FileExistsError:
        return file.read_text("ascii")
    except OSError:
        return pass_key  # a folder that cannot be written: the command that needs it says so
    return pass_key


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("NEXALINK_HOSTS", "").split(",") if host] or [
    "localhost",
    "127.0.0.1",
    "[::1]",
]
DATABASES = {
    "default": _postgresql(url) if (url := os.environ.get("NEXALINK_DATABASE_URL")) else _sqlite(),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "nexalink.accounts",
    "nexalink.people",
    "nexalink.ties",
    "nexalink.interactions",
    "nexalink.gate",
    "nexalink.introductions",
    "nexalink.archives",
    "nexalink.audits",
    "nexalink.playbooks",
    "nexalink.pruning",
    "nexalink.recall",
    "nexalink.today",
    "nexalink.search",
    "nexalink.reports",
    "nexalink.web",
]
MIDDLEWARE = [
    "nexalink.web.middleware.ContentSecurityPolicy",  # outermost: its headers stand on files and errors too
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nexalink.web.middleware.SingleOwner",
    "nexalink.web.middleware.NamedFaults",
]
ROOT_URLCONF = "nexalink.site.urls"
WSGI_APPLICATION = "nexalink.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / room / "templates" for room in ("web", "reports")],
        "OPTIONS": {
            "environment": "nexalink.site.templates.environment",
            "context_processors": ["nexalink.web.context.shell"],
        },
    },
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = DATA / "uploads"
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o600

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS: list[str] = []
