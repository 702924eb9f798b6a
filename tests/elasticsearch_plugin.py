"""An Elasticsearch for tests: that of ELASTICSEARCH_URL, else a node of our own, one for all workers of a run.

Where neither is to be had, the tests that need one are skipped and the end of the run says so; in CI they fail.
"""

import os
import uuid
from typing import Any

import pytest

from .elasticsearch_node import PORT, Node, NoElasticsearch, lock

RUN = "KNOWLEDGEBASE_TEST_RUN"  # names this run to its workers
MISSING = "no Elasticsearch: "


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[RUN] = uuid.uuid4().hex


def pytest_unconfigure(config: pytest.Config) -> None:
    """The run that started the node ends it, once its workers are done."""
    if hasattr(config, "workerinput"):
        return
    node = Node(PORT)
    mark = node.folder / "run"
    if mark.exists() and mark.read_text(encoding="ascii") == os.environ.get(RUN):
        node.stop()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if MISSING in str(report.longrepr)]
    if skipped:
        reason = str(skipped[0].longrepr).partition(MISSING)[2].strip("')\"")
        line = f"{len(skipped)} TESTS OF ELASTICSEARCH WERE SKIPPED: {reason}"
        terminalreporter.write_line(line, red=True, bold=True)


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """Where a real Elasticsearch answers."""
    if url := os.environ.get("ELASTICSEARCH_URL"):
        return url
    node = Node(PORT)
    try:
        with lock("start"):
            if not node.answers():
                node.start()
                (node.folder / "run").write_text(os.environ[RUN], encoding="ascii")
    except NoElasticsearch as missing:
        if os.environ.get("CI"):
            pytest.fail(f"{MISSING}{missing}")
        pytest.skip(f"{MISSING}{missing}")
    return node.url


@pytest.fixture
def elasticsearch_prefix() -> str:
    """A prefix of index names that nobody else uses."""
    return f"test-{uuid.uuid4().hex[:12]}"
