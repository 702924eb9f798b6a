"""A real web process of this site, for what no test client sees."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(folder: Path, *options: str, **environment: str) -> Iterator[int]:
    """Gunicorn as it is deployed, with data in ``folder``; the port. Where nothing was set up it has no tables."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "knowledgebase.settings", "SEARCH_EMBEDDER": "off"}
    command = [str(Path(sys.executable).with_name("gunicorn")), "--config", "python:knowledgebase.gunicorn_config",
               "knowledgebase.wsgi", "--bind", f"127.0.0.1:{port}", *options]  # fmt: skip
    everything = {**os.environ, **own, **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=everything, stderr=subprocess.DEVNULL)
    try:
        for _attempt in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def raw_answer(port: int, request: bytes) -> bytes:
    """What the server sends back until it closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        except OSError:  # it has answered and closed before it read everything
            pass
        found = b""
        try:
            while part := connection.recv(65_536):
                found += part
        except ConnectionResetError:
            pass
        return found
