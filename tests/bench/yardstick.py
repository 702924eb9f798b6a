"""How fast the machine is just now: the numbers of a bench compare only with those of a machine as fast.

Virtual machines differ by half within a day. The two things measured are what a search and an index spend most of their
time on: Python's own loop, and reading memory.
"""

import time
from collections.abc import Callable

import numpy as np

ADDITIONS = 10_000_000
VECTORS, DIMENSION = 100_000, 384
TRIES = 3


def main() -> None:
    """Prints both, the best of a few tries."""
    vectors, asked = np.ones((VECTORS, DIMENSION), dtype=np.float32), np.ones(DIMENSION, dtype=np.float32)
    loop, memory = _best(_add), _best(lambda: np.vecdot(vectors, asked))
    print(f"yardstick: ten million additions in Python {loop:.2f} s, 154 MB of vectors read {memory * 1000:.1f} ms")


def _add() -> int:
    total = 0
    for number in range(ADDITIONS):
        total += number
    return total


def _best(work: Callable[[], object]) -> float:
    times = []
    for _try in range(TRIES):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main()
