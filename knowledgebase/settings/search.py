"""Search: which engine answers, and where the embedded one keeps its files."""

from .env import DATA_DIR, env

SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_LOG_DAYS = env.int("SEARCH_LOG_DAYS", default=180)  # 0: no log
