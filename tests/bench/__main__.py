"""make bench: everything the project promises a number for, at several sizes of collection.

BENCH_CASES says which sizes (1000,10000,100000); BENCH_IMPORT how many records are imported (10000; 0: none).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import yardstick
from .generate import write

ROOT = Path(__file__).resolve().parents[2]


def run(title: str, *command: str, data_dir: str) -> None:
    """Runs a module or command in a process of its own, and prints its time and its largest memory."""
    started = time.perf_counter()
    environment = {**os.environ, "DATA_DIR": data_dir, "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"}
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment)
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    print(f"{title}: {seconds:.1f} s, at most {usage.ru_maxrss / 1024:.0f} MB", flush=True)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{title} failed")


def main() -> None:
    """Measures the machine, imports, then every size."""
    yardstick.main()
    with tempfile.TemporaryDirectory(prefix="knowledgebase-bench-") as folder:
        imported = int(os.environ.get("BENCH_IMPORT", "10000"))
        if imported:
            measure_import(Path(folder) / "import", imported)
        for count in os.environ.get("BENCH_CASES", "1000,10000,100000").split(","):
            measure_search(Path(folder) / f"size-{count.strip()}", int(count))


def measure_import(folder: Path, count: int) -> None:
    """The way of a large file through the importer into an index."""
    folder.mkdir()
    generated, data_dir = folder / "cases.jsonl", str(folder / "data")
    write(generated, count)
    print(f"\n== import of {count} records in three languages, {generated.stat().st_size / 1e6:.0f} MB")
    run("set-up with the starter collection", "manage.py", "set_up", "-v0", data_dir=data_dir)
    run("import and index", "manage.py", "import_cases", str(generated), "--publish", "-v0", data_dir=data_dir)
    run("check", "manage.py", "search_check", data_dir=data_dir)
    run("forms", "-m", "tests.bench.editing", data_dir=data_dir)
    run("uploads", "-m", "tests.bench.uploads", data_dir=data_dir)
    run("merging", "-m", "tests.bench.merging", data_dir=data_dir)
    run("sheets", "-m", "tests.bench.sheets", data_dir=data_dir)
    run("messages", "-m", "tests.bench.messages", data_dir=data_dir)
    generated.unlink()


def measure_search(folder: Path, count: int) -> None:
    """Indexing and searching a collection of a size."""
    data_dir = str(folder)
    print(f"\n== {count} cases in one, two or three languages, with vectors")
    run("set-up with the starter collection", "manage.py", "set_up", "-v0", data_dir=data_dir)
    run("filling the database", "-m", "tests.bench.fill", str(count), data_dir=data_dir)
    run("rebuild of the index", "manage.py", "search_rebuild", "-v0", data_dir=data_dir)
    run("indexing", "-m", "tests.bench.indexing", data_dir=data_dir)
    run("searches", "-m", "tests.bench.search_speed", data_dir=data_dir)
    run("searches of many at once", "-m", "tests.bench.meaning_under_load", data_dir=data_dir)
    run("both engines", "-m", "tests.bench.engines", data_dir=data_dir)
    run("web process", "-m", "tests.bench.web_memory", data_dir=data_dir)
    run("pages", "-m", "tests.bench.web_speed", data_dir=data_dir)
    run("Wagtail's own search", "-m", "tests.bench.wagtail_speed", data_dir=data_dir)


if __name__ == "__main__":
    main()
