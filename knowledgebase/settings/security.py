"""Headers, cookies, content security policy."""

from csp.constants import NONE, SELF

from .env import env

# True behind a TLS proxy; a plain http://127.0.0.1 start must still be able to log in.
HTTPS = env.bool("HTTPS", default=False)

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# How long a browser that has been here once asks for nothing but TLS; it cannot be taken back before. 0 says nothing.
HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
HSTS_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and HSTS_SUBDOMAINS
SECURE_HSTS_PRELOAD = HTTPS and HSTS_PRELOAD
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel frames pages of the same origin
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts of the admin are told the token by its pages
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "knowledgebase.ended_session.stale_form"
USE_X_FORWARDED_HOST = False  # the proxy sets Host; what a reader may have written beside it is never read
LANGUAGE_COOKIE_SECURE = HTTPS

# Public pages: nothing but our own files. The admin has its own policy (knowledgebase/admin_policy.py).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}

# Of what is sent, apart from files: a case with many indicators is one large form. Whoever is not logged in may send
# far less (knowledgebase/request_limits.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100
