"""Form of a case's living data, whose figures may have to wait for a second person."""

from functools import cached_property
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, ProposedFigures
from cases.selectors.figures import figures_wait, open_proposal, show_newest_figures
from cases.signals import cases_changed

from .guarded_edit import GuardedEditView


class CaseEditView(GuardedEditView):
    """Form of a case, which announces the change, so that lists and search follow.

    It shows the figures that were written last, be they public or proposed.
    """

    logged_by_itself = frozenset({"indicators"})

    def get_object(self, queryset: Any = None) -> Case:
        case: Case = super().get_object(queryset)
        show_newest_figures([case])
        return case

    def stored_object(self) -> Case:
        case: Case = super().stored_object()
        show_newest_figures([case])
        return case

    def save_instance(self) -> Case:
        case: Case = super().save_instance()
        cases_changed.send(sender=Case, case_ids=[case.pk])
        return case

    @cached_property
    def proposal(self) -> ProposedFigures | None:
        """Open proposal of the case, as it was when the form was opened or has become by saving it."""
        return open_proposal(self.object)

    def get_success_message(self) -> str:
        if proposal := self.form.proposal:
            said = _("%(case)s saved. The figures wait for a second person; until then readers see those from before.")
            return said % {"case": proposal.case.code}
        return str(super().get_success_message())

    def get_success_url(self) -> str:
        if self.form.proposal:
            return reverse("case_figures", args=[quote(self.object.pk)])
        return str(super().get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "proposal": self.proposal,
            "figures_wait": figures_wait(self.object),
        }
