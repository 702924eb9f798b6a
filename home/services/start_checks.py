"""Checks of what a start needs from its machine, before the work that takes long: port, folder, space.

Only the standard library is needed, since the Makefile runs this before any package is installed:
``python -m home.services.start_checks [--port 8000] [--folder DATA_DIR]``
"""

import argparse
import errno
import os
import shutil
import socket
import sys
import tempfile
from http.client import HTTPConnection, HTTPException
from pathlib import Path

NEEDED_MB = 100  # what set-up writes, and room to work: a new site with the starter collection takes half of it
HOST = "127.0.0.1"


def trouble_with_port(port: str, host: str = HOST) -> str:
    """A sentence on why no site can listen there and what to do; empty where one can."""
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        return f"PORT={port} is not a port: give a number from 1 to 65535, as in: make run PORT=8001"
    error = _listening(int(port), host)
    if error is None:
        return ""
    if error.errno == errno.EADDRINUSE:
        ours = _answers(int(port), host)
        who = "a site like this one runs there already" if ours else "another program listens there"
        other = _free(int(port), host)
        return f"Port {port} is taken, {who}: end it, or choose another port, as in: make run PORT={other}"
    if error.errno == errno.EACCES:
        return f"Port {port} is for the system's own services: choose one from 1024 on, as in: make run PORT=8000"
    return f"Port {port} of {host} cannot be used ({error.strerror}): choose another, as in: make run PORT=8001"


def trouble_with_folder(folder: Path) -> str:
    """A sentence on why a site cannot keep its files there and what to do; empty where it can. Makes the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
    except OSError as error:
        return not_written(folder, error)
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < NEEDED_MB:
        return (
            f"Only {free} MB are free where DATA_DIR ({folder}) lies, and a site needs {NEEDED_MB}: "
            "make room, or name a folder on another disk in DATA_DIR."
        )
    return ""


def not_written(folder: Path, error: OSError) -> str:
    """A sentence on a folder of data that cannot be written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"The disk of DATA_DIR ({folder}) is full ({error.strerror}): make room, or name a folder on another disk "
            "in DATA_DIR, and start again; what was begun is taken up where it ended."
        )
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"DATA_DIR ({folder}) is not a folder: remove the file of that name, or name a folder in DATA_DIR."
    return (
        f"DATA_DIR ({folder}) cannot be written ({error.strerror}): give this user the right to, "
        "or name a folder in DATA_DIR that it may write."
    )


def _listening(port: int, host: str) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: what just closed is free
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            return error
    return None


def _answers(port: int, host: str) -> bool:
    """Whether a site like this one answers there."""
    connection = HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read(100) == b'{"status": "ok"}'
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free(taken: int, host: str) -> int:
    return next((port for port in range(taken + 1, min(taken + 100, 65536)) if _listening(port, host) is None), 8001)


def main(arguments: list[str]) -> str:
    """A sentence on the first thing that is wrong; empty where nothing is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", default="")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args(arguments)
    troubles = [trouble_with_port(options.port) if options.port else ""]
    if options.folder and ("DATA_DIR" in os.environ or not Path(".env").exists()):  # what stands there is read later
        troubles.append(trouble_with_folder(options.folder))
    return next((trouble for trouble in troubles if trouble), "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)  # a sentence goes to standard error, and the status is 1
