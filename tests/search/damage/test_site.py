"""A site whose embedded index is damaged: no reader meets an error, probes are told, and it mends itself once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import as_file
from tests.databases import Databases

from .damaging import DAMAGES, FILES, FOLDERS

ROOT = Path(__file__).resolve().parents[3]
Report = dict[str, Any]
Damaged = Callable[..., Report]
NO_INDEX = "There is no index yet"
# Files that every run of the suite damages: one mended by the site itself, one by the command; test_files.py has more.
QUICK = {("*.store", True), ("meta.json", False)}
ALL = [
    pytest.param(file, opened, marks=() if (file, opened) in QUICK else pytest.mark.slow)
    for file in FILES
    for opened in (False, True)
]


@pytest.fixture(scope="module")
def cases_of_a_site(
    django_db_setup: None, django_db_blocker: Any, databases: Databases, starter_records: list[Any]
) -> Iterator[None]:
    """Three cases that other processes see as well."""
    from cases.services.imports.cases import ImportOptions, import_cases

    with django_db_blocker.unblock():
        databases.restore()
        import_cases(as_file(starter_records[:3]), ImportOptions(publish=True))
        yield
        databases.restore()


@pytest.fixture(scope="module")
def damaged(cases_of_a_site: None, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Damaged]:
    """Damages a copy of the index of a web process, and gives its report."""
    folder = tmp_path_factory.mktemp("site")
    with databases.for_process(folder) as environment:
        ours = {"SEARCH_EMBEDDER": "off", "PAGE_CACHE_MB": "0", "LOG_LEVEL": "CRITICAL"}
        environment = {**os.environ, **environment, **ours}
        command = [sys.executable, "manage.py", "search_rebuild", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        _with_deletions(environment)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.search.damage.site"], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        numbers = iter(range(10_000))

        def damage(file: str, damage: str, *, opened: bool, command: bool = False) -> Report:
            assert process.stdin is not None and process.stdout is not None
            index = shutil.copytree(folder / "index", folder / str(next(numbers))) / "embedded"
            order = {"index": str(index), "file": file, "damage": damage, "opened": opened, "command": command}
            print(json.dumps(order), file=process.stdin, flush=True)
            report: Report = json.loads(process.stdout.readline())
            shutil.rmtree(index.parent, ignore_errors=True)
            return report

        yield damage
        process.communicate()


WITH_DELETIONS = """
import django
django.setup()
from search.engines import get_engine
from search.meaning.vectors import kept_vectors
from search.sync.delivery import deliver
engine = get_engine()
codes = sorted(engine.versions())
deliver(engine, codes[:1])
engine.put_vectors([(code, bytes(4 * 31) + b"\\0\\0\\x80?") for code in codes])
engine.set_position(engine.position().number)
"""


def _with_deletions(environment: dict[str, str]) -> None:
    """Brings a case again, so that its document of before is a deleted one, and puts vectors."""
    subprocess.run([sys.executable, "-c", WITH_DELETIONS], cwd=ROOT, env=environment, check=True)


def complaints(report: Report, name: str) -> Iterator[str]:
    """What is wrong with a report: errors, silence, an index that was not mended or built again and again."""
    if "raised" in report:
        yield str(report)
        return
    for door, (status, shows, says_why) in report["during"].items():
        may_be_away = status == 503 and says_why and door in ("page", "catalogue", "api")
        if status != 200 and not may_be_away:
            yield f"{door}: {status}"
        if status == 200 and not shows and door == "page":
            yield f"{door} shows nothing"
    fault = report["ready"]["checks"]["outbox"]["engines"]["embedded"].get("fault", "")
    if report["ready"]["status"] == "ok" or not (name in fault or fault.startswith(NO_INDEX)):
        yield f"probes are told {report['ready']}"
    for door, (status, shows, _says_why) in report["after"].items():
        if status != 200 or not shows:
            yield f"{door} after it was mended: {status}"
    if "fault" in json.dumps(report["ready after"]):
        yield f"probes are told still: {report['ready after']}"
    if len(set(report["generations"])) != 1:
        yield f"built again and again: {report['generations']}"


@pytest.mark.parametrize(("file", "opened"), ALL)
def test_a_damaged_file(damaged: Damaged, file: str, opened: bool) -> None:
    """It is mended by the thread of the web process, and where it was not open yet by the command."""
    reports = {
        damage: damaged(file, damage, opened=opened, command=not opened) for damage in DAMAGES if damage != "a bit"
    }
    name = file.removeprefix("../").removeprefix("*")
    wrong = [f"{damage}: {line}" for damage, report in reports.items() for line in complaints(report, name)]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("command", [False, True], ids=["by itself", "by the command"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_missing_folder(damaged: Damaged, folder: str, command: bool) -> None:
    report = damaged("", folder, opened=not command, command=command)
    assert list(complaints(report, "generation-")) == []
