"""Addresses of Wagtail's admin: without those that say nothing here, and checked where Wagtail does not."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.admin.localization import get_localized_response
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Task, Workflow
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cases.viewsets.review.outcomes import tell_decision

from .admin_doors import DOORS, without_doors

UNNEEDED = ("failwhale/", "test404/")  # an error on purpose, and how one looks
# Reports that say nothing of a collection of cases, by name of the address: which page was touched last, which kinds
# of pages there are. The reports on cases are in ``cases/viewsets/reports``.
GONE = frozenset(
    f"wagtailadmin_reports:{name}{part}" for name in ("aging_pages", "page_types_usage") for part in ("", "_results")
)


def admin_addresses() -> list[Any]:
    """Addresses for ``include``, each asked of ``RIGHTS`` and ``FIELDS``."""
    kept = [item for item in without_doors(wagtailadmin_urls.urlpatterns) if str(item.pattern) not in UNNEEDED]
    found: list[Any] = decorate_urlpatterns(kept, _checked)
    return [*DOORS, *found]


def _sets_up_reviews(user: Any, named: Mapping[str, Any]) -> bool:
    actions = {"add", "change"}
    return any(policy_registry.get_by_type(model).user_has_any_permission(user, actions) for model in (Task, Workflow))


def _writes_pages(user: Any, named: Mapping[str, Any]) -> bool:
    return bool(user_has_any_page_permission(user))


def _may_move(user: Any, named: Mapping[str, Any]) -> bool:
    page = Page.objects.filter(pk=named["page_to_move_id"]).first()
    return page is None or bool(page.permissions_for_user(user).can_move())


def _may_edit(user: Any, named: Mapping[str, Any]) -> bool:
    page = Page.objects.filter(pk=named["page_id"]).first()
    return page is None or bool(page.specific.permissions_for_user(user).can_edit())


def _may_add_image(user: Any, named: Mapping[str, Any]) -> bool:
    return bool(policy_registry.get_by_type(get_image_model()).user_has_permission(user, "add"))


def _may_add_document(user: Any, named: Mapping[str, Any]) -> bool:
    return bool(policy_registry.get_by_type(get_document_model()).user_has_permission(user, "add"))


# Who is let in, by name of the address; whatever is missing is Wagtail's to answer.
RIGHTS: dict[str, Callable[[Any, Mapping[str, Any]], bool]] = {
    "wagtailadmin_workflows:task_chooser": _sets_up_reviews,
    "wagtailadmin_workflows:task_chooser_results": _sets_up_reviews,
    "wagtailadmin_workflows:task_chooser_create": _sets_up_reviews,
    "wagtailadmin_workflows:task_chosen": _sets_up_reviews,
    "wagtailadmin_choose_page": _writes_pages,
    "wagtailadmin_choose_page_child": _writes_pages,
    "wagtailadmin_choose_page_search": _writes_pages,
    "wagtailadmin_choose_page_chosen_multiple": _writes_pages,
    "wagtailadmin_pages:choose_parent": _writes_pages,
    "wagtailadmin_pages:move_confirm": _may_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": _may_edit,
    "wagtailimages:create_multiple_from_uploaded_image": _may_add_image,
    "wagtaildocs:create_multiple_from_uploaded_document": _may_add_document,
}


def _names_a_page(request: HttpRequest) -> bool:
    key = request.POST.get("new_parent_page", "")
    return key.isdecimal() and len(key) < 19 and Page.objects.filter(pk=key).exists()


def _has_address(request: HttpRequest) -> bool:
    return "external-link-chooser-url" in request.POST


# Whether what is posted has the fields without which the view fails, by name of the address.
FIELDS: dict[str, Callable[[HttpRequest], bool]] = {
    "wagtailadmin_pages:copy": _names_a_page,
    "wagtailadmin_choose_page_external_link": _has_address,
}


# What is said of an answer to a form, by name of the address, where Wagtail says nothing.
TOLD: dict[str, Callable[[HttpRequest, Mapping[str, Any]], None]] = {
    "wagtailadmin_pages:workflow_action": tell_decision
}


def _checked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def checked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in GONE:
            raise Http404
        may = RIGHTS.get(name)
        if may and request.user.is_authenticated and not may(request.user, named):
            refusal: HttpResponse = get_localized_response(permission_denied, request)
            return refusal
        is_whole = FIELDS.get(name)
        if is_whole and request.method == "POST" and not is_whole(request):
            return HttpResponseBadRequest()
        answer = view(request, *args, **named)
        if name in TOLD and request.method == "POST" and answer.status_code < 400:
            TOLD[name](request, named)
        return answer

    return checked
