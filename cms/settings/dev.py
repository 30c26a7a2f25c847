"""One machine, nothing to install but Python: SQLite, local files, keys made on first start. `make run` uses it."""

from cms.settings.base import *
from cms.settings.databases import sqlite
from cms.settings.environment import env_flag, env_list, env_text
from cms.settings.keys import load_or_create_keys

DEBUG = env_flag("LINLI_DEBUG")
LINLI_DEMO = env_flag("LINLI_DEMO", default=True)

_keys = load_or_create_keys(DATA_DIR / "keys.json")
SECRET_KEY = _keys["secret_key"]
LINLI_FIELD_KEYS = _keys["field_keys"]
LINLI_LOOKUP_KEY = _keys["lookup_key"]

# Phones on the same Wi-Fi reach the demo by the machine's address; production names its hosts.
ALLOWED_HOSTS = env_list("LINLI_HOSTS") or ["*"]
CSRF_TRUSTED_ORIGINS = env_list("LINLI_ORIGINS")

DATABASES = {"default": sqlite(DATA_DIR / "linli.sqlite3")}
if env_text("LINLI_DATABASE_URL"):
    from cms.settings.databases import postgresql

    DATABASES = {"default": postgresql(env_text("LINLI_DATABASE_URL"))}

if LINLI_DEMO:
    LINLI_SMS_BACKEND = "content_models.people.sms.DemoSms"
