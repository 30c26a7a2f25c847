"""A whole city: PostgreSQL, Redis, object storage, several nodes. Refuses to start half configured."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *
from cms.settings.databases import postgresql
from cms.settings.environment import env_flag, env_int, env_list, env_required, env_text

DEBUG = False
if env_flag("LINLI_DEMO"):
    raise ImproperlyConfigured(
        "LINLI_DEMO is on: demo mode knows everybody's password. Production refuses to start with it."
    )
LINLI_DEMO = False

SECRET_KEY = env_required("LINLI_SECRET_KEY", "a long random text, the same on every node.")
# While the secret is changed: sessions and scans kept on phones that were signed with the one before stay good.
SECRET_KEY_FALLBACKS = env_list("LINLI_SECRET_KEY_FALLBACKS")
LINLI_FIELD_KEYS = env_required(
    "LINLI_FIELD_KEYS", "the keys of personal data, `id:base64 of 32 bytes`, newest first."
).split(",")
LINLI_LOOKUP_KEY = env_required("LINLI_LOOKUP_KEY", "base64 of 32 bytes; finds a person by phone. Never change it.")
ALLOWED_HOSTS = env_required("LINLI_HOSTS", "the host names people use, comma separated.").split(",")
CSRF_TRUSTED_ORIGINS = env_list("LINLI_ORIGINS") or [f"https://{host}" for host in ALLOWED_HOSTS]

DATABASES = {"default": postgresql(env_required("LINLI_DATABASE_URL", "postgres://user:password@host/linli"))}
_redis = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": env_required("LINLI_REDIS_URL", "redis://host:6379/0; rate limits must be shared by all nodes."),
}
CACHES = CACHES | {"default": _redis, "tries": _redis}

LINLI_SMS_BACKEND = env_required("LINLI_SMS_BACKEND", "the dotted path of the class that sends text messages.")
if LINLI_SMS_BACKEND.startswith("content_models.people.sms."):
    raise ImproperlyConfigured("LINLI_SMS_BACKEND: the log and demo adapters show codes to whoever reads the log.")

if env_text("LINLI_S3_BUCKET"):
    _s3 = {"endpoint_url": env_text("LINLI_S3_ENDPOINT") or None, "default_acl": None, "file_overwrite": False}
    STORAGES = STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": _s3
            | {"bucket_name": env_text("LINLI_S3_BUCKET"), "location": "public", "querystring_auth": False},
        },
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": _s3
            | {
                "bucket_name": env_text("LINLI_S3_PRIVATE_BUCKET") or env_text("LINLI_S3_BUCKET"),
                "location": "private",
            },
        },
    }

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("LINLI_PROXY_COUNT", 1)
SECURE_SSL_REDIRECT = env_flag("LINLI_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env_int("LINLI_HSTS_SECONDS", 3600)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
