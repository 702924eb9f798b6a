"""Pages of plain text, such as About."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cases.forms.guarded_pages import GuardedPageForm
from cases.models.newer_version_panel import newer_version_panel


class PlainPage(Page):
    """A title and a text."""

    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link"], blank=True)

    base_form_class = GuardedPageForm
    content_panels = [newer_version_panel(), *Page.content_panels, FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/plain_page.html"

    class Meta:
        verbose_name = _("plain page")
