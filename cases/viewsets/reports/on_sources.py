"""Reports on sources: addresses that repeat, and outcomes of the last link check."""

from typing import Any

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cases.models import LinkCheck
from cases.selectors.newsroom_search import MOST_WORDS, code_in
from cases.selectors.sources import SourceUse, repeated_sources
from cases.viewsets.columns import AddressColumn, DayColumn, NumberColumn, TextColumn
from cases.written.letters import label_key

from .columns import listed
from .page import CaseReportView, pages_for


class SourcesView(CaseReportView):
    """Report on addresses that several cases give as a source, or a case twice."""

    page_title = gettext_lazy("Sources that repeat")
    explanation = gettext_lazy("Addresses that several cases give as a source, or one case more than once.")
    has_actions = False
    default_ordering = None
    columns = [
        AddressColumn("url", label=gettext_lazy("Address")),
        TextColumn("title", label=gettext_lazy("Title")),
        NumberColumn("times", label=gettext_lazy("Times given")),
        TextColumn("cases", label=gettext_lazy("Cases"), accessor=lambda use: listed(use.cases)),
    ]
    export_columns = (
        ("url", gettext_lazy("Address")), ("title", gettext_lazy("Title")), ("times", gettext_lazy("Times given")),
        ("cases", gettext_lazy("Cases")),
    )  # fmt: skip

    def get_queryset(self) -> Any:
        return self.search_queryset(repeated_sources(pages_for(self.request.user)))

    def searched(self, rows: Any, text: str) -> Any:
        words = [label_key(word) for word in text.split()]
        said = [(use, " ".join(map(label_key, [use.url, use.title, *use.cases]))) for use in rows]
        return [use for use, texts in said if all(word in texts for word in words)]

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset

    def exported(self, item: Any, name: str) -> Any:
        use: SourceUse = item
        return listed(use.cases) if name == "cases" else getattr(use, name)


class LinksFilterSet(WagtailFilterSet):
    """Filter of links: failing ones, or all."""

    failing = django_filters.ChoiceFilter(
        label=gettext_lazy("Result"),
        choices=[("yes", gettext_lazy("Failing")), ("no", gettext_lazy("Answering"))],
        method="_failing",
    )

    class Meta:
        model = LinkCheck
        fields: list[str] = []

    def _failing(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(failing_since__isnull=value == "no")


class LinksView(CaseReportView):
    """Report on the last check of every source's address, of published cases only; failing links first."""

    model = LinkCheck
    page_title = gettext_lazy("Links of sources")
    explanation = gettext_lazy("What came of asking the addresses of sources; they are asked by schedule.")
    has_actions = False
    filterset_class = LinksFilterSet
    default_ordering = "-failing_since"
    columns = [
        AddressColumn("url", label=gettext_lazy("Address"), sort_key="url"),
        Column("outcome", label=gettext_lazy("Result"), accessor="get_outcome_display", sort_key="outcome"),
        NumberColumn("status", label=gettext_lazy("HTTP status"), sort_key="status"),
        DayColumn("failing_since", label=gettext_lazy("Failing since"), sort_key="failing_since"),
        DayColumn("checked_at", label=gettext_lazy("Checked"), sort_key="checked_at"),
        TextColumn("cases", label=gettext_lazy("Cases"), accessor=lambda link: listed(link.cases)),
    ]
    export_columns = (
        ("url", gettext_lazy("Address")), ("outcome", gettext_lazy("Result")), ("status", gettext_lazy("HTTP status")),
        ("leads_to", gettext_lazy("Leads to")), ("failing_since", gettext_lazy("Failing since")),
        ("checked_at", gettext_lazy("Checked")), ("cases", gettext_lazy("Cases")),
    )  # fmt: skip

    def get_base_queryset(self) -> Any:
        return LinkCheck.objects.all()

    def searched(self, rows: Any, text: str) -> Any:
        for word in text.split()[:MOST_WORDS]:
            code = code_in(word) or word
            rows = rows.filter(Q(url__icontains=word) | Q(leads_to__icontains=word) | Q(cases__icontains=code))
        return rows

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering == "-failing_since":
            return queryset.order_by(F("failing_since").desc(nulls_last=True), "url")
        return super().order_queryset(queryset)

    def exported(self, item: Any, name: str) -> Any:
        if name == "outcome":
            return item.get_outcome_display()
        return listed(item.cases) if name == "cases" else getattr(item, name)
