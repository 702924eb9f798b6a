"""Page on which several pictures are added to a case at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.permissions import policy_registry

from cases.forms.several_pictures import RefusedFile, SeveralPicturesForm
from cases.models import CaseImage
from cases.selectors.cut_text import cut
from cases.selectors.localized_format import number
from cases.services.several_pictures import add_pictures
from cases.written.isolation import isolated

from .admin_page import AdminPage
from .review.preview_links import OfEditablePage

LONGEST_NAME = 60  # letters of a file's name that are told


class SeveralPicturesView(OfEditablePage, AdminPage, FormView):
    """Page with one input for many pictures, for those who may edit the case and add pictures."""

    template_name = "cases/admin/several_pictures.html"
    page_title = gettext_lazy("Add several pictures")
    header_icon = "image"
    form_class = SeveralPicturesForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(CaseImage).user_has_permission(request.user, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def form_valid(self, form: SeveralPicturesForm) -> HttpResponse:
        """Adds those that are right, and names the others with the reason."""
        right, refused = form.cleaned_data["pictures"]
        added, left = add_pictures(self.page, right, self.request.user)
        told = _("There is no room for it: a case has up to 20 pictures.")
        for file in [*refused, *(RefusedFile(name, told) for name in left)]:
            messages.warning(self.request, f"{isolated(cut(file.name, LONGEST_NAME))}: {file.reason}")
        if not added:
            return redirect(self.request.path)
        said = ngettext(
            "%(count)s picture was added. Write below what it shows.",
            "%(count)s pictures were added. Write below what each shows.",
            added,
        )
        messages.success(self.request, said % {"count": number(added)})
        return redirect(f"{reverse('wagtailadmin_pages:edit', args=[self.page.pk])}#tab-media")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "page": self.page}
