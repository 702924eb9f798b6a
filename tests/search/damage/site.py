"""A web process whose index is damaged under it: started once, it forks a child for every damage.

python -m tests.search.damage.site        reads a line of JSON for each, and writes one
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.search.damage.children import in_child

DOORS = {
    "page": "/en/search/?q=bus",
    "catalogue": "/en/search/",
    "api": "/api/v1/search?q=bus&lang=en",
    "suggestions": "/api/v1/suggest?q=bus&lang=en",
}
ROUNDS_AFTER = 3


class WebProcess:
    """What the child does, in a process that has Django and the cases of the test."""

    def __init__(self) -> None:
        import django

        django.setup()
        from django.test import Client
        from django.test.utils import setup_test_environment

        from cases.models import CaseStudyPage

        setup_test_environment()
        case = CaseStudyPage.objects.filter(locale__language_code="en", live=True).order_by("pk")[0]
        self.doors = DOORS | {"related cases": case.url or ""}
        self.client = Client(raise_request_exception=False)
        from django.db import connection

        connection.close()  # a child opens its own

    def in_child(self, order: dict[str, Any]) -> dict[str, Any]:
        """Report of a child that works on an index of its own, which is damaged; or what ended it."""
        try:
            return in_child(lambda: self.report(**order))
        except AssertionError as error:
            return {"raised": str(error)}

    def report(self, index: str, file: str, damage: str, opened: bool, command: bool) -> dict[str, Any]:
        """What readers, probes and the thread of a web process find."""
        from django.core.management import call_command
        from django.test import override_settings

        from search.sync import chores
        from tests.search.damage.damaging import DAMAGES, FOLDERS, file_of

        with override_settings(SEARCH_INDEX_DIR=Path(index).parent):
            before = self.asked() if opened else {}
            if damage in DAMAGES:
                DAMAGES[damage](file_of(Path(index), file))
            else:
                FOLDERS[damage](Path(index))
            during, ready = self.asked(), self.ready()
            began = time.monotonic()
            if command:
                call_command("search_check", repair=True, stdout=sys.stderr)
            else:
                chores.keep_up_web()
            seconds = time.monotonic() - began
            after, names = self.asked(), [self.generation()]
            for _number in range(ROUNDS_AFTER):
                chores.keep_up_web()
                names.append(self.generation())
            report = {"before": before, "during": during, "ready": ready, "after": after, "ready after": self.ready()}
            return report | {"generations": names, "seconds": seconds}

    def asked(self) -> dict[str, list[Any]]:
        """Status of every door, and whether it shows what a reader looks for, or says why not."""
        found: dict[str, list[Any]] = {}
        for name, address in self.doors.items():
            response = self.client.get(address)
            text = response.content.decode()
            found[name] = [response.status_code, "bus" in text.lower(), "being mended" in text or "built anew" in text]
        return found

    def ready(self) -> dict[str, Any]:
        """What /readyz says."""
        from knowledgebase.readiness import forget_readiness

        forget_readiness()
        answer: dict[str, Any] = self.client.get("/readyz").json()
        return answer

    @staticmethod
    def generation() -> str:
        """Name of the index that answers."""
        from search.engines import get_engine

        position = get_engine().position()
        return position.index if position else ""


if __name__ == "__main__":
    process = WebProcess()
    for line in sys.stdin:
        print(json.dumps(process.in_child(json.loads(line))), flush=True)
