"""Fixtures of the tests of people."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished

from cases.messages.services.sending import send_due


@pytest.fixture(autouse=True)
def _mails_leave(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[None]:
    """What is due leaves when a request has been answered, as the thread of a web process has it leave."""
    settings.MAIL_JOURNAL = tmp_path / "journal" / "accepted"

    def send(**kwargs: Any) -> None:
        send_due()

    if "db" not in request.fixturenames and "transactional_db" not in request.fixturenames:
        yield
        return
    request_finished.connect(send, dispatch_uid="tests_mails_leave", weak=False)
    yield
    request_finished.disconnect(dispatch_uid="tests_mails_leave")
