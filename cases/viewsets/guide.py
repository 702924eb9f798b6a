"""Guide of this newsroom: how a text goes from draft to public, and who does what."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from .admin_page import AdminPage

LABEL = gettext_lazy("Guide of this newsroom")
LANGUAGES = ("fa", "en", "ar")  # in which it is written, each by itself: it is prose, not a list of strings


class GuideView(AdminPage, TemplateView):
    """Page of the guide, in the language of the admin."""

    template_name = "cases/admin/guide.html"
    page_title = LABEL
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language()
        written = language if language in LANGUAGES else "en"
        return {**super().get_context_data(**kwargs), "body": f"cases/admin/guide/{written}.html", "written": written}


def guide_item() -> MenuItem:
    """Item of the help menu that leads to the guide."""
    return MenuItem(LABEL, reverse("newsroom_guide"), name="newsroom-guide", icon_name="help", order=1100)
