"""Visitors who ask pages at a steady pace, and note what went wrong."""

import http.client
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

WORDS = ("پسماند", "bus", "الحافلات", "flood", "درخت", "housing", "هوا", "air quality", "ترافیک", "old people", "سیل")
PLACES = ("", "search/", "cities/", "topics/", "map/", "feed.atom")


@dataclass
class Visits:
    """Count of the answers, and every failure as (second since the start, address, what happened)."""

    answers: int = 0
    failures: list[tuple[float, str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, second: float, address: str, failure: str) -> None:
        with self.lock:
            self.answers += 1
            if failure:
                self.failures.append((second, address, failure))


def addresses(cases: Sequence[str], seed: int) -> str:
    """An address as readers ask them: half of them searches, of which every other was never asked before."""
    chance = random.Random(seed)  # not a secret
    language = chance.choice(("fa", "en", "ar"))
    kind = chance.random()
    if kind < 0.25:
        return f"/{language}/search/?q={quote(chance.choice(WORDS))}"
    if kind < 0.5:
        return f"/{language}/search/?q={quote(chance.choice(WORDS))}+{seed}"
    if kind < 0.6:
        return f"/api/v1/suggest?q={quote(chance.choice(WORDS)[:3])}"
    if kind < 0.8:
        return chance.choice(cases)
    return f"/{language}/{chance.choice(PLACES)}"


def visit(port: int, cases: Sequence[str], seconds: float, visitors: int, pace: float = 0.0) -> Visits:
    """What some visitors at once met in so many seconds.

    ``pace``: answers a second, all together; 0 is as fast as can be.
    """
    visits, start = Visits(), time.monotonic()

    def run(number: int) -> None:
        connection, asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30), 0
        while (now := time.monotonic() - start) < seconds:
            if pace and (early := asked * visitors / pace - now) > 0:
                time.sleep(min(early, seconds - now))
                continue
            address = addresses(cases, asked * visitors + number)
            asked += 1
            failure = ""
            try:
                connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                if answer.status >= 400:
                    failure = str(answer.status)
            except (OSError, http.client.HTTPException) as error:
                failure = type(error).__name__
                connection.close()
            visits.note(time.monotonic() - start, address, failure)
        connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits
