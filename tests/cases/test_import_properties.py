"""Any mixture of good and bad records imports exactly the good ones."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, CaseStudyPage, Indicator
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

garbage = st.one_of(
    st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"?") or b"?"),
    st.text(max_size=40).map(lambda text: json.dumps(text).encode()),
    st.dictionaries(st.sampled_from(["id", "title", "city", "x"]), st.integers() | st.text(max_size=5), max_size=3).map(
        lambda value: json.dumps(value).encode()
    ),
)
spoils = st.sampled_from(
    [
        {"started": 20233},
        {"topics": ["nowhere"]},
        {"status": 3},
        {"city": None},
        {"sdgs": [18]},
        {"sources": [{"title": "x"}]},
        {"id": "Not An Id"},
    ]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.just("good"), spoils, garbage), max_size=6))
def test_exactly_the_good_ones_go_in(starter_records: list[dict[str, Any]], kinds: list[Any]) -> None:
    Indicator.objects.all().delete()
    CaseStudyPage.objects.all().delete()
    Case.objects.all().delete()
    lines: list[Any] = [{}]  # rejected; without an object a file of broken lines may as well be a sheet
    good = set()
    for number, kind in enumerate(kinds):
        record = copy.deepcopy(starter_records[number])
        if kind == "good":
            good.add(record["id"])
            lines.append(record)
        elif isinstance(kind, dict):
            lines.append(record | kind)
        else:
            lines.append(kind)
    report = import_cases(as_file(lines), ImportOptions(publish=True))
    assert set(Case.objects.values_list("import_id", flat=True)) == good
    blank = sum(isinstance(kind, bytes) and not kind.strip() for kind in kinds)
    assert report.counts["created"] == len(good)
    assert report.counts["rejected"] == 1 + len(kinds) - len(good) - blank
    assert {problem.line for problem in report.problems} == {1} | {
        number
        for number, kind in enumerate(kinds, 2)
        if kind != "good" and not (isinstance(kind, bytes) and not kind.strip())
    }
