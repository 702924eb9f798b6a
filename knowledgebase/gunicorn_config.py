"""Gunicorn's settings: gunicorn --config python:knowledgebase.gunicorn_config knowledgebase.wsgi"""

import os
import socket
from pathlib import Path
from typing import Any

from knowledgebase.settings.env import DATA_DIR, env

bind = "0.0.0.0:8000"  # a container's only door; --bind says another
workers = env.int("WEB_WORKERS", default=2)
threads = env.int("WEB_THREADS", default=4)
# A process that has answered so many makes way for a new one, so that memory stays bounded whatever leaks. That costs
# loading the model again, so it is rare.
max_requests, max_requests_jitter = 20_000, 2_000
graceful_timeout = 30
# Beyond these gunicorn answers 414 and 431 itself. The site's answer to a long address comes first (request_limits).
limit_request_line = 8190
limit_request_fields, limit_request_field_size = 60, 8190
control_socket_disable = True
loglevel = "warning"  # requests are logged by the site itself

# Measurements of all web processes of this node, which add up what each has counted. Not in commands: only here.
if env.str("METRICS_TOKEN", default="") or env.list("METRICS_ALLOW", default=[]):
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(DATA_DIR / "metrics" / socket.gethostname()))


def on_starting(server: Any) -> None:
    """Removes what processes left that are no more, such as those before a crash."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder is None:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for path in Path(folder).glob("*.db"):
        if not Path("/proc", path.stem.rsplit("_", 1)[-1]).exists():
            path.unlink(missing_ok=True)


def child_exit(server: Any, worker: Any) -> None:
    """Gauges of a process that ended say nothing more; its counters still count."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
