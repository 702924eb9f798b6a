"""The cache of values that are looked up again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.contract.caching import BoundedCache


def test_the_least_recently_used_goes_first() -> None:
    cache: BoundedCache[str, int] = BoundedCache(2)
    for number, key in enumerate("abc"):
        cache.set(key, number)
        cache.get("a")
    assert [cache.get(key) for key in "abc"] == [0, None, 2]


def test_a_value_is_made_once_also_when_it_is_none() -> None:
    cache: BoundedCache[str, None] = BoundedCache(2)
    made: list[str] = []
    for _time in range(2):
        assert cache.get_or_set("a", lambda: made.append("a")) is None
    assert made == ["a"]


def test_a_failure_is_raised_and_not_kept() -> None:
    cache: BoundedCache[str, int] = BoundedCache(2)
    with pytest.raises(ZeroDivisionError):
        cache.get_or_set("a", lambda: 1 // 0)
    assert cache.get_or_set("a", lambda: 1) == 1


def test_threads_may_share_it() -> None:
    cache: BoundedCache[int, int] = BoundedCache(3)
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda number: cache.get_or_set(number % 7, lambda: number % 7), range(5000))
    assert all(value == number % 7 for number, value in enumerate(found))
