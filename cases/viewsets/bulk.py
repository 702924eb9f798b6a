"""Page of a bulk action: how far it is, and which objects were refused."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from cases.models import BulkRun
from cases.selectors.incomplete import field_labels
from cases.selectors.localized_format import number
from cases.services.bulk_runs import REASONS

from .jobs import RunView
from .reports.columns import listed


class BulkRunView(RunView):
    """Page of a bulk action, with the refused objects and their reasons."""

    model = BulkRun
    template_name = "cases/admin/bulk_run.html"
    header_icon = "tasks"
    page_title = gettext_lazy("Action on many cases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result = self.object.result
        refused = [
            {
                "title": item["title"],
                "url": reverse("wagtailadmin_pages:edit", args=[item["pk"]]) if item["code"] != "gone" else "",
                "reason": str(REASONS[item["code"]]),
                "fields": listed(field_labels(item["fields"])),
            }
            for item in result.get("named", [])
        ]
        return {
            **super().get_context_data(**kwargs),
            "done": number(result.get("done", 0)),
            "refused_count": number(result.get("refused", 0)),
            "refused": refused,
            "index_url": reverse("cases_report_city"),
        }
