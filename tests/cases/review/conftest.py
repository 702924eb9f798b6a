"""Fixtures of the tests of submissions and their review."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished

from cases.messages.services.sending import send_due


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    """Files and the journal of mails in a folder of the test; puzzles that are solved at once."""
    settings.SUBMISSION_DIR = tmp_path / "submissions"
    settings.MAIL_JOURNAL = tmp_path / "journal" / "accepted"
    settings.SUBMISSION_PUZZLE = 50


@pytest.fixture
def mails_leave(db: None) -> Iterator[None]:
    """What is due leaves when a request has been answered, as the thread of a web process has it leave."""

    def send(**kwargs: Any) -> None:
        send_due()

    request_finished.connect(send, dispatch_uid="review_mails_leave", weak=False)
    yield
    request_finished.disconnect(dispatch_uid="review_mails_leave")
