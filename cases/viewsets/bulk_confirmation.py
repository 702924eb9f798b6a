"""Page before a bulk action: to how many texts it will be done, to which, and with what consequence."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import CaseStudyPage
from cases.models.bulk import BulkAction
from cases.selectors.localized_format import day as in_words
from cases.selectors.localized_format import number

SHOWN = 20  # titles on the page
CONSEQUENCES = {
    BulkAction.PUBLISH: gettext_lazy(
        "Readers see them at once, as their newest drafts are. What lacks something, and what you may not publish, is "
        "left out and named."
    ),
    BulkAction.UNPUBLISH: gettext_lazy(
        "Readers no longer find them, and links to them lead nowhere. Texts and figures stay here. The page of the "
        "action can publish them again, as long as nobody changes them."
    ),
    BulkAction.CONFIRM_BY: gettext_lazy(
        "Their cases get this date in all languages, in place of any they have. After it they are among the overdue."
    ),
}


def confirmation(request: HttpRequest, action: BulkAction, keys: Iterable[int], day: date | None) -> TemplateResponse:
    """Page that asks before an action; its form posts to where the request came from."""
    pages = CaseStudyPage.objects.filter(pk__in=set(keys))
    total, changing = pages.count(), pages.filter(_changes(action)).count()
    first = list(pages.select_related("case").defer_streamfields().order_by("case__code", "pk")[:SHOWN])
    context: dict[str, Any] = {
        "action": action.value,
        "header_title": action.label,
        "count": ngettext("%(count)s text", "%(count)s texts", total) % {"count": number(total)},
        "total": str(total),
        "unchanged": number(total - changing) if total > changing else "",
        "first": first,
        "more": number(total - len(first)) if total > len(first) else "",
        "consequence": CONSEQUENCES[action],
        "day": in_words(day) if day and action == BulkAction.CONFIRM_BY else "",
        "date": request.POST.get("date", ""),
        "everything": request.POST.get("everything", ""),
        "rows": [] if request.POST.get("everything") else request.POST.getlist("row"),
        "back": request.get_full_path(),
        "title": _("Before it is done"),
    }
    return TemplateResponse(request, "cases/admin/bulk_confirm.html", context)


def _changes(action: BulkAction) -> Q:
    """Condition on pages to which the action does something."""
    if action == BulkAction.PUBLISH:
        return Q(live=False) | Q(has_unpublished_changes=True)
    return Q(live=True) if action == BulkAction.UNPUBLISH else Q()
