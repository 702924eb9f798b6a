"""The home page, one per language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cases.forms.guarded_pages import GuardedPageForm
from cases.models.newer_version_panel import newer_version_panel


class HomePage(Page):
    """Search first, then themes and the latest cases."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=500)

    base_form_class = GuardedPageForm
    content_panels = [newer_version_panel(), *Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cases.CaseIndexPage", "home.PlainPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
