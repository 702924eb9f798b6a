"""The arrows between the apps and between the layers inside them, and how long a file may be."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("cases", "home", "knowledgebase", "search", "tests")
MOST_LINES = 300


def test_arrows() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_no_file_is_too_long_to_read_at_once() -> None:
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
    }
    assert len(lines) > 500
    assert [name for name, count in lines.items() if count > MOST_LINES] == []
