"""Rows by SQL that is made once are those of the query itself."""

import pytest

from cases.models import Case, PartnerRole, Topic
from cases.selectors.prepared_queries import PreparedQuery
from cases.selectors.public_pages import public_pages

COLUMNS = ("case__code", "case__title_translations", "locale__language_code", "title", "started", "sdgs")


@pytest.mark.usefixtures("starter")
def test_they_are_the_rows_of_the_query() -> None:
    codes = list(Case.objects.order_by("code").values_list("code", flat=True))
    rows = PreparedQuery(lambda codes: public_pages().filter(case__code__in=codes).values_list(*COLUMNS))
    for wanted in (codes[:5], codes[5:13], codes[2:4], codes[:1], [], ["no-such", *codes], codes[3:5] * 80):
        expected = public_pages().filter(case__code__in=wanted).values_list(*COLUMNS)
        assert list(map(tuple, rows.rows(wanted))) == list(expected)
    assert sorted(length for _vendor, (length, _type) in rows._ready) == [1, 2, 8, 64]


@pytest.mark.usefixtures("starter")
def test_values_are_made_of_chosen_rows_alone() -> None:
    codes = list(Case.objects.order_by("code").values_list("code", flat=True))
    rows = PreparedQuery(lambda codes: public_pages().filter(case__code__in=codes).values_list(*COLUMNS))
    for wanted in (codes[:5], codes * 4):
        english = [row for row in rows.make(wanted) if row[2] == "en"]
        assert (
            english
            and list(map(tuple, rows.rows(wanted, choose=lambda all: (r for r in all if r[2] == "en")))) == english
        )


@pytest.mark.usefixtures("starter")
def test_lists_of_two_kinds_and_none() -> None:
    rows = PreparedQuery(
        lambda codes, parents: (
            Topic.objects.filter(parent__code__in=codes, parent__in=parents)
            .exclude(code="no-such")
            .order_by("code")
            .values_list("pk", "definition")
        )
    )
    tops = list(Topic.objects.filter(children__isnull=False).distinct())
    for first, second in ((tops[:1], tops[:1]), (tops[:3], tops[1:2]), (tops[1:4], tops), (tops[2:5], tops[3:])):
        codes, keys = [topic.code for topic in first], [topic.pk for topic in second]
        assert list(map(tuple, rows.rows(codes, keys))) == list(rows.make(codes, keys))
    roles = PreparedQuery(lambda: PartnerRole.objects.values_list("code", "label"))
    assert list(map(tuple, roles.rows())) == list(roles.make()) != []
