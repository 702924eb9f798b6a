"""Pages that show every template of messages in every language, with made-up values."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from cases.messages.causes import CAUSES, Cause
from cases.messages.services.rendering import sample
from cases.viewsets.admin_page import AdminPage

from .framed import framed
from .sent import SEE, SentMessagesView


class OfTemplates:
    """Mixin of a view of templates, for those who may see what was sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        return answer


def _known(code: str, language: str) -> Cause:
    if code not in CAUSES or language not in dict(settings.LANGUAGES):
        raise Http404
    return CAUSES[code]


class TemplatesView(OfTemplates, AdminPage, TemplateView):
    """Page that lists the causes of messages, each in every language."""

    template_name = "messaging/admin/templates.html"
    page_title = gettext_lazy("Templates of messages")
    header_icon = "mail"
    trail = [("messages_sent", SentMessagesView.page_title)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "causes": CAUSES.values(), "site_languages": settings.LANGUAGES}


class TemplateShownView(OfTemplates, AdminPage, TemplateView):
    """Page of one template in one language: subject, text, and HTML in a frame."""

    template_name = "messaging/admin/template.html"
    page_title = gettext_lazy("Template")
    header_icon = "mail"
    trail = [*TemplatesView.trail, ("message_templates", TemplatesView.page_title)]

    def get_page_subtitle(self) -> str:
        return str(self.kwargs["code"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        code, language = self.kwargs["code"], self.kwargs["language"]
        cause = _known(code, language)
        return {
            **super().get_context_data(**kwargs),
            "cause": cause,
            "shown_language": language,
            "words": sample(cause, language),
            "site_languages": settings.LANGUAGES,
        }


class TemplateHtmlView(OfTemplates, View):
    """HTML of one template, for the frame."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return framed(sample(_known(kwargs["code"], kwargs["language"]), kwargs["language"]).html)
