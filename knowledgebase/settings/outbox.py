"""Settings of the sync of indexes with the database, and of the fallback while an engine is away."""

from .env import env

# Who brings changes to the index: inline (after the commit; a remote engine from a thread of the web process), or
# worker (manage.py db_worker; a request only leaves a task).
SEARCH_DRAIN = env.str("SEARCH_DRAIN", default="inline")
# Where another engine answers, the embedded one is kept fresh beside it and answers while that one is away.
SEARCH_FALLBACK = env.bool("SEARCH_FALLBACK", default=True)
SEARCH_PROBE_SECONDS = env.float("SEARCH_PROBE_SECONDS", default=5.0)  # between two looks whether it is back
