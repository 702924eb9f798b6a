"""A machine is registered while a change is under way that has read the list of machines before."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from search.sync import machines
from search.sync.consistency import check
from search.sync.outbox import record_codes
from search.sync.rebuild import ensure_index, rebuild
from tests.conftest import as_file

from .two_machines import machine_in


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("foundation")
def test_it_is_waited_for(
    starter_records: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It left no entry for the new machine, which therefore reads the cases when it is committed."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite whoever writes is alone")
    rebuild()
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    [page] = CaseStudyPage.objects.filter(locale__language_code="en")
    changed, go_on = threading.Event(), threading.Event()

    def publish() -> None:
        with transaction.atomic():
            CaseStudyPage.objects.filter(pk=page.pk).update(title="Hippopotamus")
            record_codes([page.case.code])
            changed.set()
            assert go_on.wait(30)
        connection.close()

    publisher = threading.Thread(target=publish)
    publisher.start()
    assert changed.wait(30)
    with machine_in(tmp_path / "new")():
        monkeypatch.setattr(machines, "PATIENCE", 0.0)
        rebuild()
        assert machines.lags_behind("embedded"), "built, and to be built again"
        monkeypatch.setattr(machines, "PATIENCE", 30.0)
        threading.Timer(0.5, go_on.set).start()
        began = time.monotonic()
        assert ensure_index() == 1 and time.monotonic() - began >= 0.4
        publisher.join(30)
        assert not machines.lags_behind("embedded") and not check()
