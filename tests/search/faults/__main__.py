"""python -m tests.search.faults: the matrix at the pace of a site, and what is slow, with the tables they print."""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["FAULTS_INTERVAL"] = "5"
    sys.exit(pytest.main(["-q", "-p", "no:randomly", "tests/search/faults", *sys.argv[1:]]))
