"""Rows by SQL that is made once are those of the query itself."""

import pytest

from cases.models import Case
from cases.selectors.public_pages import public_pages
from cases.selectors.public_rows import PublicRows

COLUMNS = ("case__code", "case__title_translations", "locale__language_code", "title", "started", "sdgs")


@pytest.mark.usefixtures("starter")
def test_they_are_the_rows_of_the_query() -> None:
    codes = list(Case.objects.order_by("code").values_list("code", flat=True))
    rows = PublicRows(*COLUMNS)
    for wanted in (codes[:5], codes[5:13], codes[2:4], codes[:1], [], ["no-such", *codes], codes[3:5] * 80):
        expected = public_pages().filter(case__code__in=wanted).values_list(*COLUMNS)
        assert list(map(tuple, rows.of(wanted))) == list(expected)
    assert sorted(size for _vendor, size in rows._ready) == [1, 2, 8, 64]
