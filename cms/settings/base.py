"""What every installation shares. Secrets, hosts and databases are set by dev, test and production."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.settings.environment import BASE_DIR, data_dir, env_flag, env_int, env_list

LINLI_VERSION = "0.1.0"
DATA_DIR = data_dir()

# Demo mode shows sign-in codes on the page and knows demo passwords; production refuses to start with it.
LINLI_DEMO = env_flag("LINLI_DEMO")

INSTALLED_APPS = [
    "cms",
    "content_models.common",
    "content_models.areas",
    "content_models.people",
    "content_models.ledger",
    "content_models.posts",
    "content_models.wishes",
    "content_models.hours",
    "content_models.rewards",
    "content_models.honors",
    "content_models.ballots",
    "content_models.letters",
    "content_models.pages",
    "content_models.cases",
    "content_models.sheets",
    "content_models.founding",
    "media",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "wagtail_headless_preview",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_scopes",
    "django_q",
    "django_tasks",
    "ninja",
    "pwa",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.ContentSecurityMiddleware",
    "cms.middleware.problems_of_the_api",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.admin.scoping.StaffScopeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- people and sign-in ------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["cms.accounts.backends.PersonBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_ENGINE = "cms.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.api.errors.csrf_failure"

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser", "app")
HEADLESS_TOKEN_STRATEGY = "cms.accounts.tokens.OneQuerySessionTokens"  # noqa: S105
HEADLESS_SERVE_SPECIFICATION = False
ACCOUNT_ADAPTER = "cms.accounts.adapter.PhoneAccountAdapter"
ACCOUNT_USER_DISPLAY = "cms.accounts.adapter.display_name"
ACCOUNT_LOGIN_METHODS = {"phone", "username"}
ACCOUNT_SIGNUP_FIELDS = ["phone*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 5 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PHONE_VERIFICATION_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# `key` is a phone, `ip` an address; many neighbours share one address, few share a phone. Five attempts a code and
# twenty codes a day leave a guesser one chance in ten thousand a day.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,3/m/key,20/d/key",
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "verify_phone": "20/m/ip,1/30s/key",
    "change_phone": "3/m/user",
}
LINLI_SMS_BACKEND = "content_models.people.sms.LogSms"

# --- data --------------------------------------------------------------------------------------
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Locations are text: Wagtail describes the storage to a background task, and JSON knows no paths.
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "media" / "public"), "base_url": "/media/"},
    },
    # Residents' photographs: never below a public address, handed out by cms/api/photos.py after asking the policy.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "media" / "private"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media" / "public"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
PWA_DIST_DIR = BASE_DIR / "pwa" / "dist"
STATICFILES_DIRS: list[Any] = [("pwa", PWA_DIST_DIR), BASE_DIR / "cms" / "static"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

CACHES: dict[str, dict[str, Any]] = {
    # Shared by every process of one machine without another server; production uses Redis.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "linli_cache"},
    # django-q2 writes statistics of its own twice a second; /readyz shows what we need instead.
    "job_statistics": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # Wrong tries at codes: never in the database, where a refusal rolls back its own count. Per process; production
    # shares it between all nodes.
    "tries": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "tries",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Visitors' pages of boards, in each web process by itself: named by the board's version, they can't go stale.
    "board": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "board",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # Posters of awards, in each web process's memory and nowhere else: a person's name may be on them. Found only by
    # who asks for what her consent allows at that moment (cms/api/posters.py).
    "posters": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "posters",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 40},
    },
}

# For so long a web process does not ask again whether a community's pages have changed (cms/api/pages.py).
LINLI_PAGES_KNOWN_SECONDS = 0.5

# Answers are held against the schemas that document them; on in tests, off where it would cost.
LINLI_CHECK_ANSWERS = False

# --- language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "admin" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- background work ---------------------------------------------------------------------------
Q_CLUSTER: dict[str, Any] = {
    "name": "linli",
    "orm": "default",
    "cache": "job_statistics",
    "workers": env_int("LINLI_JOB_WORKERS", 1),
    "timeout": 240,
    "retry": 300,
    "ack_failures": True,
    "catch_up": False,
    "max_attempts": 5,
    "poll": 0.5,
    "save_limit": 500,
    "bulk": 1,
}
TASKS = {"default": {"BACKEND": "content_models.common.tasks.JobTaskBackend"}}
# A worker group that executes nothing for so long is replaced (content_models/common/heartbeat.py).
LINLI_WORKER_LIMIT_SECONDS = env_int("LINLI_WORKER_LIMIT_SECONDS", 60)

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "邻里 Linli"
WAGTAILADMIN_BASE_URL = ""
WAGTAILADMIN_USER_LOGIN_FORM = "cms.admin.sign_in.StaffLoginForm"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # goes by e-mail, and nobody gives one; the phone app sets a new one by code
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "media.CommunityImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.CommunityImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.CommunityDocument"
# What offices exchange, and films for pages; nothing that a browser would run.
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "txt", "csv", "mp4", "webm"),
]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# A comment on a page would ask for the names of everybody who may edit; people talk to each other here.
WAGTAILADMIN_COMMENTS_ENABLED = False
# The preview panel shows the phone app itself (content_models/pages/models/page.py).
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": "{SITE_ROOT_URL}"}, "REDIRECT_ON_PREVIEW": True}
LOGIN_URL = "wagtailadmin_login"

# --- phone app ---------------------------------------------------------------------------------
PWA_SERVICE_WORKER_PATH = str(PWA_DIST_DIR / "service-worker.js")
PWA_APP_NAME = "邻里"
PWA_APP_DESCRIPTION = "身边的微心愿，邻里一起办"
PWA_APP_THEME_COLOR = "#B93A0E"
PWA_APP_BACKGROUND_COLOR = "#FBF7F2"
PWA_APP_DISPLAY = "standalone"
PWA_APP_SCOPE = "/"
PWA_APP_START_URL = "/"
PWA_APP_LANG = "zh-CN"

# --- papers ------------------------------------------------------------------------------------
# Noto Sans SC comes with the phone app's packages (docs/adr/0017); an installation without them names its own folder.
LINLI_FONT_DIRS: list[Any] = [
    *env_list("LINLI_FONT_DIRS"),
    BASE_DIR / "pwa" / "node_modules" / "@expo-google-fonts" / "noto-sans-sc" / "400Regular",
    BASE_DIR / "pwa" / "node_modules" / "@expo-google-fonts" / "noto-sans-sc" / "700Bold",
]

# --- safety ------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # 401 and 404 are ordinary answers of an API, not worth a line each.
    "loggers": {
        "django.request": {"level": "ERROR"},
        # Says four lines about each task; what matters is in linli.jobs.
        "django-q": {"level": "WARNING"},
    },
}
