"""Links to a preview of a page, as its writers make, see and end them."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import FormView, View
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cases.forms.preview_links import PreviewLinkForm
from cases.models import CaseStudyPage, PreviewLink
from cases.selectors.preview_links import links_of
from cases.services.preview_links import TooManyLinksError, make_link, revoke_link
from cases.viewsets.admin_page import AdminPage


def preview_link_buttons(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Button in the menu of a page that leads to its links."""
    page = page.specific
    if isinstance(page, CaseStudyPage) and page.pk is not None and page.permissions_for_user(user).can_edit():
        address = reverse("case_preview_links", args=[page.pk])
        yield Button(_("Links to a preview"), address, icon_name="link", priority=62)


class OfEditablePage:
    """Mixin of a view that is for those who may edit the page."""

    page: CaseStudyPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(CaseStudyPage.objects.select_related("locale"), pk=kwargs["page_id"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        answer.headers["Referrer-Policy"] = "same-origin"  # none at all, and browsers send no origin with a form
        return answer


class PreviewLinksView(OfEditablePage, AdminPage, FormView):
    """Page that lists the links of a page, and makes one, whose address it shows this once."""

    template_name = "cases/admin/preview_links.html"
    page_title = gettext_lazy("Links to a preview")
    header_icon = "link"
    form_class = PreviewLinkForm
    address = ""  # of the link that was just made

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def form_valid(self, form: PreviewLinkForm) -> HttpResponse:
        try:
            _link, token = make_link(self.page, self.request.user, **form.cleaned_data)
        except TooManyLinksError:
            form.add_error(None, _("This page has as many links as it can have. End one that nobody needs."))
            return self.form_invalid(form)
        with override(self.page.locale.language_code):
            self.address = self.request.build_absolute_uri(reverse("cases:preview", args=[token]))
        # Shown in this answer and kept nowhere: a message would leave the secret in the session.
        return self.render_to_response(self.get_context_data(form=PreviewLinkForm()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        restrictions = self.page.get_view_restrictions()
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "links": list(links_of(self.page)),
            "address": self.address,
            "is_private": bool(restrictions),
        }


class RevokePreviewLinkView(OfEditablePage, View):
    """Ends a link of a page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = get_object_or_404(PreviewLink, pk=kwargs["link_id"], page=self.page.pk)
        revoke_link(link, request.user)
        messages.success(request, _("The link shows nothing any more."))
        return redirect("case_preview_links", self.page.pk)
