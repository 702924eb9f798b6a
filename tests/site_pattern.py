"""A site that was set up once a run, for tests that copy its folder; on SQLite all of a site is in it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def own_environment(folder: Path, **others: str) -> dict[str, str]:
    """The environment of a process with the settings of a site, its data in ``folder``, on SQLite."""
    own = {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "knowledgebase.settings", **others}
    return {name: value for name, value in {**os.environ, **own}.items() if name != "DATABASE_URL"}


def site_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, made with demo accounts by whichever worker comes first. Copy it, and leave it as it is."""
    of_the_run = tmp_path_factory.getbasetemp()
    of_the_run = of_the_run.parent if "PYTEST_XDIST_WORKER" in os.environ else of_the_run
    pattern = of_the_run / "site-pattern"
    with pattern.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pattern.exists():
            making = pattern.with_suffix(".making")
            command = [sys.executable, "manage.py", "set_up", "--demo-accounts", "-v0"]
            subprocess.run(command, cwd=ROOT, env=own_environment(making), check=True, capture_output=True)
            making.rename(pattern)
    return pattern
