"""Settings of the tests: a data folder of their own, fast password hashing, plain static files."""

import os
import tempfile

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="knowledgebase-test-"))

from . import *
from .base import CACHES as _caches
from .base import STORAGES as _storages
from .database import DATABASES as _databases
from .env import DATA_DIR as DATA_DIR  # named once more, since type checkers read this module alone

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**_storages, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
WHITENOISE_AUTOREFRESH = True
if "sqlite3" in _databases["default"]["ENGINE"]:  # a file, so that threads of one test see one database
    DATABASES = {"default": {**_databases["default"], "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")}}}
# Processes of one run count for themselves, or they would clear each other's counts.
_process = os.environ.get("PYTEST_XDIST_WORKER", "main")
CACHES = {"default": {**_caches["default"], "OPTIONS": {"counts": f"accounts-{_process}.sqlite3"}}}
SECTIONS_RAISE = True
MAIL_DELIVERY = "django.core.mail.backends.locmem.EmailBackend"
PAGE_CACHE_MB = 0  # tests look at what the views make; those of the cache turn it on
# Meaning is off where a test does not ask for it: the model takes a while for a whole collection.
SEARCH_EMBEDDER = "off"
# A test machine is busy, and its cluster is one node.
ELASTICSEARCH_READ_TIMEOUT = 30.0
ELASTICSEARCH_REPLICAS = 0
