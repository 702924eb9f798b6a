"""Columns of pages from which the faces of cases are made, so that a list of cards needs no query for them."""

import json
from typing import Any

from django.db.models import Case, CharField, Count, F, JSONField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage, Measurement

from .case_face import MEANS


class _FigureField(JSONField):
    """Object whose name and unit are objects as well, though SQLite gives those as text."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        for part in ("name", "unit"):
            if found and isinstance(found[part], str):
                found[part] = json.loads(found[part])
        return found


def with_faces(pages: PageQuerySet) -> PageQuerySet:
    """Pages with ``main_topic``, the code at the top under which most of their topics stand, and ``first_figure``, the
    last value of the first indicator that has one."""
    filed = CaseStudyPage.topics.through.objects.filter(casestudypage=OuterRef("pk")).order_by()
    top = Coalesce("topic__parent__parent__code", "topic__parent__code", "topic__code")
    is_means = Case(When(top=MEANS, then=1), default=0)
    tops = filed.annotate(top=top).values("top").annotate(number=Count("pk")).order_by("-number", is_means, "top")
    values = Measurement.objects.filter(indicator__case=OuterRef("case_id"))
    newest = values.order_by("indicator__sort_order", "indicator_id", "-date", "-pk")
    figure = JSONObject(
        value=Cast("value", CharField()),
        date=Cast("date", CharField()),
        known=Coalesce(Cast("known", CharField()), Value("")),
        kind=F("kind"),
        unit=F("indicator__unit__label"),
        name=F("indicator__name"),
    )
    return pages.annotate(
        main_topic=Subquery(tops.values("top")[:1]),
        first_figure=Subquery(newest.annotate(made=figure).values("made")[:1], output_field=_FigureField()),
    )
