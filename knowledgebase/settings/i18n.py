"""Languages. Codes are stable; names are written in the language itself."""

from .env import BASE_DIR, env

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English"), ("ar", "العربية")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Tehran")
# The second fills the gaps of Wagtail's own catalogues; both come before those of any app.
LOCALE_PATHS = [BASE_DIR / "knowledgebase" / "locale", BASE_DIR / "knowledgebase" / "wagtail_locale"]

# Languages that thesaurus labels may be written in: more than the site is read in, since people also search in them.
THESAURUS_LANGUAGES = [("fa", "فارسی"), ("en", "English"), ("ar", "العربية"), ("tr", "Türkçe")]

# Arab countries write numbers in either form: latn (1, 2, 3; the Maghreb) or arab (١، ٢، ٣; the Mashriq).
ARABIC_DIGITS = env.str("ARABIC_DIGITS", default="latn")
