"""Work in a forked child, whose end by a signal is told: what reads on in a mapped file that was cut is ended so."""

import json
import os
import signal
from collections.abc import Callable
from typing import Any

PATIENCE = 60  # seconds that a child may take on a busy machine
Report = dict[str, Any]


def in_child(work: Callable[[], Report]) -> Report:
    """What a forked child reports. Raises AssertionError where it was ended, or took too long."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(PATIENCE)
        try:
            content = json.dumps(work())
        except BaseException as error:
            content = json.dumps({"raised": repr(error)})
        os.write(writing, content.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read().decode()
    _pid, status = os.waitpid(child, 0)
    assert not os.WIFSIGNALED(status), f"ended by signal {os.WTERMSIG(status)}"
    report: Report = json.loads(content)
    return report
