"""Machines that start together set one database up together: one does it, the others wait and find it done."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from home.services.set_up_lock import holder, set_up_lock
from tests.databases import own_database

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from home.services.site_tree import ensure_site_tree
from home.services.set_up_lock import set_up_lock
with set_up_lock(lambda: print("waited")):
    call_command("migrate", verbosity=0)
    ensure_site_tree()
print(len(MigrationRecorder(connection).applied_migrations()))
"""


def test_four_at_once_on_an_empty_database(tmp_path: Path) -> None:
    """Without the lock three of them fail: a table is there already."""
    if connection.vendor != "postgresql":
        pytest.skip("machines share a database only on PostgreSQL: make test DATABASE_URL=postgres://...")
    with own_database() as database:
        nodes = []
        for number in range(4):
            environment = {**os.environ, **database, "DATA_DIR": str(tmp_path / str(number))}
            environment["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
            command = [sys.executable, "-c", PROGRAM]
            pipe = subprocess.PIPE
            nodes.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True))
        said = [node.communicate(timeout=240) for node in nodes]
    assert [node.returncode for node in nodes] == [0, 0, 0, 0], "\n".join(error for _output, error in said)
    outputs = [output.split() for output, _error in said]
    assert sum("waited" in output for output in outputs) == 3 and len({output[-1] for output in outputs}) == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_goes_on_when_the_other_is_done() -> None:
    order: list[str] = []
    waits = threading.Event()

    def second() -> None:
        try:
            with set_up_lock(waits.set):
                order.append("second")
        finally:
            connection.close()

    with set_up_lock(), set_up_lock():  # who holds it may take it again
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(20)
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_who_waits_is_told_for_whom() -> None:
    """Also a second time: whoever waits leaves the name of the holder where it is."""
    told: list[str] = []

    def second() -> None:
        try:
            with set_up_lock(lambda: told.append(holder())):
                pass
        finally:
            connection.close()

    with set_up_lock():
        threads = [threading.Thread(target=second) for _turn in range(2)]
        for number, thread in enumerate(threads, start=1):
            thread.start()
            until = time.monotonic() + 20
            while len(told) < number and time.monotonic() < until:
                time.sleep(0.02)
    for thread in threads:
        thread.join(20)
    assert told == [f"process {os.getpid()} on {socket.gethostname()}"] * 2
