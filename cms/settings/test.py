"""Tests: fast hashing, files in a temporary folder, PostgreSQL where tests/support/postgres.py started one."""

import atexit
import base64
import shutil
import tempfile
from pathlib import Path

from cms.settings.base import *
from cms.settings.databases import postgresql, sqlite
from cms.settings.environment import env_text

DEBUG = False
LINLI_DEMO = True
DATA_DIR = Path(tempfile.mkdtemp(prefix="linli-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()
SECRET_KEY = "tests only"  # noqa: S105
LINLI_FIELD_KEYS = ["t1:" + base64.urlsafe_b64encode(b"t" * 32).decode()]
LINLI_LOOKUP_KEY = base64.urlsafe_b64encode(b"l" * 32).decode()
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LINLI_SMS_BACKEND = "content_models.people.sms.DemoSms"

DATABASES = {"default": sqlite(DATA_DIR / "linli.sqlite3")}
# A file and not memory, so that threads share it; nothing of it has to survive a power cut.
DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA synchronous = OFF"
if env_text("LINLI_TEST_DATABASE_URL"):
    DATABASES = {"default": postgresql(env_text("LINLI_TEST_DATABASE_URL"), conn_max_age=0)}
STORAGES = STORAGES | {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "public"), "base_url": "/media/"},
    },
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "private"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Every answer of the API is held against the schema that documents it.
LINLI_CHECK_ANSWERS = True
# Wagtail's own tasks run at once; tests/common/test_library_tasks.py puts them on the queue.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
Q_CLUSTER = Q_CLUSTER | {"name": "linli-test"}
# A test publishes and looks in the same breath.
LINLI_PAGES_KNOWN_SECONDS = 0
