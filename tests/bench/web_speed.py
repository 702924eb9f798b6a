"""Requests per second of the pages people open most, made anew and kept ready, beside a view that does nothing.

A search for a word is never kept. Queries are those of a page made anew.

The process is the one `make run` starts; asked over keep-alive connections, compressed, by as many clients as it has
threads.
"""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
PORT = int(os.environ.get("BENCH_PORT", "18990"))
CLIENTS, SECONDS, ROUNDS = 4, 3.0, 3
HEADERS = {"Accept-Encoding": "gzip"}


@contextmanager
def served(application: str = "knowledgebase.wsgi", **environment: str) -> Iterator[None]:
    """A web process with these variables, until the end of the block."""
    binary = Path(sys.executable).with_name("gunicorn")
    command = [str(binary), application, "--bind", f"127.0.0.1:{PORT}", "--workers", "1",
               "--threads", str(CLIENTS), "--log-level", "error", "--no-control-socket"]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "ALLOWED_HOSTS": "127.0.0.1", **environment})
    try:
        for _attempt in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                    break
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(20)


def per_second(path: str) -> float:
    """Answers a second, the best of a few rounds: what else runs on the machine can only slow it down."""
    ask(path, 1)
    return max(one_round(path) for _round in range(ROUNDS))


def one_round(path: str) -> float:
    """Answers a second, all clients together."""
    counts = [0] * CLIENTS
    end = time.perf_counter() + SECONDS

    def run(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        while time.perf_counter() < end:
            connection.request("GET", path, headers=HEADERS)
            connection.getresponse().read()
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def ask(path: str, times: int) -> None:
    """Asks, and insists on an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    for _time in range(times):
        connection.request("GET", path, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
    connection.close()


def pages() -> dict[str, str]:
    """Which addresses are measured; the case and its city are those of the first one in the catalogue."""
    import re

    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", "/fa/search/")
    html = connection.getresponse().read().decode()
    case = re.findall(r'href="(/fa/cases/[^"]+)"', html)[0]
    connection.request("GET", case)
    city = re.findall(r'href="(/fa/cities/[^"]+/)"', connection.getresponse().read().decode())[0]
    connection.close()
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", case)
    topic = re.findall(r'href="(/fa/topics/[^"]+/)"', connection.getresponse().read().decode())[0]
    connection.close()
    return {
        "home": "/fa/",
        "catalogue": "/fa/search/",
        "search": f"/fa/search/?q={quote('پسماند')}",
        "case": case,
        "city": city,
        "topic": topic,
    }


def queries(paths: dict[str, str]) -> dict[str, int]:
    """How often each page asks the database; the fewest of a few, since some looks are taken every two seconds."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    counts: dict[str, int] = {}
    for name, path in paths.items():
        asked: list[int] = []
        for _time in range(4):  # the first fills what a process keeps
            seen: list[str] = []

            def note(execute: Any, sql: str, *rest: Any, seen: list[str] = seen) -> Any:
                seen.append(sql)
                return execute(sql, *rest)

            with connection.execute_wrapper(note):
                answer = Client(headers={"host": "127.0.0.1"}).get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            asked.append(len(seen))
        counts[name] = min(asked)
    return counts


def main() -> None:
    """Prints a table."""
    # Not the site's own application, which works off tasks and chores beside its answers.
    with served("django.core.wsgi:get_wsgi_application()", DJANGO_SETTINGS_MODULE="tests.bench.empty_settings"):
        floor = per_second("/empty/")
    os.environ.update(
        ALLOWED_HOSTS="127.0.0.1", PAGE_CACHE_MB="0", ACCESS_LOG="false"
    )  # of the pages that are counted here
    with served(PAGE_CACHE_MB="0"):
        addresses = pages()
        anew = {name: per_second(path) for name, path in addresses.items()}
        asked = queries(addresses)
    with served(PAGE_CACHE_MB="32"):
        ready = {name: per_second(path) for name, path in addresses.items()}
    print(f"empty view: {floor:.0f} requests a second")
    for name in addresses:
        print(
            f"{name}: made anew {anew[name]:.0f} a second ({anew[name] / floor:.0%} of the empty view, "
            f"{asked[name]} queries), kept ready {ready[name]:.0f} ({ready[name] / floor:.0%})"
        )


if __name__ == "__main__":
    main()
