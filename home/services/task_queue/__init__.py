"""The queue of tasks (django-tasks): its worker, and what keeps it whole when a worker dies.

Lower rooms declare tasks and leave them; who makes them is decided here, since only here both are known.
"""

from .worker import BACKEND, TaskWorker, run_jobs

__all__ = ["BACKEND", "TaskWorker", "run_jobs"]
