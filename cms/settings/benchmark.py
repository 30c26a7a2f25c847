"""`make bench`: production's way of serving on a PostgreSQL of its own, with two controls and a twin without guard.

Nothing else uses these settings: they need a database made for them, and their keys are thrown away.
"""

import base64
from pathlib import Path

from cms.settings.base import *
from cms.settings.databases import postgresql, sqlite
from cms.settings.environment import env_flag, env_required

DEBUG = False
LINLI_DEMO = False
SECRET_KEY = "benchmarks only"  # noqa: S105
LINLI_FIELD_KEYS = ["b1:" + base64.urlsafe_b64encode(b"b" * 32).decode()]
LINLI_LOOKUP_KEY = base64.urlsafe_b64encode(b"l" * 32).decode()
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]

_url = env_required("LINLI_BENCHMARK_DATABASE_URL", "`make bench` makes one.")
_file = _url.removeprefix("sqlite://")
DATABASES = {"default": postgresql(_url) if _file == _url else sqlite(Path(_file))}

# Two addresses more on the same API: the bare ones that the board is compared with.
ROOT_URLCONF = "tests.benchmarks.controls"
if env_flag("LINLI_BENCHMARK_UNGUARDED"):
    # The twin of the race: it must show what the conditional write prevents.
    INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.apps.Unguarded"]

if env_flag("LINLI_BENCHMARK_NO_PAGES"):
    # What a page costs that no process has kept.
    CACHES = CACHES | {"board": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "ERROR"}}
