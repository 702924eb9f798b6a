"""Queue of submissions in the admin, for those who may answer them."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cases.review.choices import State
from cases.review.models import Submission
from cases.review.selectors.submissions.queue import AGES, older_than, queue
from cases.review.selectors.submissions.turns import days_waiting
from cases.selectors.localized_format import number
from cases.selectors.person_name import person_name
from cases.viewsets.columns import DayColumn, NumberColumn, TextColumn
from cases.written.numbers import latin_digits

from .counted_pages import CountedPaginator

SEE = "review.view_submission"


def screens(user: Any) -> bool:
    """Whether somebody reads submissions in the admin, as every page of it asks; of one of them its page asks again."""
    return bool(user.is_active and user.has_perms(["wagtailadmin.access_admin", SEE]))


class ScreeningPolicy(ModelPermissionPolicy):
    """Permission policy by which those who may read submissions see the queue; nobody changes one by a form."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and screens(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and screens(user)


class SubmissionColumn(Column):
    """Column of titles that lead to their submission."""

    cell_template_name = "review/admin/title_cell.html"


class QueueFilterSet(WagtailFilterSet):
    """Filters of the queue: words, state, how long, whose turn is over, language."""

    q = django_filters.CharFilter(label=gettext_lazy("Number, title, city or address"), method="_words")
    state = django_filters.MultipleChoiceFilter(
        distinct=False,
        label=gettext_lazy("State"),
        choices=[choice for choice in State.choices if choice[0] != State.DRAFT],
    )
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("Waits for more than"),
        method="_age",
        choices=lambda: [(str(days), _("%(days)s days") % {"days": number(days)}) for days in AGES],
    )
    late = django_filters.BooleanFilter(label=gettext_lazy("The day is over"), method="_late")
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Submission
        fields: list[str] = []

    def _words(self, queryset: QuerySet[Submission], name: str, value: str) -> QuerySet[Submission]:
        for word in value.replace("\x00", "").split()[:10]:
            digits = latin_digits(word).replace("-", "")
            found = Q(title__icontains=word) | Q(city_name__icontains=word) | Q(city__names__icontains=word)
            own = Q(email__icontains=word) | Q(name__icontains=word)
            named = Q(number__startswith=digits) if digits.isdecimal() else Q(pk=None)
            queryset = queryset.filter(found | own | named)
        return queryset

    def _age(self, queryset: QuerySet[Submission], name: str, value: str) -> QuerySet[Submission]:
        return older_than(queryset, int(value))

    def _late(self, queryset: QuerySet[Submission], name: str, value: bool) -> QuerySet[Submission]:
        late = Q(due_on__lt=timezone.localdate())
        return queryset.filter(late) if value else queryset.exclude(late)


def city_of(submission: Submission) -> str:
    """City of the practice, or what its submitter called it."""
    return str(submission.city) if submission.city else submission.city_name


class QueueView(ReportView):
    """Queue of submissions, whoever waits longest first."""

    model = Submission
    permission_policy = ScreeningPolicy(Submission)
    permission_required = "view"
    page_title = gettext_lazy("Submissions")
    header_icon = "clipboard-list"
    index_url_name = "submissions"
    index_results_url_name = "submissions_results"
    filterset_class = QueueFilterSet
    paginate_by = 50
    paginator_class = CountedPaginator
    default_ordering = None
    columns = [
        SubmissionColumn("title", label=gettext_lazy("Submission")),
        TextColumn("city", label=gettext_lazy("City"), accessor=city_of),
        Column("state", label=gettext_lazy("State"), accessor=lambda each: each.get_state_display()),
        NumberColumn("age", label=gettext_lazy("Days in this state"), accessor=days_waiting),
        DayColumn("due_on", label=gettext_lazy("Answer by")),
        TextColumn("screener", label=gettext_lazy("Read by"), accessor=lambda each: person_name(each.screener)),
    ]

    def get_base_queryset(self) -> QuerySet[Submission]:
        return queue()

    def order_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        return queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        said = {"no_results_message": _("No submission like this.")}
        return {**super().get_context_data(*args, **kwargs), **said}


class QueueMenuItem(MenuItem):
    """Shown to those who may read submissions."""

    def is_shown(self, request: Any) -> bool:
        return screens(request.user)
