"""make bench: import, index, search and memory on a generated collection. BENCH_CASES says how large (10,000)."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .generate import write

ROOT = Path(__file__).resolve().parents[2]


def run(title: str, *command: str, data_dir: str) -> None:
    """Runs a command of manage.py in a process of its own, and prints its time and its largest memory."""
    started = time.perf_counter()
    environment = {**os.environ, "DATA_DIR": data_dir, "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"}
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment)
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    print(f"{title}: {seconds:.1f} s, at most {usage.ru_maxrss / 1024:.0f} MB", flush=True)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{title} failed")


def main() -> None:
    """Measures everything the project promises a number for."""
    count = int(os.environ.get("BENCH_CASES", "10000"))
    with tempfile.TemporaryDirectory(prefix="knowledgebase-bench-") as folder:
        generated = Path(folder) / "cases.jsonl"
        write(generated, count)
        print(f"{count} records, {generated.stat().st_size / 1e6:.0f} MB")
        data_dir = str(Path(folder) / "data")
        run("set-up with the starter collection", "manage.py", "set_up", data_dir=data_dir)
        run("import and index", "manage.py", "import_cases", str(generated), "--publish", data_dir=data_dir)
        run("check", "manage.py", "search_check", data_dir=data_dir)
        run("rebuild", "manage.py", "search_rebuild", data_dir=data_dir)
        run("searches", "-m", "tests.bench.search_speed", data_dir=data_dir)
        run("forms", "-m", "tests.bench.editing", data_dir=data_dir)
        run("uploads", "-m", "tests.bench.uploads", data_dir=data_dir)
        run("web process", "-m", "tests.bench.web_memory", data_dir=data_dir)


if __name__ == "__main__":
    main()
