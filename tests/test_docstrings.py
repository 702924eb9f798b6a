"""Docstrings can be understood alone: their subject is a noun, or they begin with a verb."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("cases", "search", "home", "knowledgebase")
# A sentence that begins so has no subject of its own, or leans on the sentence before it.
PRONOUNS = (
    "What|Who|Whose|Whoever|Whatever|Which|Those|These|This|They|Them|It|Its|One|Ones|All|Both|Each|How|Where|When"
)
LEANING = re.compile(rf"^(?:(?:{PRONOUNS})\b|The same\b|Same\b)")
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def first_lines(path: Path) -> Iterator[tuple[int, str]]:
    """(number of the line, first line) of every docstring of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, DOCUMENTED) and (text := ast.get_docstring(node)):
            yield getattr(node, "lineno", 1), text.partition("\n")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_no_docstring_begins_without_a_subject(room: str) -> None:
    files = [path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line}"
        for path in files
        for number, line in first_lines(path)
        if LEANING.match(line)
    ]
    assert files and found == []


@pytest.mark.parametrize(
    ("line", "leans"),
    [
        ("What an engine said.", True),
        ("The same for one engine.", True),
        ("Whether an engine is asked over the network.", False),
        ("Itemises the costs.", False),
        ("Answer of an engine.", False),
    ],
)
def test_the_rule_knows_a_subject(line: str, leans: bool) -> None:
    assert bool(LEANING.match(line)) == leans
