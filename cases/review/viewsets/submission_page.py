"""Page of a submission in the admin: what it says, what may be the same, its answer, and its draft case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.models import ModelLogEntry

from cases.review.choices import Answer, State
from cases.review.forms.screening import DraftCaseForm, ScreeningForm
from cases.review.models import Submission
from cases.review.permissions import Action, may
from cases.review.selectors.submissions.meter import meter_of
from cases.review.selectors.submissions.queue import others_like, queue
from cases.review.selectors.submissions.reading import read_sections
from cases.review.selectors.submissions.similar import similar_cases
from cases.review.selectors.submissions.turns import days_waiting, is_late, turn_of
from cases.review.services.submissions.drafting import NotAcceptedError, draft_case
from cases.review.services.submissions.screening import STEPS, answer_submission, begin_screening
from cases.review.transitions import ACCEPTED, NotPossibleError, possible
from cases.selectors.person_name import person_name
from cases.services.asked_cities import city_named
from cases.viewsets.admin_page import AdminPage

from .screening import QueueView, ScreeningPolicy

MOST_ENTRIES = 50


class SubmissionPage(AdminPage, TemplateView):
    """Page of one submission. Nobody answers their own, nor what they take part in."""

    permission_policy = ScreeningPolicy(Submission)
    permission_required = "view"
    template_name = "review/admin/submission.html"
    page_title = gettext_lazy("Submission")
    header_icon = "clipboard-list"
    trail = [("submissions", QueueView.page_title)]
    form: ScreeningForm | None = None
    city_form: DraftCaseForm | None = None

    def get_page_subtitle(self) -> str:
        return self.submission.shown_number

    def get_header_title(self) -> str:
        return self.submission.title or _("Without a title")

    @property
    def submission(self) -> Submission:
        """The submission of the address, as far as staff may know of it."""
        if not hasattr(self, "_submission"):
            found = queue().prefetch_related("sections", "files", "co_submitters")
            self._submission: Submission = get_object_or_404(found, pk=self.kwargs["pk"])
        return self._submission

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submission, user = self.submission, self.request.user
        answer = submission.screening_answers.select_related("by", "similar").last()
        asked = answer.fields if answer and answer.answer == Answer.ASK else []
        may_screen = may(user, Action.SCREEN, submission)
        sections = list(submission.sections.all())
        can_answer = may_screen and bool(self._allowed())
        can_draft = submission.state in ACCEPTED and may(user, Action.DRAFT_CASE, submission)
        return {
            **super().get_context_data(**kwargs),
            "submission": submission,
            "turn": turn_of(submission),
            "is_late": is_late(submission),
            "days": days_waiting(submission),
            "sections": read_sections(sections, asked),
            "meter": meter_of({section.name: section for section in sections}),
            "files": submission.files.all(),
            "from": submission.name or person_name(submission.person),
            "answer": answer,
            "similar": similar_cases(submission.title, get_language() or "") if can_answer else [],
            "others": others_like(submission) if can_answer else [],
            "is_own": not may_screen,
            "form": (self.form or ScreeningForm(allowed=self._allowed())) if can_answer else None,
            "can_begin": can_answer and submission.state == State.RECEIVED,
            "can_draft": can_draft and submission.case_id is None,
            "city_form": (self.city_form or DraftCaseForm()) if can_draft and not submission.city_id else None,
            "page": submission.case.pages.order_by("pk").first() if submission.case else None,
            "entries": history_of(submission),
        }

    def _allowed(self) -> list[Answer]:
        """Answers that the state allows; what was only received is read by answering it."""
        state = State.SCREENING if self.submission.state == State.RECEIVED else self.submission.state
        return [answer for answer, step in STEPS.items() if step in possible(state)]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Does what the button says: read, answer, or make the draft of a case."""
        if "read" in request.POST:
            return self._begin()
        return self._draft() if "draft" in request.POST else self._answer()

    def _begin(self) -> HttpResponse:
        self._require(Action.SCREEN)
        begin_screening(self.submission, self.request.user)  # type: ignore[arg-type]
        return redirect("submission_read", self.submission.pk)

    def _answer(self) -> HttpResponseBase:
        self._require(Action.SCREEN)
        if self.request.POST.get("answer") in set(Answer) - set(self._allowed()):
            return self._say_who_was_first()
        self.form = form = ScreeningForm(self.request.POST, allowed=self._allowed())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        given = form.cleaned_data
        try:
            answer_submission(
                self.submission, Answer(given["answer"]), by=self.request.user, text=given["text"],  # type: ignore[arg-type]
                fields=given["fields_asked"] if given["answer"] == Answer.ASK else [], next_step=given["next_step"],
                next_text=given["next_text"], similar=given["similar"],
            )  # fmt: skip
        except NotPossibleError:
            return self._say_who_was_first()
        messages.success(self.request, _("Your answer is on its way."))
        return redirect("submission_read", self.submission.pk)

    def _draft(self) -> HttpResponseBase:
        self._require(Action.DRAFT_CASE)
        self.city_form = form = DraftCaseForm(self.request.POST)
        city = None
        if self.submission.city is None and self.submission.case is None:
            city = self._city(form)
            if city is None:
                return self.render_to_response(self.get_context_data(), status=422)
        try:
            page = draft_case(self.submission, self.request.user, city)  # type: ignore[arg-type]
        except NotAcceptedError:
            return self._say_who_was_first()
        messages.success(self.request, _("The draft is made. What the submission said stands at its place."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _city(self, form: DraftCaseForm) -> Any:
        """City that was chosen or is added; None where the form says what is wrong."""
        if not form.is_valid():
            return None
        if form.cleaned_data["city"]:
            return form.cleaned_data["city"]
        name, country = self.submission.city_name, form.cleaned_data["country"]
        try:
            return city_named(name, country, self.submission.language, self.request.user)
        except ValidationError as error:
            for texts in error.message_dict.values():
                form.add_error("country", texts)
            return None

    def _require(self, action: Action) -> None:
        if not may(self.request.user, action, self.submission):
            raise PermissionDenied

    def _say_who_was_first(self) -> HttpResponse:
        """The page again, with what was decided meanwhile, and by whom."""
        self.submission.refresh_from_db()
        last = ModelLogEntry.objects.for_instance(self.submission).order_by("-timestamp").first()
        said = {"state": self.submission.get_state_display(), "name": person_name(last.user) if last else ""}
        messages.error(self.request, _("Somebody was faster: %(state)s, by %(name)s. Yours was not sent.") % said)
        return redirect("submission_read", self.submission.pk)


def history_of(submission: Submission) -> list[Any]:
    """Entries of the history, the latest first."""
    entries = ModelLogEntry.objects.for_instance(submission).select_related("user").order_by("-timestamp", "-pk")
    return list(entries[:MOST_ENTRIES])
