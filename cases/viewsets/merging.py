"""Page of a merge that is done in the background."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from cases.models import City, MergeRun, Topic
from cases.models.merge import MergedKind
from cases.selectors.localized_format import number
from cases.services.merge_runs import REASONS

from .jobs import RunView


class MergeRunView(RunView):
    """Page of a merge: its progress, then its outcome."""

    model = MergeRun
    template_name = "cases/admin/merge_run.html"
    header_icon = "resubmit"
    page_title = gettext_lazy("Merge")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run: MergeRun = self.object
        cases = run.result.get("cases")
        model: Any = Topic if run.kind == MergedKind.TOPIC else City
        has_target = model.objects.filter(pk=run.target_id).exists()
        return {
            **super().get_context_data(**kwargs),
            "refusal": REASONS.get(run.result.get("refused", "")),
            "cases": "" if cases is None else number(cases),
            "target_url": reverse(f"{run.kind}:edit", args=[run.target_id]) if has_target else "",
            "index_url": reverse(f"{run.kind}:index"),
        }
