"""Every package that the site imports is pinned for running it, not only for developing it."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("knowledgebase", "home", "search", "cases")
# Come with a package that is pinned, which would not run without them.
BROUGHT = {
    "PIL": "wagtail",
    "bs4": "wagtail",
    "django_filters": "wagtail",
    "elastic_transport": "elasticsearch",
    "fontTools": "weasyprint",
    "modelcluster": "wagtail",
    "modelsearch": "wagtail",
    "pydantic_core": "pydantic",
    "taggit": "wagtail",
    "treebeard": "wagtail",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {canonical(found[0]) for line in lines if (found := re.match(r"[A-Za-z0-9._-]+(?=[\[=])", line))}


def executed(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield node
            yield from executed(node)


def imported() -> dict[str, str]:
    """Top-level modules of others that the code imports, anywhere in a file, and where."""
    found: dict[str, str] = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in executed(ast.parse(path.read_text(encoding="utf-8"))):
                names: list[str] = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    names = [node.module or ""]
                found |= {name.partition(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return {name: where for name, where in found.items() if name not in {*APPS, *sys.stdlib_module_names}}


def test_every_import_is_pinned_in_requirements() -> None:
    runtime, packages = pinned("requirements.txt"), packages_distributions()
    for module, where in imported().items():
        providers = {canonical(name) for name in packages.get(module, [])}
        if module in BROUGHT:
            brought = {canonical(re.split(r"[^A-Za-z0-9._-]", line)[0]) for line in requires(BROUGHT[module]) or []}
            assert BROUGHT[module] in runtime and providers & brought, f"{module} no longer comes with it ({where})"
        else:
            assert providers & runtime, f"{where} imports {module}, which no line of requirements.txt provides"


def test_what_runs_the_site_is_pinned_once() -> None:
    assert not pinned("requirements.txt") & pinned("requirements-dev.txt")
