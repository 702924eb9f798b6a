"""The queue of tasks, in the database: one backend for all that is done in the background (home/README.md)."""

from typing import Any

TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},  # what Wagtail leaves to tasks
    "background": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        # jobs: begun by a person in the admin; search: changes that indexes follow, with SEARCH_DRAIN=worker.
        "QUEUES": ["jobs", "search"],
    },
}
