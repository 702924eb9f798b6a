"""Wagtail."""

import os

from .env import env

WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="تجربه‌های شهرها")
WAGTAILADMIN_BASE_URL = str(env.str("BASE_URL", default="http://127.0.0.1:8000")).rstrip("/")
if not env.str("BASE_URL", default="") and os.environ.get("PORT", "").isdecimal():  # that of `make run`
    WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{os.environ['PORT']}"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jfif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_MODEL = "cases.CaseImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cases.forms.images.CaseImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # what cases.uploads.images says as well
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cases.forms.uploaded_documents.UploadedDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "xlsx", "docx", "odt", "ods", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request leaves for a third party
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cases.services.publication.publish_approved"
TAGGIT_CASE_INSENSITIVE = True
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "cases.services.newsroom_search"},  # lists and choosers of the admin
    "wagtail": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False},  # what is measured beside ours
}
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False  # what is new for developers
