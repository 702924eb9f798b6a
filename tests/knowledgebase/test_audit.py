"""The audit of packages: a known flaw fails it, silence never does but is said, and an exception has an end.

Programs that stand in for pip-audit and npm print what those print.
"""

import json
import os
import shlex
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {"name": "django", "version": "5.2.19", "vulns": []}
SKIPPED = {"name": "django", "skip_reason": "Dependency not found on PyPI and could not be audited"}
BAD = {
    "name": "requests",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-2099-1", "fix_versions": ["2.1"], "aliases": ["CVE-2099-1"], "description": "Leaks."}],
}
NPM_GOOD: dict[str, Any] = {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {"dependencies": {"total": 9}}}
NPM_BAD = {
    **NPM_GOOD,
    "vulnerabilities": {
        "leaflet": {"via": [{"source": 1, "name": "leaflet", "range": "<2", "severity": "high", "title": "Leaks",
                             "url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc"}]},
        "leaflet.markercluster": {"via": ["leaflet"]},
    },
}  # fmt: skip


def python(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def program(folder: Path, name: str, printed: str, status: int, said: str = "", seconds: float = 0) -> str:
    """Command of a program that prints so."""
    path = folder / f"{name}.py"
    says = f"print({printed!r})\nprint({said!r}, file=sys.stderr)"
    path.write_text(f"import sys, time\ntime.sleep({seconds})\n{says}\nsys.exit({status})\n")
    return shlex.join([sys.executable, str(path)])


@pytest.fixture
def audit(tmp_path: Path) -> Any:
    """Runs the audit: (status, all that it said)."""

    def run(
        pip: tuple[Any, ...] = (python(GOOD), 0),
        npm: tuple[Any, ...] = (json.dumps(NPM_GOOD), 0),
        exceptions: str = "",
        **variables: str,
    ) -> tuple[int, str]:
        (tmp_path / "exceptions").write_text(exceptions)
        environment = {
            "PIP_AUDIT": program(tmp_path, "pip_audit", *pip),
            "NPM": program(tmp_path, "npm", *npm),
            "AUDIT_EXCEPTIONS": str(tmp_path / "exceptions"),
        }
        done = subprocess.run(
            [sys.executable, ROOT / ".ci" / "audit"], capture_output=True, text=True,
            env={**os.environ, **environment, **variables},
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return run


def test_nothing_known_passes(audit: Any) -> None:
    status, said = audit()
    assert status == 0 and "Python: 1 packages looked up, 0" in said and "npm: 9 packages looked up, 0" in said


def test_a_known_flaw_fails_and_is_named_with_its_remedy(audit: Any) -> None:
    status, said = audit(pip=(python(GOOD, BAD), 1))
    assert status == 1 and "PYSEC-2099-1: requests 2.0; mended in 2.1" in said
    status, said = audit(npm=(json.dumps(NPM_BAD), 1))
    assert status == 1 and "GHSA-aaaa-bbbb-cccc: leaflet <2 (high): Leaks" in said


SILENCE = {
    "no network": ("", 1, "ConnectionError: Failed to resolve 'pypi.org'"),
    "an index without advisories": (python(SKIPPED, SKIPPED), 0, "No known vulnerabilities found"),
    "npm's service away": (json.dumps({"message": "405 Method Not Allowed", "method": "POST"}), 1),
    "a page of a proxy": ("<html>Log in</html>", 0),
    "nothing": ("", 1),
    "a list": ("[]", 0),
    "half an answer": ('{"dependencies": [', 1),
}


@pytest.mark.parametrize("how", SILENCE)
def test_silence_is_said_and_fails_nothing(audit: Any, how: str) -> None:
    status, said = audit(pip=SILENCE[how], npm=SILENCE[how])
    assert status == 0 and said.count("NOT looked up") == 2


def test_silence_of_one_hides_no_flaw_of_the_other(audit: Any) -> None:
    assert audit(pip=SILENCE["no network"], npm=(json.dumps(NPM_BAD), 1))[0] == 1
    assert audit(pip=(python(BAD, SKIPPED), 1), npm=SILENCE["nothing"])[0] == 1


def test_who_takes_too_long_or_is_not_there_is_silent(audit: Any) -> None:
    status, said = audit(pip=(python(GOOD), 0, "", 30), AUDIT_SECONDS="0.5", NPM="/none/npm")
    assert status == 0 and "no answer in" in said and "/none/npm is not here" in said


def exception(days: int, name: str = "CVE-2099-1") -> str:
    return f"# why\n\n{name} {date.today() + timedelta(days=days)} only in what we never call\n"


def test_an_exception_holds_until_its_day_by_any_name_of_the_flaw(audit: Any) -> None:
    for name in ("CVE-2099-1", "PYSEC-2099-1"):
        status, said = audit(pip=(python(BAD), 1), exceptions=exception(0, name))
        assert status == 0 and "only in what we never call" in said
    status, said = audit(pip=(python(BAD), 1), exceptions=exception(-1))
    assert status == 1 and "the exception ended on" in said
    assert audit(pip=(python(BAD), 1), exceptions=exception(9, "CVE-2099-2"))[0] == 1


def test_an_exception_that_is_needed_no_more_is_named(audit: Any) -> None:
    status, said = audit(exceptions=exception(9))
    assert status == 0 and "CVE-2099-1 is found no more" in said
    assert "found no more" not in audit(exceptions=exception(9), npm=SILENCE["nothing"])[1], "who knows"


@pytest.mark.parametrize("line", ["CVE-1", "CVE-1 soon we hope", "CVE-1 2027-13-01 x", "CVE-1 2027-01-01"])
def test_an_exception_without_a_day_or_reason_is_none(audit: Any, line: str) -> None:
    status, said = audit(exceptions=f"{line}\n")
    assert status == 1 and "line 1 is not: ID YYYY-MM-DD reason" in said


def test_the_exceptions_of_the_project_can_be_read_and_ci_asks(audit: Any) -> None:
    assert audit(AUDIT_EXCEPTIONS=str(ROOT / ".ci" / "audit-exceptions"))[0] == 0
    assert "\n.ci/audit\n" in (ROOT / ".ci" / "run").read_text()
