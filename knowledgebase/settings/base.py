"""Apps, middleware, templates, files."""

import os
from typing import Any

from .env import BASE_DIR, DATA_DIR, env, secret_key

# Workbooks are read by one parser everywhere, the one that is kept from entities, also where lxml happens to be.
os.environ["OPENPYXL_LXML"] = "False"

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

INSTALLED_APPS = [
    "home",
    "search",
    "cases.review",
    "cases.messages",
    "cases.people",
    "cases",
    "knowledgebase",
    "knowledgebase.localize.Localize",
    "wagtail.contrib.typed_table_block",
    "wagtail.locales",
    "wagtail.sites",
    "knowledgebase.accounts.Accounts",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "ninja",
    "captcha",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "knowledgebase.request_log.RequestLogMiddleware",
    "knowledgebase.probes.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "knowledgebase.static_files.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "knowledgebase.middleware.SecurityHeadersMiddleware",
    "knowledgebase.request_limits.AddressLengthMiddleware",
    "knowledgebase.throttle.ThrottleMiddleware",
    "knowledgebase.head_requests.HeadMiddleware",
    "knowledgebase.locale_middleware.LanguageChoiceMiddleware",
    "knowledgebase.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "knowledgebase.locale_middleware.SiteLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "knowledgebase.request_limits.BodySizeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "knowledgebase.known_devices.KnownDevicesMiddleware",
    "knowledgebase.ended_session.EndedSessionMiddleware",
    "knowledgebase.second_factor.SecondFactorMiddleware",
    "knowledgebase.reader_choice.ReaderChoiceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "knowledgebase.middleware.AtomicWritesMiddleware",
]

ROOT_URLCONF = "knowledgebase.urls"
WSGI_APPLICATION = "knowledgebase.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"wagtailadmin_tags": "knowledgebase.templatetags.admin_numbers"},
        },
    },
]
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # Wagtail's preview panel frames pages of the same origin
    "security.W021",  # the preload list of browsers binds a whole domain for years: for its owner to decide
    "templates.W003",  # wagtailadmin_tags stands for ours, which is meant
]

CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "knowledgebase.shared_cache.SharedMemory"}}

# A section that a room adds to a page and that fails is left out and logged; here it fails the page instead.
SECTIONS_RAISE = DEBUG

# Pages made for visitors are kept, in each web process, up to this many megabytes; 0 keeps none.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", default=32)

# A reader who asks for a PDF that is not there yet waits so long; then a page says that it is being made.
CASE_FILE_SECONDS = env.float("CASE_FILE_SECONDS", default=2.0)

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# Fonts and libraries come from npm when it is there; the site works without them, plainer.
NODE_MODULES = BASE_DIR / "node_modules"
VAZIRMATN = NODE_MODULES / "@fontsource-variable/vazirmatn/files"
STATICFILES_DIRS = [
    ("vendor/vazirmatn", VAZIRMATN),
    ("vendor/htmx", NODE_MODULES / "htmx.org/dist"),
    ("vendor/leaflet", NODE_MODULES / "leaflet/dist"),
    ("vendor/jalalidatepicker", NODE_MODULES / "@majidh1/jalalidatepicker/dist"),
    ("vendor/leaflet.markercluster", NODE_MODULES / "leaflet.markercluster/dist"),
]
STATICFILES_DIRS = [entry for entry in STATICFILES_DIRS if entry[1].is_dir()]
WORLD_ATLAS = BASE_DIR / "node_modules/world-atlas/land-110m.json"  # from npm; without it maps have no land
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "knowledgebase.static_files.StaticFiles"
    },
}
WORLD_ATLAS = NODE_MODULES / "world-atlas/land-110m.json"
WORLD_COUNTRIES = NODE_MODULES / "world-atlas/countries-50m.json"  # without it tiles show lines of a map instead
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
SUBMISSION_DIR = DATA_DIR / "submissions"  # files of submissions; no address leads there
IMPORT_DIR = DATA_DIR / "imports"  # files being imported; no address leads there
IMPORT_MAX_MB = env.int("IMPORT_MAX_MB", default=500)
REVIEW_DAYS = env.int("REVIEW_DAYS", default=7)
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
