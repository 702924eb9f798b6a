"""The database: SQLite in the data folder by default, PostgreSQL where DATABASE_URL names one."""

from typing import Any

from .env import DATA_DIR, env

# PostgreSQL only. Seconds; 0 is no limit. What waits longer fails, so that one stuck query cannot stop the site.
DATABASE_STATEMENT_TIMEOUT = env.float("DATABASE_STATEMENT_TIMEOUT", default=60.0)
DATABASE_LOCK_TIMEOUT = env.float("DATABASE_LOCK_TIMEOUT", default=30.0)
# Seconds that a thread keeps its connection between requests; 0 opens one a request. Of no effect with a pool.
DATABASE_CONN_MAX_AGE = env.int("DATABASE_CONN_MAX_AGE", default=60)
# Connections of a process that its threads share; 0 is no pool, and every thread has its own.
DATABASE_POOL_MIN = env.int("DATABASE_POOL_MIN", default=1)
DATABASE_POOL_MAX = env.int("DATABASE_POOL_MAX", default=0)


def _sqlite_options() -> dict[str, Any]:
    """A second writer waits its turn instead of failing: most concurrent writes were lost without the first two.

    The file is not mapped into memory (``mmap_size``): that saves a search of a small collection a millisecond, and
    counts as memory of every process, an import of 400 MB among them.
    """
    pragmas = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16000")
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
    }


def _postgresql_options() -> dict[str, Any]:
    limits = {"statement_timeout": DATABASE_STATEMENT_TIMEOUT, "lock_timeout": DATABASE_LOCK_TIMEOUT}
    options: dict[str, Any] = {
        "connect_timeout": 5,
        "options": " ".join(f"-c {name}={round(seconds * 1000)}" for name, seconds in limits.items()),
    }
    if DATABASE_POOL_MAX:
        # A request waits for a connection as long as it would for a new one, then fails.
        options["pool"] = {"min_size": DATABASE_POOL_MIN, "max_size": DATABASE_POOL_MAX, "timeout": 5}
    return options


# The path of a file is not written as an address, where # and % would mean something else.
_file: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "db.sqlite3")}
_database: dict[str, Any] = env.db_url("DATABASE_URL") if env.str("DATABASE_URL", default="") else _file
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = _sqlite_options()
    _database["CONN_MAX_AGE"] = DATABASE_CONN_MAX_AGE  # opening the file and its schema is a tenth of a page
elif _database["ENGINE"] == "django.db.backends.postgresql":
    # What the address says itself, as in ?sslmode=require, goes first.
    _database["OPTIONS"] = {**_postgresql_options(), **_database.get("OPTIONS", {})}
    _database["CONN_MAX_AGE"] = 0 if DATABASE_POOL_MAX else DATABASE_CONN_MAX_AGE
    _database["CONN_HEALTH_CHECKS"] = True  # a connection that the server closed meanwhile is opened anew
DATABASES = {"default": _database}
