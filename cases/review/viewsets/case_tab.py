"""Tab of the form of a case that was made of a submission: where it came from, and its way so far."""

from typing import Any

from wagtail.admin.panels import HelpPanel, ObjectList

from cases.review.models import Submission

from .screening import screens
from .submission_page import history_of


class SubmissionPanel(HelpPanel):
    """Panel with the submission that a case was made of; there is none where it was made otherwise."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Panel of one page."""

        def is_shown(self) -> bool:
            return screens(self.request.user) and self.submission is not None

        @property
        def submission(self) -> Submission | None:
            """The submission, read once."""
            if not hasattr(self, "_submission"):
                key = getattr(self.instance, "case_id", None)
                found = Submission.objects.filter(case=key).first() if key else None
                self._submission: Submission | None = found
            return self._submission

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            if self.submission is None:
                return context
            return {**context, "submission": self.submission, "entries": history_of(self.submission)}


def submission_tab(heading: Any) -> ObjectList:
    """The tab, for those who may read submissions."""
    return ObjectList([SubmissionPanel(template="review/admin/case_tab.html")], heading=heading)
