"""The README keeps its promises: every variable the settings read is in its table, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read_by_settings() -> set[str]:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "knowledgebase" / "settings").glob("*.py"))
    return set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", source))


def test_the_environment_table_is_complete() -> None:
    table = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.M)
    assert set(table) == read_by_settings() and len(table) == len(set(table))


def read_by_compose() -> set[str]:
    return set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))


def test_the_example_file_names_the_same_variables_and_those_of_compose() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, flags=re.M)) == read_by_settings() | read_by_compose()


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("help", "setup", "run", "test", "lint", "bench", "relevance", "messages"):
        assert re.search(rf"^{target}:.*## \w", makefile, flags=re.M), target


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    allowed = {
        "manage.py", "requirements.txt", "requirements-dev.txt", "README.md", "LICENSE", "pyproject.toml", "Makefile",
        "package.json", "package-lock.json", "knowledgebase", "cases", "search", "home", "tests",
        "docs", "compose.yaml", "Dockerfile",
    }  # fmt: skip
    assert {path.split("/")[0] for path in listed if not path.startswith(".")} <= allowed
